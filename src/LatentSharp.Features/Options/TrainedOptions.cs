using System.Globalization;

namespace LatentSharp;

/// <summary>The options of estimators that learn in epochs, by Adam.</summary>
public abstract record TrainedOptions : FeatureOptions
{
    // Measured: 1,437 digits reach their best with 100 epochs of small batches, 60,000 images with 20 of large ones; between them the
    // samples seen stay the same, 1.2 million, and the batch doubles with their number.
    private const int FewSamples = 12_000, MostEpochs = 100, FewestEpochs = 20, SmallestBatch = 32, LargestBatch = 256;

    // Beyond, so many samples are seen that more passes over them bring little; by judgement, not measured.
    private const int ManySamples = 1_200_000;

    // Measured on the 50 sequences of GunPoint, where 100 epochs are 200 steps: 1,000 epochs halve the dense autoencoder's error and take
    // the recurrent one's to a sixth.
    private const int VeryFewSamples = 640, MostEpochsOfVeryFew = 1000;

    /// <summary>
    /// Passes over the samples, 1 or more. Default null: 1,000 up to 64 samples, 64,000 / samples up to 640, 100 up to 12,000, 1,200,000 /
    /// samples above, 20 from 60,000, 24,000,000 / samples above 1,200,000.
    /// </summary>
    [Option(
        "--epochs", "Passes over the training part.", AtLeast = 1,
        Automatic = "100; more below 640 samples, up to 1,000; fewer above 12,000, 20 from 60,000, still fewer above 1,200,000")]
    public virtual int? Epochs { get; init; }

    /// <summary>
    /// Samples a step, 1 or more. Default null: 32 up to 12,000 samples, 64 up to 24,000, 128 up to 48,000, 256 above.
    /// </summary>
    [Option("--batch", "Samples in one step.", AtLeast = 1, Automatic = "32; 64 above 12,000 samples, 128 above 24,000, 256 above 48,000",
        SearchChoices = ["16", "32", "64", "128"])]
    public virtual int? BatchSize { get; init; }

    /// <summary>Adam's learning rate at the start; it falls to 0 along half a cosine. Default 0.002; above 0.</summary>
    [Option("--learning-rate", "The learning rate at the start.", Above = 0, SearchFrom = 0.0003, SearchTo = 0.01)]
    public double LearningRate { get; init; } = 0.002;

    /// <summary>
    /// The learning rate of each step, in place of the cosine from <see cref="LearningRate"/>; for programs, and no part of a saved model.
    /// Default null.
    /// </summary>
    public Schedule? Schedule { get; init; }

    /// <summary>How steps are taken over what is learned from.</summary>
    internal virtual FitOptions FittingFor(LearningSet training) => new();

    /// <summary>The learning rate of each step over so many samples.</summary>
    /// <param name="samples">Their number.</param>
    /// <param name="epochs">Passes over them; null for all.</param>
    internal Schedule ScheduleFor(int samples, int? epochs = null) =>
        Schedule
        ?? new CosineDecay(LearningRate, (long)(epochs ?? Epochs!.Value) * (((long)samples + BatchSize!.Value - 1) / BatchSize.Value));

    internal override EstimatorOptions ForCount(int samples) =>
        this with { Epochs = Epochs ?? EpochsFor(samples), BatchSize = BatchSize ?? BatchFor(samples) };

    /// <inheritdoc/>
    public override TrainedOptions CompleteFor(Tensor samples)
    {
        base.CompleteFor(samples);
        CheckSize(samples.Shape[1..]);
        var count = samples.Shape[0];
        return this with { Epochs = Epochs ?? EpochsFor(count), BatchSize = BatchSize ?? BatchFor(count) };
    }

    /// <summary>
    /// The number of weights and biases, counted without wrapping around; more than <see cref="int.MaxValue"/> is that many.
    /// </summary>
    /// <exception cref="BadArgumentException">Samples of this shape do not fit the kind.</exception>
    internal abstract long CountParameters(Shape sample);

    /// <summary>Refuses a network for samples of this shape that no array could hold.</summary>
    /// <exception cref="BadArgumentException">It has too many weights, or samples of this shape do not fit the kind.</exception>
    internal void CheckSize(Shape sample)
    {
        if (CountParameters(sample) > int.MaxValue / sizeof(float))
            throw Refuse(WidestOption, "the network needs more than 2 GiB of weights");
    }

    /// <summary>The option to which a network that is too large is most likely due.</summary>
    private protected virtual string WidestOption => nameof(LatentSize);

    /// <summary><c>100 epochs in batches of 32, seed 0</c>.</summary>
    private protected virtual string TrainingInWords => string.Create(
        CultureInfo.InvariantCulture, $"{EpochsInWords}in batches{(BatchSize is { } size ? $" of {size}" : "")}, seed {Seed}");

    /// <summary><c>100 epochs </c>, or nothing while their number is not known.</summary>
    private protected virtual string EpochsInWords => Epochs is { } epochs
        ? string.Create(CultureInfo.InvariantCulture, $"{epochs} epoch{(epochs == 1 ? "" : "s")} ") : "";

    internal static int EpochsFor(int samples) => samples < VeryFewSamples
        ? Math.Min(VeryFewSamples * MostEpochs / Math.Max(1, samples), MostEpochsOfVeryFew)
        : samples <= ManySamples ? (int)Math.Clamp((long)FewSamples * MostEpochs / samples, FewestEpochs, MostEpochs)
        : (int)Math.Max(1, (long)FewestEpochs * ManySamples / samples);

    internal static int BatchFor(int samples)
    {
        var batch = SmallestBatch;
        for (var limit = (long)FewSamples; samples > limit && batch < LargestBatch; limit *= 2) batch *= 2;
        return batch;
    }
}
