using System.Globalization;

namespace LatentSharp;

/// <summary>The options of what learns features by an autoencoder and clusters on them.</summary>
public abstract record DeepClusterOptions : ValidatedOptions
{
    /// <summary>Creates the defaults: ten features.</summary>
    private protected DeepClusterOptions() => LatentSize = 10;

    /// <summary>How many clusters. Default null: chosen from 2 to 20 by the silhouette of k-means on the features; 1 or more.</summary>
    [Option("--clusters", "How many clusters.", AtLeast = 1, Automatic = "chosen from 2 to 20, with the reason")]
    public int? Clusters { get; init; }

    /// <summary>
    /// Widths of the encoder's hidden layers, from the input inwards; the decoder mirrors them. The papers take 500, 500, 2000. Default
    /// 256, 128.
    /// </summary>
    [Option("--hidden", "Widths of the encoder's hidden layers; the decoder mirrors them.")]
    public IReadOnlyList<int> Hidden { get; init; } = [256, 128];

    /// <inheritdoc/>
    public override DeepClusterOptions CompleteFor(Tensor samples)
    {
        var complete = (DeepClusterOptions)base.CompleteFor(samples);
        if (Clusters > samples.Shape[0])
            throw Refuse(nameof(Clusters), $"there are {samples.Shape[0]} samples, which make so many clusters at most");
        return complete;
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample)
    {
        int[] widths = [sample.Count, .. Hidden, LatentSize];
        var network = string.Join('-', widths.Select(width => width.ToString(CultureInfo.InvariantCulture)));
        var clusters = Clusters is { } many ? string.Create(CultureInfo.InvariantCulture, $"{many} clusters") : "as many clusters as suit";
        return $"{Kind} {network}, {Particulars}{clusters}, {TrainingInWords}";
    }

    /// <summary>What sets the kind apart, for <see cref="Describe"/>: empty, or ends with a comma and a blank.</summary>
    private protected virtual string Particulars => "";

    /// <summary>The autoencoder that learns the features.</summary>
    internal AutoencoderOptions Autoencoder => new()
    {
        LatentSize = LatentSize, Hidden = Hidden, Epochs = Epochs, BatchSize = BatchSize, LearningRate = LearningRate, Seed = Seed,
        EarlyStopping = EarlyStopping, Patience = Patience, EarlyStoppingShare = EarlyStoppingShare, Schedule = Schedule,
        Output = AutoencoderOutput.Linear,
    };

    internal override long CountParameters(Shape sample) => Autoencoder.CountParameters(sample);

    internal override double WorkOfSample(Shape sample) => Autoencoder.WorkOfSample(sample);

    internal override double? LeastWorkOfSample(Shape sample) => Autoencoder.LeastWorkOfSample(sample);

    private protected override string WidestOption => Hidden.Any(width => width >= LatentSize) ? nameof(Hidden) : nameof(LatentSize);
}
