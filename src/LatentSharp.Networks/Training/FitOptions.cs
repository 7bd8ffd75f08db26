namespace LatentSharp;

/// <summary>What of a training is rarely chosen.</summary>
public sealed record FitOptions
{
    /// <summary>
    /// Steps in an epoch. Batches then run on over the ends of epochs, and begin anew when they end. Default null: an epoch is one pass.
    /// A training that is resumed (<c>initialEpoch</c>) begins with a new pass.
    /// </summary>
    public int? StepsPerEpoch { get; init => field = Positive(value, nameof(StepsPerEpoch)); }

    /// <summary>Validation follows every so many epochs. Default 1.</summary>
    public int ValidationFrequency { get; init => field = Require.Positive(value, "Fit: ValidationFrequency"); } = 1;

    /// <summary>Samples at a time in validation. Default 256.</summary>
    public int ValidationBatchSize { get; init => field = Require.Positive(value, "Fit: ValidationBatchSize"); } = 256;

    /// <summary>Batches that are evaluated after epochs, in place of validation data; enumerated anew each time.</summary>
    public IEnumerable<Batch>? ValidationBatches { get; init; }

    /// <summary>How many batches a validation takes. Default null: all.</summary>
    public int? ValidationSteps { get; init => field = Positive(value, nameof(ValidationSteps)); }

    /// <summary>
    /// Samples of a shard: each batch is divided into shards of so many samples, the last of what is left, and each takes the whole step,
    /// forwards and back, on one thread; the gradients are added in the order of the shards, each with its share of the samples. The bits
    /// depend on this number, never on the number of threads. A batch normalisation has the statistics of each shard; what a layer draws
    /// differs from shard to shard. Shards take turns where a layer keeps something from one to the next, as the moving averages of a batch
    /// normalisation, or is one of your own. Worth trying for networks whose single operations are too short to be divided, on many
    /// processors. Default null: each operation of the whole batch is divided.
    /// </summary>
    public int? ShardSize { get; init => field = Positive(value, nameof(ShardSize)); }

    /// <summary>How samples are changed in training, as pictures that are flipped or shifted. Default null: not at all.</summary>
    public Augmentation? Augmentation { get; init; }

    private static int? Positive(int? value, string name) => value is { } count ? Require.Positive(count, $"Fit: {name}") : null;
}
