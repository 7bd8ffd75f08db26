namespace LatentSharp;

/// <summary>Scores rows by a fitted model, in one of the ways that it has.</summary>
internal sealed class RowScorer
{
    /// <summary>Codes drawn for each row when its likelihood is estimated.</summary>
    private const int Draws = 20;

    private readonly FittedModel model;
    private readonly FittedDetector? ofFeatures;

    private RowScorer(FittedModel model, DetectionScore score, FittedDetector? ofFeatures) =>
        (this.model, Score, this.ofFeatures) = (model, score, ofFeatures);

    /// <summary>The way; of a detector <see cref="DetectionScore.Auto"/>.</summary>
    public DetectionScore Score { get; }

    /// <summary>What judges the features, to be saved beside the model; null where nothing does.</summary>
    public FittedDetector? OfFeatures => ofFeatures;

    /// <summary>What a score is, in a few words.</summary>
    public string InWords => Score switch
    {
        DetectionScore.Reconstruction => "mean squared error of the reconstruction",
        DetectionScore.Mahalanobis => "Mahalanobis distance of the features",
        DetectionScore.Neighbors => "distance of the features to the 5 nearest",
        DetectionScore.Likelihood => "minus the log-likelihood, in nats",
        _ => $"score of {model.Name}",
    };

    /// <summary>What to know of <see cref="Shares"/>, in a sentence; null where they are of the score.</summary>
    public string? AboutReasons => model is not IAnomalyDetector
        ? $"{model.Name} rebuilds no rows, so that it gives no reasons."
        : Score is DetectionScore.Auto or DetectionScore.Reconstruction
            ? null
            : "reasons tell what each value has of the error of its reconstruction; the score itself is of "
                + $"{(Score == DetectionScore.Likelihood ? "the likelihood" : "the features")}.";

    /// <summary>The way that a model scores when this one is asked for.</summary>
    /// <exception cref="BadArgumentException">The model cannot.</exception>
    public static DetectionScore Resolve(FittedModel model, DetectionScore asked)
    {
        if (model is FittedDetector)
        {
            return asked == DetectionScore.Auto
                ? asked
                : throw new BadArgumentException(
                    $"{DetectOptions.Score.Name}: {model.Name} has a score of its own; leave it out, or choose a model that rebuilds "
                        + $"rows.");
        }
        if (asked == DetectionScore.Likelihood && model is not FittedVariationalAutoencoder)
            throw new BadArgumentException($"{DetectOptions.Score.Name}: {model.Name} has no likelihood; a vae has.");
        if (asked == DetectionScore.Auto && model is IAnomalyDetector and not FeatureModel) return asked;
        if (asked is DetectionScore.Auto or DetectionScore.Reconstruction)
        {
            if (model is FeatureModel) return DetectionScore.Reconstruction;
            throw new BadArgumentException(
                $"{DetectOptions.Score.Name}: {model.Name} rebuilds no rows; its features can be judged by mahalanobis or neighbors.");
        }
        return asked;
    }

    /// <summary>Of a model that is there, with what judges its features.</summary>
    public static RowScorer Of(FittedModel model, DetectionScore score, FittedDetector? ofFeatures) => new(model, score, ofFeatures);

    /// <summary>Of a model and the rows, scaled, by which its features are judged.</summary>
    public static RowScorer Learn(FittedModel model, DetectionScore asked, Tensor rows, CancellationToken cancellation)
    {
        var score = Resolve(model, asked);
        return new(model, score, score switch
        {
            DetectionScore.Mahalanobis => new PcaDetector().Fit(model.Transform(rows), cancellationToken: cancellation),
            DetectionScore.Neighbors => new KnnDetector().Fit(model.Transform(rows), cancellationToken: cancellation),
            _ => null,
        });
    }

    /// <summary>The scores of the rows that were learned from, scaled; where neighbours are asked, a row is not its own.</summary>
    public float[] OfLearned(Tensor rows) =>
        (ofFeatures ?? model as FittedDetector)?.LearnedScores.ToArray() ?? Scores(rows).ToArray();

    /// <summary>Scaled (M, …) -> (M).</summary>
    public Tensor Scores(Tensor rows) => Score switch
    {
        DetectionScore.Likelihood => -((FittedVariationalAutoencoder)model).LogLikelihood(rows, Draws),
        DetectionScore.Mahalanobis or DetectionScore.Neighbors => ofFeatures!.AnomalyScores(model.Transform(rows)),
        _ => ((IAnomalyDetector)model).AnomalyScores(rows),
    };

    /// <summary>Scaled (M, …) -> the same; null where the model cannot say.</summary>
    public Tensor? Shares(Tensor rows) => (model as IAnomalyDetector)?.AnomalyShares(rows);

    /// <summary>
    /// What would be usual in the place of rows, scaled: (M, …) -> the same, or (1, …) for all; null where the model cannot say.
    /// </summary>
    public Tensor? Expected(Tensor rows) => model switch
    {
        FittedDetector detector => detector.Usual.Reshape(model.InputShape.Prepend(1)),
        FeatureModel able => able.Reconstruct(rows),
        FittedForecaster forecaster => forecaster.Told(rows),
        _ => null,
    };

    /// <summary>How far values usually are from what is usual, scaled (D); null where the model cannot say.</summary>
    public Tensor? Spread => (model as FittedDetector)?.Spread;
}
