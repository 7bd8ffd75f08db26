namespace LatentSharp;

/// <summary>
/// What the convolutions of one representation of sequences are: dilations, the channels that each kernel at each dilation looks at, and
/// the biases.
/// </summary>
/// <param name="Steps">The steps of a representation, 1 or more.</param>
/// <param name="Channels">The channels of a sequence.</param>
/// <param name="Dilations">Dilations, and the biases of a kernel at each.</param>
/// <param name="Looks">(dilations · 84, C): 1 where a kernel at a dilation looks at a channel.</param>
/// <param name="Biases">In the order of dilations, then kernels.</param>
internal sealed record RocketPlan(int Steps, int Channels, (int Dilation, int Features)[] Dilations, float[] Looks, float[] Biases)
{
    /// <summary>The most channels that one kernel looks at, as published.</summary>
    private const int MostChannels = 9;

    /// <summary>The channels of kernel k at dilation d, at [d · 84 + k].</summary>
    private int[][] ChannelsOf { get; } =
        [.. Enumerable.Range(0, Dilations.Length * RocketKernels.Count)
            .Select(row => Enumerable.Range(0, Channels).Where(c => Looks[(row * Channels) + c] > 0).ToArray())];

    /// <summary>Draws channels, and biases from the data.</summary>
    /// <param name="samples">(N, T, C), of which lengths tells the own steps.</param>
    /// <param name="lengths">1 or more each.</param>
    /// <param name="steps">T.</param>
    /// <param name="channels">C.</param>
    /// <param name="featuresOfKernel">Biases of a kernel over all dilations.</param>
    /// <param name="random">What channels and samples are drawn from.</param>
    /// <param name="cancellation">Ends the work with an exception.</param>
    internal static RocketPlan Draw(
        ReadOnlyMemory<float> samples, int[] lengths, int steps, int channels, int featuresOfKernel, RandomStream random,
        CancellationToken cancellation)
    {
        var dilations = RocketKernels.Dilations(lengths.Max(), featuresOfKernel);
        var rows = dilations.Length * RocketKernels.Count;
        var looks = DrawChannels(rows, channels, random.Derive("channels"));
        var chosen = new int[rows];
        random.Derive("biases").Integers(chosen, 0, lengths.Length);
        var plan = new RocketPlan(steps, channels, dilations, looks, new float[featuresOfKernel * RocketKernels.Count]);
        var convolution = new RocketConvolution(steps, channels);
        var at = 0;
        for (var d = 0; d < dilations.Length; d++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var k = 0; k < RocketKernels.Count; k++)
            {
                var row = (d * RocketKernels.Count) + k;
                convolution.Begin(
                    samples.Span.Slice(chosen[row] * steps * channels, steps * channels), lengths[chosen[row]], dilations[d].Dilation);
                var values = convolution.Apply(k, plan.ChannelsOf[row]).ToArray();
                Array.Sort(values);
                for (var f = 0; f < dilations[d].Features; f++, at++) plan.Biases[at] = Quantile(values, RocketKernels.Quantile(at));
            }
        }
        return plan;
    }

    /// <summary>Pools one sequence: the features of bias i stand at i of each way of pooling, one way after the other.</summary>
    internal void Pool(ReadOnlySpan<float> sequence, int own, RocketConvolution convolution, Span<float> features, bool four)
    {
        var (at, count) = (0, Biases.Length);
        for (var d = 0; d < Dilations.Length; d++)
        {
            convolution.Begin(sequence, own, Dilations[d].Dilation);
            for (var k = 0; k < RocketKernels.Count; k++)
            {
                var values = convolution.Apply(k, ChannelsOf[(d * RocketKernels.Count) + k]);
                var pooled = convolution.Pooled(values, d, k);
                var some = Dilations[d].Features;
                if (four)
                    RocketPooling.Four(
                        pooled, Biases.AsSpan(at, some), features.Slice(at, some), features.Slice(at + count, some),
                        features.Slice(at + (2 * count), some), features.Slice(at + (3 * count), some));
                else
                    for (var f = at; f < at + some; f++) features[f] = RocketPooling.Share(pooled, Biases[f]);
                at += some;
            }
        }
    }

    /// <summary>
    /// For each row 2^u channels with u even from 0 to log2(min(C, 9) + 1), drawn without putting back; of one channel that one.
    /// </summary>
    private static float[] DrawChannels(int rows, int channels, RandomStream random)
    {
        var looks = new float[rows * channels];
        var draws = new float[rows];
        random.Uniform(draws);
        var exponent = Math.Log2(Math.Min(channels, MostChannels) + 1);
        for (var row = 0; row < rows; row++)
        {
            var count = Math.Clamp((int)Math.Pow(2, draws[row] * exponent), 1, channels);
            foreach (var c in random.Derive(row).Permutation(channels).AsSpan(0, count)) looks[(row * channels) + c] = 1;
        }
        return looks;
    }

    /// <summary>The quantile of sorted values, between neighbours in proportion, as NumPy's.</summary>
    private static float Quantile(float[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var low = (int)place;
        var high = Math.Min(low + 1, sorted.Length - 1);
        return (float)(sorted[low] + ((place - low) * ((double)sorted[high] - sorted[low])));
    }
}
