namespace LatentSharp;

/// <summary>What labels can be read from features by simple classifiers: the usual measures of a representation.</summary>
/// <param name="Neighbours">How the 5 nearest training samples classify test samples.</param>
/// <param name="Probe">
/// How a linear classifier, fitted on the training samples, classifies test samples. Where the training classes are unequal
/// (<see cref="ClassBalance.IsUnequal"/>), all figures but the accuracy are those of a second one, in which each class weighs the same: the
/// first would hardly name the rare ones.
/// </param>
public sealed record FeatureEvaluation(RecognitionScores Neighbours, RecognitionScores Probe)
{
    /// <summary>
    /// The <see cref="LinearProbe.VarianceFloor"/> of these probes: no feature is stretched by more than if it had a hundredth of the
    /// largest variance, since what a model tells in its smallest directions is not to outweigh all else.
    /// </summary>
    public const double VarianceFloor = 0.01;

    private const int Voters = 5, Folds = 5;

    /// <summary>The samples that were fitted on; in cross-validation all.</summary>
    public required int TrainingSamples { get; init; }

    /// <summary>The samples that were classified.</summary>
    public required int TestSamples { get; init; }

    /// <summary>The share of test samples that their 5 nearest training samples classify rightly.</summary>
    public double KnnAccuracy => Neighbours.Accuracy;

    /// <summary>The share of test samples that a linear classifier, fitted on the training samples, classifies rightly.</summary>
    public double LinearProbeAccuracy => Probe.Accuracy;

    /// <summary>Fits <see cref="KNearestNeighbors"/> and <see cref="LinearProbe"/> on one part and scores them on the other.</summary>
    /// <param name="trainFeatures">(N, d), Float32. With fewer than 5 samples, all of them vote.</param>
    /// <param name="trainLabels">(N), Int32.</param>
    /// <param name="testFeatures">(M, d), Float32.</param>
    /// <param name="testLabels">(M), Int32.</param>
    /// <param name="rarest">Which class counts as the rarest. Default null: the rarest of both parts together.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The arguments do not fit together, or there are no training samples.</exception>
    public static FeatureEvaluation Compute(
        Tensor trainFeatures, Tensor trainLabels, Tensor testFeatures, Tensor testLabels, int? rarest = null,
        CancellationToken cancellation = default)
    {
        Samples.Labels(nameof(FeatureEvaluation), testLabels, testFeatures.Shape.Rank == 2 ? testFeatures.Shape[0] : 0);
        int[] both = [.. trainLabels.ToArray<int>(), .. testLabels.ToArray<int>()];
        var answers = new ProbeAnswers(testLabels, trainLabels.ToArray<int>(), rarest ?? ClassBalance.Of(Tensor.From(both))?.Rarest);
        answers.Add(trainFeatures, trainLabels, testFeatures, [.. Enumerable.Range(0, testLabels.Count)], cancellation);
        return answers.Evaluate(trainLabels.Count);
    }

    /// <summary>
    /// Divides samples into 5 parts, in each of which the classes occur in the same shares, and classifies each part by probes that are
    /// fitted on the four others: every sample is classified once, by probes that did not see it.
    /// </summary>
    /// <param name="features">(N, d), Float32, N ≥ 2. Fewer than 5 samples make as many parts.</param>
    /// <param name="labels">(N), Int32.</param>
    /// <param name="seed">What the division is drawn from. Default 0.</param>
    /// <param name="rarest">Which class counts as the rarest. Default null: <see cref="ClassBalance"/> of the labels says.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BadArgumentException">The arguments do not fit together, or there are fewer than 2 samples.</exception>
    public static FeatureEvaluation CrossValidate(
        Tensor features, Tensor labels, long seed = 0, int? rarest = null, CancellationToken cancellation = default)
    {
        Samples.Features("FeatureEvaluation.CrossValidate", features);
        var truth = Samples.Labels("FeatureEvaluation.CrossValidate", labels, features.Shape[0]).ToArray();
        if (truth.Length < 2)
            throw new BadArgumentException(
                $"FeatureEvaluation.CrossValidate: {truth.Length} samples cannot be divided; at least 2 are needed.");
        var folds = Math.Min(Folds, truth.Length);
        var order = StratifiedRows.InClasses(truth, new RandomStream(seed).Derive("folds"));
        var answers = new ProbeAnswers(labels, truth, rarest ?? ClassBalance.Of(labels)?.Rarest);
        for (var fold = 0; fold < folds; fold++)
        {
            int[] test = [.. order.Where((_, place) => place % folds == fold)];
            int[] train = [.. order.Where((_, place) => place % folds != fold)];
            answers.Add(features.Take(train), labels.Take(train), features.Take(test), test, cancellation);
        }
        return answers.Evaluate(truth.Length);
    }

    /// <summary>What probes said of samples, gathered from one or several fits.</summary>
    private sealed class ProbeAnswers
    {
        private readonly Tensor labels;
        private readonly int[] classes;
        private readonly int? rarest;
        private readonly bool unequal;
        private readonly Answer neighbours, plain, balanced;

        public ProbeAnswers(Tensor labels, int[] known, int? rarest)
        {
            (this.labels, this.rarest) = (labels, rarest);
            classes = [.. known.Distinct().Order()];
            unequal = ClassBalance.Of(Tensor.From(known)) is { IsUnequal: true };
            (neighbours, plain, balanced) = (new(labels.Count, classes), new(labels.Count, classes), new(labels.Count, classes));
        }

        public void Add(Tensor trainFeatures, Tensor trainLabels, Tensor testFeatures, int[] rows, CancellationToken cancellation)
        {
            var voters = new KNearestNeighbors { Neighbors = Math.Clamp(trainLabels.Count, 1, Voters) }.Fit(trainFeatures, trainLabels);
            neighbours.Add(voters, testFeatures, rows, cancellation);
            var probe = new LinearProbe { VarianceFloor = VarianceFloor };
            plain.Add(probe.Fit(trainFeatures, trainLabels, cancellation), testFeatures, rows, cancellation);
            if (!unequal) return;
            var equal = new LinearProbe { VarianceFloor = VarianceFloor, Balanced = true };
            balanced.Add(equal.Fit(trainFeatures, trainLabels, cancellation), testFeatures, rows, cancellation);
        }

        public FeatureEvaluation Evaluate(int trainingSamples)
        {
            var probe = plain.Score(labels, rarest);
            if (unequal) probe = balanced.Score(labels, rarest) with { Accuracy = probe.Accuracy };
            return new(neighbours.Score(labels, rarest), probe) { TrainingSamples = trainingSamples, TestSamples = labels.Count };
        }
    }

    private sealed class Answer(int samples, int[] classes)
    {
        private readonly int[] predictions = new int[samples];
        private readonly float[] probabilities = new float[samples * classes.Length];

        public void Add(FittedProbe probe, Tensor features, int[] rows, CancellationToken cancellation)
        {
            var (guesses, shares) = probe.Classify(features, cancellation);
            int[] columns = [.. probe.Classes.Select(label => Array.BinarySearch(classes, label))];
            for (var i = 0; i < rows.Length; i++)
            {
                predictions[rows[i]] = guesses.AsSpan<int>()[i];
                for (var k = 0; k < columns.Length; k++)
                    probabilities[(rows[i] * classes.Length) + columns[k]] = shares.AsSpan()[(i * columns.Length) + k];
            }
        }

        public RecognitionScores Score(Tensor labels, int? rarest) =>
            RecognitionScores.Of(labels, Tensor.From(predictions), Tensor.From(probabilities, [samples, classes.Length]), classes, rarest);
    }
}
