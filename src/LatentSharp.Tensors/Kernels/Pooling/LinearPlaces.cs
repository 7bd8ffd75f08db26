using System.Buffers;

namespace LatentSharp;

/// <summary>
/// Where the results of a linear interpolation lie along an axis, with half-pixel centres and the edges repeated: result i stands at (i +
/// ½)/factor - ½ of the input, where the factor is results / size. Its arrays are rented: it must be disposed.
/// </summary>
internal readonly ref struct LinearPlaces : IDisposable
{
    private readonly int[] numbers;
    private readonly float[] shares;

    internal LinearPlaces(int size, int results)
    {
        (Size, Results) = (size, results);
        numbers = ArrayPool<int>.Shared.Rent(checked((4 * results) + size + 1));
        shares = ArrayPool<float>.Shared.Rent(checked(3 * results));
        var lows = numbers.AsSpan(0, results);
        var highs = numbers.AsSpan(results, results);
        var factor = (double)results / size;
        for (var result = 0; result < results; result++)
        {
            var at = ((result + 0.5) / factor) - 0.5;
            var low = (int)Math.Floor(at);
            (lows[result], highs[result]) = (Math.Max(low, 0), Math.Min(low + 1, size - 1));
            shares[result] = (float)(at - low);
        }
    }

    internal int Size { get; }

    internal int Results { get; }

    /// <summary>The first of the two places that each result lies between, then the second of each.</summary>
    internal ReadOnlySpan<int> Ends => numbers.AsSpan(0, 2 * Results);

    /// <summary>How near each result is to its second place.</summary>
    internal ReadOnlySpan<float> Shares => shares.AsSpan(0, Results);

    /// <summary>
    /// The way back: where each place's results begin among <paramref name="from"/>, which names them in their order, and what part of each
    /// flows back.
    /// </summary>
    internal ReadOnlySpan<int> Back(out ReadOnlySpan<int> from, out ReadOnlySpan<float> parts)
    {
        var sources = numbers.AsSpan(2 * Results, 2 * Results);
        var weights = shares.AsSpan(Results, 2 * Results);
        var starts = numbers.AsSpan(4 * Results, Size + 1);
        starts.Clear();
        foreach (var place in Ends) starts[place + 1]++;
        for (var place = 0; place < Size; place++) starts[place + 1] += starts[place];
        // Each start moves on to the next one's place as its results come, and all of them back at the end.
        for (var result = 0; result < Results; result++)
        {
            Add(starts, sources, weights, Ends[result], result, 1 - Shares[result]);
            Add(starts, sources, weights, Ends[Results + result], result, Shares[result]);
        }
        starts[..Size].CopyTo(starts[1..]);
        starts[0] = 0;
        from = sources;
        parts = weights;
        return starts;
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(numbers);
        ArrayPool<float>.Shared.Return(shares);
    }

    private static void Add(Span<int> starts, Span<int> sources, Span<float> weights, int place, int result, float weight)
    {
        var at = starts[place]++;
        (sources[at], weights[at]) = (result, weight);
    }
}
