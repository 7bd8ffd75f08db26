using System.Globalization;

namespace LatentSharp;

/// <summary>Which distance of a row to its neighbours is its score.</summary>
public enum KnnDistance
{
    /// <summary>To the farthest of the k.</summary>
    Largest,

    /// <summary>The mean of all k.</summary>
    Mean,

    /// <summary>The median of all k.</summary>
    Median,
}

/// <summary>How a <see cref="KnnDetector"/> learns.</summary>
public sealed record KnnDetectorOptions : DetectorOptions
{
    /// <inheritdoc/>
    public override string Kind => "knn";

    /// <summary>How many neighbours, 1 or more; at most all other rows. Default 5.</summary>
    [Option("--neighbors", "How many nearest rows are asked; at most all others.", AtLeast = 1)]
    public int Neighbors { get; init; } = 5;

    /// <summary>Which of the distances counts. Default <see cref="KnnDistance.Largest"/>.</summary>
    [Option("--distance", "Which of the distances to them is the score.")]
    public KnnDistance Distance { get; init; }

    /// <inheritdoc/>
    public override KnnDetectorOptions CompleteFor(Tensor samples)
    {
        base.CompleteFor(samples);
        return this with { Neighbors = Math.Min(Neighbors, samples.Shape[0] - 1) };
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample) => string.Create(
        CultureInfo.InvariantCulture,
        $"knn: the {Distance switch { KnnDistance.Largest => "largest", KnnDistance.Mean => "mean", _ => "median" }} distance ")
        + string.Create(CultureInfo.InvariantCulture, $"to the {Neighbors} nearest rows");

    internal override KnnDetectorOptions Defaults() => new();

    internal override FittedKnnDetector Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        new(this, sample, new(weights, StringComparer.Ordinal));
}

/// <summary>
/// The distance to the nearest learned rows (Ramaswamy, Rastogi and Shim 2000; Angiulli and Pizzuti 2002), exactly: rows that are far from
/// all others are abnormal. Learning keeps the rows; time grows with rows times learned rows.
/// </summary>
/// <param name="options">How it learns; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class KnnDetector(KnnDetectorOptions? options = null) : AnomalyDetector<KnnDetectorOptions, FittedKnnDetector>(options)
{
    private protected override FittedKnnDetector LearnRows(KnnDetectorOptions options, Shape sample, Tensor rows, LearningTask task)
    {
        var weights = FittedDetector.Begin(rows);
        weights["rows"] = rows.Keep();
        return new(options, sample, weights);
    }
}

/// <summary>Rows to measure distances to.</summary>
public sealed class FittedKnnDetector : FittedDetector
{
    private readonly RowDistances learned;
    private readonly Tensor kept;

    internal FittedKnnDetector(KnnDetectorOptions options, Shape inputShape, Dictionary<string, Tensor> weights)
        : base(options, inputShape, weights)
    {
        ExpectNothingBut("rows");
        kept = Expect("rows", Shape.Any, inputShape.Count);
        if (kept.Shape[0] <= options.Neighbors)
            throw new BadArgumentException(
                $"{Name}: {options.Neighbors} neighbours do not exist among {kept.Shape[0]} rows and themselves.");
        learned = new RowDistances(kept.AsSpan(), kept.Shape[0], kept.Shape[1]);
    }

    /// <inheritdoc/>
    public override KnnDetectorOptions Options => (KnnDetectorOptions)base.Options;

    internal override void ScoreRows(Tensor rows, Span<float> scores, CancellationToken cancellation) =>
        Reduce(learned.Nearest(rows, Options.Neighbors, cancellation).Distances, scores);

    internal override float[] ScoreLearned(Tensor rows, CancellationToken cancellation)
    {
        var scores = new float[rows.Shape[0]];
        Reduce(NearestOthers.Of(learned, rows, Options.Neighbors, cancellation).Distances, scores);
        return scores;
    }

    /// <summary>What each column has of the squared distances to the neighbours, on average.</summary>
    internal override void ShareRows(Tensor rows, Span<float> shares)
    {
        var (k, d) = (Options.Neighbors, rows.Shape[1]);
        var (near, _) = learned.Nearest(rows, k, CancellationToken.None);
        var values = rows.AsSpan();
        var others = kept.AsSpan();
        for (var i = 0; i < rows.Shape[0]; i++)
        {
            for (var j = 0; j < d; j++)
            {
                double sum = 0;
                for (var place = 0; place < k; place++)
                {
                    var difference = (double)values[(i * d) + j] - others[(near[(i * k) + place] * d) + j];
                    sum += difference * difference;
                }
                shares[(i * d) + j] = (float)(sum / k);
            }
        }
    }

    private void Reduce(double[] squared, Span<float> scores)
    {
        var k = Options.Neighbors;
        var own = new double[k];
        for (var i = 0; i < scores.Length; i++)
        {
            for (var place = 0; place < k; place++) own[place] = Math.Sqrt(squared[(i * k) + place]);
            scores[i] = (float)(Options.Distance switch
            {
                KnnDistance.Largest => own[^1],
                KnnDistance.Mean => own.Sum() / k,
                _ => ColumnUsage.Median(own),
            });
        }
    }
}
