using System.Globalization;

namespace LatentSharp;

/// <summary>How <see cref="RobustAutoencoders"/> are built and trained.</summary>
public sealed record RobustAutoencodersOptions : DetectorOptions
{
    /// <inheritdoc/>
    public override string Kind => "robust-autoencoders";

    /// <summary>Autoencoders of each size, 1 or more. Default 2.</summary>
    [Option("--autoencoders", "How many autoencoders of each size, from seeds of their own.", AtLeast = 1)]
    public int Autoencoders { get; init; } = 2;

    /// <summary>
    /// The share of each batch that is rebuilt worst and counts nothing: anomalies among what is learned from. Default 0.1; 0 or more and
    /// below 1.
    /// </summary>
    [Option("--trim", "The share of each batch, the rows rebuilt worst, that is not learned from.", AtLeast = 0, Below = 1)]
    public double Trim { get; init; } = 0.1;

    /// <inheritdoc/>
    public override string Describe(Shape sample)
    {
        var codes = string.Join(", ", RobustAutoencoder.Sizes(sample.Count).Select(size =>
            string.Create(CultureInfo.InvariantCulture,
                $"{sample.Count}-{string.Join('-', size.Hidden)}-{size.Code} ({size.Epochs} epochs)")));
        return string.Create(
            CultureInfo.InvariantCulture,
                $"{Kind}, {Autoencoders} each of {codes}, without the {100 * Trim:0.#} % rebuilt worst, seed {Seed}");
    }

    internal override RobustAutoencodersOptions Defaults() => new();

    internal override FittedRobustAutoencoders Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        FittedRobustAutoencoders.Restore(this, sample, weights);
}

/// <summary>
/// Small autoencoders that see anomalies among what they learn from and do not learn them: narrow codes, few epochs, and
/// a loss without the rows of each batch that are rebuilt worst. Several sizes and seeds are averaged by ranks, -ln of the share of learned
/// rows that are
/// rebuilt as badly, since which size suits data cannot be known without labels: few epochs of a narrow code where anomalies are many or
/// together, more where
/// they are single.
/// </summary>
/// <param name="options">How they are built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class RobustAutoencoders(RobustAutoencodersOptions? options = null)
    : AnomalyDetector<RobustAutoencodersOptions, FittedRobustAutoencoders>(options)
{
    private protected override FittedRobustAutoencoders LearnRows(
        RobustAutoencodersOptions options, Shape sample, Tensor rows, LearningTask task)
    {
        var weights = FittedDetector.Begin(rows);
        var members = new List<RobustAutoencoder>();
        var sizes = RobustAutoencoder.Sizes(rows.Shape[1]);
        for (var i = 0; i < sizes.Length * options.Autoencoders; i++)
        {
            if (task.Stop is { IsRequested: true } && i > 0) break;
            var stage = string.Create(CultureInfo.InvariantCulture, $"autoencoder {i + 1} of {sizes.Length * options.Autoencoders}");
            var member = RobustAutoencoder.Learn(
                sizes[i % sizes.Length], options, i, rows, task with { Progress = task.ProgressOf(stage) });
            members.Add(member);
            member.Keep(weights, i, rows);
        }
        return new(options, sample, weights, members);
    }
}

/// <summary>Autoencoders whose errors are ranked among those of the rows that they learned from.</summary>
public sealed class FittedRobustAutoencoders : FittedDetector
{
    private readonly IReadOnlyList<RobustAutoencoder> members;
    private readonly ScoreRanks[] ranks;

    internal FittedRobustAutoencoders(
        RobustAutoencodersOptions options, Shape inputShape, Dictionary<string, Tensor> weights, IReadOnlyList<RobustAutoencoder> members)
        : base(options, inputShape, weights)
    {
        this.members = members;
        ranks = [.. Enumerable.Range(0, members.Count)
            .Select(i => new ScoreRanks(Expect(RobustAutoencoder.NameOf(i) + "errors", Shape.Any)))];
    }

    internal static FittedRobustAutoencoders Restore(
        RobustAutoencodersOptions options, Shape sample, IReadOnlyDictionary<string, Tensor> weights)
    {
        var members = new List<RobustAutoencoder>();
        for (Dictionary<string, Tensor> own; (own = NamedWeights.Under(weights, RobustAutoencoder.NameOf(members.Count))).Count > 0;)
            members.Add(RobustAutoencoder.Restore(options, sample.Count, own));
        return members.Count > 0
            ? new(options, sample, new(weights, StringComparer.Ordinal), members)
            : throw new BadArgumentException($"{options.Kind}: the weights hold no autoencoder.");
    }

    /// <summary>How many numbers the networks have learned.</summary>
    public override int ParameterCount => members.Sum(member => member.ParameterCount);

    internal override void ScoreRows(Tensor rows, Span<float> scores, CancellationToken cancellation)
    {
        var sums = new double[scores.Length];
        for (var m = 0; m < members.Count; m++)
        {
            cancellation.ThrowIfCancellationRequested();
            var errors = members[m].Errors(rows);
            for (var i = 0; i < sums.Length; i++) sums[i] += ranks[m].Of(errors[i]);
        }
        for (var i = 0; i < sums.Length; i++) scores[i] = (float)(sums[i] / members.Count);
    }

    /// <summary>The squared error of each value, as a share of the row's, on average over the autoencoders.</summary>
    internal override void ShareRows(Tensor rows, Span<float> shares)
    {
        var d = rows.Shape[1];
        var values = rows.AsSpan();
        foreach (var member in members)
        {
            var rebuilt = member.Rebuild(rows).AsSpan();
            for (var i = 0; i < rows.Shape[0]; i++)
            {
                double sum = 0;
                for (var at = i * d; at < (i + 1) * d; at++) sum += Math.Pow(values[at] - (double)rebuilt[at], 2);
                if (!(sum > 0)) continue;
                for (var at = i * d; at < (i + 1) * d; at++)
                    shares[at] += (float)(Math.Pow(values[at] - (double)rebuilt[at], 2) / sum / members.Count);
            }
        }
    }
}
