namespace LatentSharp;

/// <summary>How far a training is; reported at most ten times a second, and at the end of every epoch.</summary>
/// <param name="Epoch">The running epoch, from 1.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Batch">Batches done in this epoch.</param>
/// <param name="Batches">Batches in an epoch.</param>
/// <param name="Loss">Mean training loss of this epoch so far, weighted by samples.</param>
/// <param name="ValidationLoss">Loss on the validation data after the last full epoch, if there is any.</param>
/// <param name="SamplesPerSecond">Training samples a second since the start.</param>
/// <param name="Remaining">Time left, judged by the speed so far.</param>
/// <param name="EpochEnded">Whether this report closes the epoch.</param>
public sealed record TrainingProgress(
    int Epoch, int Epochs, int Batch, int Batches, double Loss, double? ValidationLoss, double SamplesPerSecond, TimeSpan Remaining,
    bool EpochEnded)
{
    /// <summary>What a line of progress shows: <c>loss</c> and <c>val_loss</c>, or a loss for each of several networks.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Losses
    {
        get => field ?? (ValidationLoss is { } validation ? [new("loss", Loss), new("val_loss", validation)] : [new("loss", Loss)]);
        init;
    }

    /// <summary>What is in training where one call trains several times, as <c>fold 2 of 5</c>; null for the model itself.</summary>
    public string? Stage { get; init; }

    /// <summary>
    /// Samples made from noise that stays the same through the training, when an epoch of a model that generates ends; otherwise null.
    /// </summary>
    public Tensor? Generated { get; init; }
}
