namespace LatentSharp;

/// <summary>
/// The kernels of MiniRocket (Dempster, Schmidt and Webb 2021): all 84 of 9 weights of which three are 2 and six -1, and how many features
/// each gives at which dilation.
/// </summary>
internal static class RocketKernels
{
    /// <summary>Kernels, and the weights of each.</summary>
    internal const int Count = 84, Length = 9;

    private const int MostDilations = 32;

    /// <summary>(84, 3): the places whose weight is 2, in the order of itertools.combinations.</summary>
    internal static int[] Places { get; } = FindPlaces();

    /// <summary>
    /// Dilations from 1 on, evenly on a logarithmic scale to the greatest at which a kernel still fits, and for each how many features a
    /// kernel gives. Sequences shorter than a kernel have dilation 1.
    /// </summary>
    internal static (int Dilation, int Features)[] Dilations(int steps, int featuresOfKernel)
    {
        var most = Math.Min(featuresOfKernel, MostDilations);
        var exponent = Math.Max(0, Math.Log2((steps - 1) / (double)(Length - 1)));
        var drawn = Enumerable.Range(0, most).Select(i => (int)Math.Pow(2, most == 1 ? 0 : exponent * i / (most - 1)));
        var counts = drawn.CountBy(dilation => dilation).OrderBy(pair => pair.Key).ToArray();
        var features = Array.ConvertAll(counts, pair => (int)(pair.Value * (featuresOfKernel / (double)most)));
        var rest = featuresOfKernel - features.Sum();
        for (var i = 0; rest > 0; i = (i + 1) % features.Length, rest--) features[i]++;
        return [.. counts.Zip(features, (pair, count) => (pair.Key, count))];
    }

    /// <summary>
    /// The share of values that bias number i is above: multiples of the golden ratio, of which only the fraction counts.
    /// </summary>
    internal static double Quantile(int i)
    {
        var multiple = (i + 1) * ((Math.Sqrt(5) + 1) / 2);
        return multiple - Math.Floor(multiple);
    }

    private static int[] FindPlaces()
    {
        var places = new List<int>();
        for (var a = 0; a < Length; a++)
            for (var b = a + 1; b < Length; b++)
                for (var c = b + 1; c < Length; c++) places.AddRange([a, b, c]);
        return [.. places];
    }
}
