using System.Globalization;

namespace LatentSharp;

/// <summary>How an <see cref="Hbos"/> learns.</summary>
public sealed record HbosOptions : DetectorOptions
{
    /// <inheritdoc/>
    public override string Kind => "hbos";

    /// <summary>The bins of each column's histogram, of equal width, 2 or more. Default 10.</summary>
    [Option("--bins", "The bins of each column's histogram, of equal width.", AtLeast = 2)]
    public int Bins { get; init; } = 10;

    /// <summary>
    /// What is added to the height of a bin, the highest being 1, so that an empty one has a logarithm. Default 0.1; above 0.
    /// </summary>
    [Option("--floor", "What is added to the height of a bin; the highest is 1.", Above = 0)]
    public double Floor { get; init; } = 0.1;

    /// <inheritdoc/>
    public override string Describe(Shape sample) =>
        string.Create(CultureInfo.InvariantCulture, $"hbos: histograms of {Bins} bins, column by column");

    internal override HbosOptions Defaults() => new();

    internal override FittedHbos Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        new(this, sample, new(weights, StringComparer.Ordinal));
}

/// <summary>
/// Histogram-based outlier score (Goldstein and Dengel 2012): Σ over columns of log₂(1 / (height + floor)), where the highest bin of a
/// column is
/// 1 high. Beyond the histogram the height is 0.
/// </summary>
/// <param name="options">How it learns; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class Hbos(HbosOptions? options = null) : AnomalyDetector<HbosOptions, FittedHbos>(options)
{
    private protected override FittedHbos LearnRows(HbosOptions options, Shape sample, Tensor rows, LearningTask task)
    {
        var (n, d, bins) = (rows.Shape[0], rows.Shape[1], options.Bins);
        var values = rows.AsSpan();
        var (low, high, height) = (new float[d], new float[d], new float[d * bins]);
        Array.Fill(low, float.PositiveInfinity);
        Array.Fill(high, float.NegativeInfinity);
        for (var i = 0; i < values.Length; i++)
            (low[i % d], high[i % d]) = (Math.Min(low[i % d], values[i]), Math.Max(high[i % d], values[i]));
        for (var i = 0; i < values.Length; i++)
            if (FittedHbos.Bin(values[i], low[i % d], high[i % d], bins) is >= 0 and var bin) height[((i % d) * bins) + bin]++;
        for (var j = 0; j < d; j++)
        {
            var own = height.AsSpan(j * bins, bins);
            var highest = 0f;
            foreach (var count in own) highest = Math.Max(highest, count);
            foreach (ref var count in own) count /= highest;
        }
        var weights = FittedDetector.Begin(rows);
        weights["low"] = Tensor.From(low, d).Keep();
        weights["high"] = Tensor.From(high, d).Keep();
        weights["height"] = Tensor.From(height, [d, bins]).Keep();
        return new(options, sample, weights);
    }
}

/// <summary>The histograms of columns.</summary>
public sealed class FittedHbos : FittedDetector
{
    private readonly float[] low, high, height;

    internal FittedHbos(HbosOptions options, Shape inputShape, Dictionary<string, Tensor> weights) : base(options, inputShape, weights)
    {
        ExpectNothingBut("low", "high", "height");
        var d = inputShape.Count;
        (low, high) = (Expect("low", d).ToArray(), Expect("high", d).ToArray());
        height = Expect("height", d, options.Bins).ToArray();
    }

    /// <inheritdoc/>
    public override HbosOptions Options => (HbosOptions)base.Options;

    /// <summary>
    /// The bin of a value, -1 beyond the ends; each bin begins with its lower edge, and the last one holds its upper edge.
    /// </summary>
    internal static int Bin(float value, float low, float high, int bins)
    {
        if (value < low || value > high) return -1;
        if (high <= low) return 0;
        return Math.Min((int)(((double)value - low) / ((double)high - low) * bins), bins - 1);
    }

    internal override void ScoreRows(Tensor rows, Span<float> scores, CancellationToken cancellation)
    {
        var d = rows.Shape[1];
        var values = rows.AsSpan();
        for (var i = 0; i < scores.Length; i++)
        {
            double sum = 0;
            for (var j = 0; j < d; j++) sum += Rarity(values[(i * d) + j], j);
            scores[i] = (float)sum;
        }
    }

    /// <summary>The logarithm of each column; they add up to the score.</summary>
    internal override void ShareRows(Tensor rows, Span<float> shares)
    {
        var d = rows.Shape[1];
        var values = rows.AsSpan();
        for (var i = 0; i < values.Length; i++) shares[i] = (float)Rarity(values[i], i % d);
    }

    private double Rarity(float value, int column)
    {
        var bin = Bin(value, low[column], high[column], Options.Bins);
        return -Math.Log2((bin < 0 ? 0 : height[(column * Options.Bins) + bin]) + Options.Floor);
    }
}
