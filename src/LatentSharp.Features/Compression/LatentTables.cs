namespace LatentSharp;

/// <summary>
/// What a coefficient is likely to be, once others are known, in whole numbers alone, so that every processor tells the same. How large
/// those of the blocks to the left, above and above to the right are, and those before it in its own, times learned weights, says which
/// of the learned tables holds; each has the frequencies of magnitudes 0 to <see cref="Escape"/>, the last of which stands for all
/// greater ones.
/// </summary>
internal sealed class LatentTables
{
    /// <summary>The frequencies of a table sum to 2 to this power.</summary>
    internal const int Precision = 15;

    /// <summary>The magnitude from which on what is beyond it is written by itself.</summary>
    internal const int Escape = 15;

    /// <summary>Blocks whose coefficients take part: left, above, above to the right, and the own one.</summary>
    internal const int Sources = 4;

    /// <summary>Greater magnitudes count as this one.</summary>
    internal const int MostCounted = 8;

    /// <summary>A weight of 1.</summary>
    internal const int One = 1 << 14;

    /// <summary>Tables.</summary>
    internal const int Count = 25;

    private const int MostWeight = 1 << 17, SignBits = 1, LengthBits = 5;

    /// <summary>From which sum on the next table holds: some 0.003 at first, √2 times as much each time.</summary>
    private static readonly int[] Edges = MakeEdges();

    private readonly int[] weights;
    private readonly int[] frequencies;
    private readonly uint[] starts = new uint[Count * (Escape + 1)];
    private readonly double[] bits = new double[Count * (Escape + 1)];

    /// <param name="coefficients">C: those of a block.</param>
    /// <param name="weights">(4 · C, C): what each of the sources adds to the sum of each coefficient.</param>
    /// <param name="frequencies">(tables, Escape + 1), each 1 or more, each table's 2^Precision in all.</param>
    internal LatentTables(int coefficients, int[] weights, int[] frequencies)
    {
        (Coefficients, this.weights, this.frequencies) = (coefficients, weights, frequencies);
        for (var i = 0; i < frequencies.Length; i++)
        {
            starts[i] = i % (Escape + 1) == 0 ? 0 : starts[i - 1] + (uint)frequencies[i - 1];
            bits[i] = Precision - Math.Log2(frequencies[i]) + (i % (Escape + 1) == 0 ? 0 : SignBits);
        }
    }

    /// <summary>Coefficients of a block.</summary>
    internal int Coefficients { get; }

    internal Dictionary<string, Tensor> Weights => new(StringComparer.Ordinal)
    {
        ["contexts/weights"] = Named(weights, [Sources * Coefficients, Coefficients]),
        ["contexts/frequencies"] = Named(frequencies, [Count, Escape + 1]),
    };

    /// <exception cref="BadArgumentException">
    /// A weight is missing, has another shape or is no whole number, or frequencies do not sum up.
    /// </exception>
    internal static LatentTables Restore(PictureCodecOptions options, int coefficients, IReadOnlyDictionary<string, Tensor> named)
    {
        var weights = Whole("contexts/weights", [Sources * coefficients, coefficients], -MostWeight, MostWeight);
        var frequencies = Whole("contexts/frequencies", [Count, Escape + 1], 1, 1 << Precision);
        for (var table = 0; table < Count; table++)
            if (frequencies.AsSpan(table * (Escape + 1), Escape + 1).ToArray().Sum() != 1 << Precision)
                throw new BadArgumentException(
                    $"{options.Kind}: the frequencies of table {table} do not sum to {1 << Precision}.");
        return new LatentTables(coefficients, weights, frequencies);

        int[] Whole(string name, Shape shape, int least, int most) =>
            Array.ConvertAll(WeightSet.Take(options, named, name, shape).ToArray(), value =>
                value == MathF.Floor(value) && value >= least && value <= most
                    ? (int)value
                    : throw new BadArgumentException(FormattableString.Invariant(
                        $"{options.Kind}: the weights '{name}' hold {value}; whole numbers from {least} to {most} are needed.")));
    }

    /// <summary>Rounded weights of real ones.</summary>
    internal static int Rounded(double weight) => (int)Math.Clamp(Math.Round(weight * One), -MostWeight, MostWeight);

    /// <summary>What a source adds to the sums of all coefficients, for each that its magnitude is more.</summary>
    internal ReadOnlySpan<int> Added(int source) => weights.AsSpan(source * Coefficients, Coefficients);

    /// <summary>The table that holds for a sum.</summary>
    internal static int Table(int sum)
    {
        var (low, high) = (0, Edges.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sum >= Edges[middle]) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    internal uint Frequency(int table, int magnitude) => (uint)frequencies[(table * (Escape + 1)) + magnitude];

    internal uint Start(int table, int magnitude) => starts[(table * (Escape + 1)) + magnitude];

    /// <summary>The magnitude whose frequencies hold a place from 0 to 2^Precision - 1.</summary>
    internal int Magnitude(int table, uint place)
    {
        var own = starts.AsSpan(table * (Escape + 1), Escape + 1);
        var magnitude = 0;
        while (magnitude < Escape && own[magnitude + 1] <= place) magnitude++;
        return magnitude;
    }

    /// <summary>Bits that a value takes in a table, with its sign.</summary>
    internal double Bits(int table, int magnitude) => magnitude < Escape
        ? bits[(table * (Escape + 1)) + magnitude]
        : bits[(table * (Escape + 1)) + Escape] + LengthBits + Math.Floor(Math.Log2(magnitude - Escape + 1));

    private static int[] MakeEdges()
    {
        var edges = new int[Count - 1];
        for (var (i, edge) = (0, 49); i < edges.Length; i++)
        {
            edges[i] = edge;
            edge = ((edge * 27) + 9) / 19;
        }
        return edges;
    }

    private static Tensor Named(int[] values, Shape shape) => Tensor.From(Array.ConvertAll(values, value => (float)value), shape).Keep();
}
