namespace LatentSharp;

/// <summary>
/// Learns features by squeezing samples through a narrow code and rebuilding them (Hinton and Salakhutdinov 2006): an encoder and a
/// mirrored decoder of dense layers with ReLU, a linear code, trained on the mean squared error with Adam and a cosine schedule.
/// <code>
/// FittedAutoencoder model = new Autoencoder(new() { LatentSize = 2 }).Fit(samples);
/// Tensor features = model.Transform(samples);
/// </code>
/// </summary>
public sealed class Autoencoder
{
    /// <summary>Creates the estimator.</summary>
    /// <exception cref="BadArgumentException">An option is out of its range.</exception>
    public Autoencoder(AutoencoderOptions? options = null)
    {
        Options = options ?? new AutoencoderOptions();
        Options.Validate();
    }

    /// <summary>How it is built and trained.</summary>
    public AutoencoderOptions Options { get; }

    /// <summary>Learns from samples and returns a new fitted model.</summary>
    /// <param name="samples">(N, …), scaled to about 0 to 1 or to unit variance.</param>
    /// <param name="validation">Samples (M, …) whose loss is computed after each epoch.</param>
    /// <param name="progress">Told at most ten times a second, and after each epoch.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned stays.</param>
    /// <param name="cancellationToken">Ends the training with an exception.</param>
    /// <exception cref="BadArgumentException">There are no samples, or the validation samples have another shape.</exception>
    public FittedAutoencoder Fit(
        Tensor samples, Tensor? validation = null, IProgress<TrainingProgress>? progress = null, StopSignal? stop = null,
        CancellationToken cancellationToken = default)
    {
        if (samples.Rank < 2 || samples.Count == 0)
            throw new BadArgumentException($"Autoencoder: samples of shape {samples.Shape} do not fit; it takes (N, …) with at least one sample and one value each.");
        if (validation is { } other && (other.Rank != samples.Rank || other.Shape[1..] != samples.Shape[1..]))
            throw new BadArgumentException($"Autoencoder: validation samples {other.Shape} and samples {samples.Shape} differ in shape.");
        var network = AutoencoderNetwork.Create(Options, samples.Shape[1..]);
        var x = AutoencoderNetwork.Flat(samples);
        var steps = (long)Options.Epochs * ((samples.Shape[0] + Options.BatchSize - 1) / Options.BatchSize);
        network.Whole.Compile(new Adam(new CosineDecay(Options.LearningRate, steps)), Losses.MeanSquaredError);
        var flatValidation = validation is { Count: > 0 } held ? AutoencoderNetwork.Flat(held) : (Tensor?)null;
        var history = network.Whole.Fit(
            x, x, Options.Epochs, Options.BatchSize, flatValidation is { } v ? (v, v) : null,
            progress: progress, stop: stop, cancellationToken: cancellationToken);
        var model = new FittedAutoencoder(Options, samples.Shape[1..], network, history);
        model.WarnOfDeadUnits(samples);
        return model;
    }
}
