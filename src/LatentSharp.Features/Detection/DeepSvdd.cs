using System.Globalization;

namespace LatentSharp;

/// <summary>How a <see cref="DeepSvdd"/> is built and trained.</summary>
public sealed record DeepSvddOptions : TrainedOptions
{
    /// <inheritdoc/>
    public override string Kind => "deep-svdd";

    /// <summary>Widths of the hidden layers. Empty for none. Default 64, 32.</summary>
    [Option("--hidden", "Widths of the hidden layers.")]
    public IReadOnlyList<int> Hidden { get; init; } = [64, 32];

    /// <inheritdoc/>
    public override string Describe(Shape sample)
    {
        int[] widths = [sample.Count, .. Hidden, LatentSize];
        var network = string.Join('-', widths.Select(width => width.ToString(CultureInfo.InvariantCulture)));
        return $"{Kind} {network}, {TrainingInWords}";
    }

    internal override DeepSvddOptions Defaults() => new();

    internal override long CountParameters(Shape sample)
    {
        int[] widths = [sample.Count, .. Hidden, LatentSize];
        return Math.Min(widths.Zip(widths.Skip(1), (from, to) => (long)from * to).Sum(), int.MaxValue);
    }

    internal override FittedDeepSvdd Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        FittedDeepSvdd.Restore(this, sample, weights);

    /// <summary>The network of rows (N, D), not built. With biases it could map all rows to the centre, whatever they are.</summary>
    internal Sequential CreateNetwork(Shape row) => new(
        [
            .. Hidden.Select(width => new Dense(width, Activations.LeakyRelu(0.1f)) { UseBias = false }),
            new Dense(LatentSize) { UseBias = false, Name = "code" },
        ]) { Seed = Seed };
}

/// <summary>
/// Deep support vector data description (Ruff et al. 2018): a network without biases learns to map rows near a centre, which is the mean of
/// what
/// it makes of them before; the score is the squared distance from it. One-class: it takes what it learns from for normal.
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class DeepSvdd(DeepSvddOptions? options = null) : AnomalyDetector<DeepSvddOptions, FittedDeepSvdd>(options)
{
    // As the authors do: a centre near 0 could be reached by weights of 0.
    private const float Nearest = 0.1f;

    private protected override FittedDeepSvdd LearnRows(DeepSvddOptions options, Shape sample, Tensor rows, LearningTask task)
    {
        var network = options.CreateNetwork(rows.Shape[1..]);
        network.Build(rows.Shape[1..]);
        var centre = Centre(network.Predict(rows));
        network.Compile(new Adam(options.ScheduleFor(rows.Shape[0])), Losses.MeanSquaredError);
        var targets = Ops.BroadcastTo(Tensor.From(centre, [1, centre.Length]), [rows.Shape[0], centre.Length]);
        var history = task.Train(network, options, rows, targets);
        var weights = FittedDetector.Begin(rows);
        foreach (var (name, tensor) in network.GetWeights()) weights[FittedDeepSvdd.Network + name] = tensor;
        weights["centre"] = Tensor.From(centre, centre.Length).Keep();
        return new(options, sample, weights, network, history);
    }

    private static float[] Centre(Tensor codes)
    {
        float[] centre = [.. LinearAlgebra.ColumnMeans(codes.AsSpan(), codes.Shape[0], codes.Shape[1]).Select(mean => (float)mean)];
        foreach (ref var value in centre.AsSpan())
            if (Math.Abs(value) < Nearest) value = value < 0 ? -Nearest : Nearest;
        return centre;
    }
}

/// <summary>A network and the centre that it maps usual rows to.</summary>
public sealed class FittedDeepSvdd : FittedDetector
{
    internal const string Network = "network/";

    private readonly Sequential network;

    internal FittedDeepSvdd(
        DeepSvddOptions options, Shape inputShape, Dictionary<string, Tensor> weights, Sequential network, History history)
        : base(options, inputShape, weights, history)
    {
        this.network = network;
        Expect("centre", options.LatentSize);
    }

    internal static FittedDeepSvdd Restore(DeepSvddOptions options, Shape sample, IReadOnlyDictionary<string, Tensor> weights)
    {
        var network = NetworkWeights.Build(options, options.CreateNetwork, [sample.Count], NamedWeights.Under(weights, Network));
        return new(options, sample, new(weights, StringComparer.Ordinal), network, new History());
    }

    internal override void ScoreRows(Tensor rows, Span<float> scores, CancellationToken cancellation)
    {
        var centre = Weight("centre").AsSpan();
        var codes = network.Predict(rows).AsSpan();
        for (var i = 0; i < scores.Length; i++)
            scores[i] = (float)FittedInne.SquaredDistance(codes.Slice(i * centre.Length, centre.Length), centre);
    }
}
