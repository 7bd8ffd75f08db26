namespace LatentSharp;

/// <summary>How an <see cref="Autoencoder"/> is built and trained. The defaults suit small images and tables alike.</summary>
public sealed record AutoencoderOptions
{
    /// <summary>The number of features: the width of the code. Default 8; 1 or more.</summary>
    public int LatentSize { get; init; } = 8;

    /// <summary>
    /// Widths of the encoder's hidden layers, from the input inwards; the decoder mirrors them. Empty for one layer each way. Default 256, 128.
    /// </summary>
    public IReadOnlyList<int> Hidden { get; init; } = [256, 128];

    /// <summary>Passes over the samples. Default 100; 1 or more.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Samples a step. Default 32; 1 or more.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Adam's learning rate at the start; it falls to 0 along half a cosine. Default 0.002; above 0.</summary>
    public double LearningRate { get; init; } = 0.002;

    /// <summary>What initial weights and the order of batches follow from. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>Refuses values that cannot work.</summary>
    /// <exception cref="BadArgumentException">A value is out of its range.</exception>
    public void Validate()
    {
        Require.Positive(LatentSize, "The latent size");
        foreach (var width in Hidden) Require.Positive(width, "The width of a hidden layer");
        Require.Positive(Epochs, "The number of epochs");
        Require.Positive(BatchSize, "The batch size");
        Require.Positive(LearningRate, "The learning rate");
    }
}
