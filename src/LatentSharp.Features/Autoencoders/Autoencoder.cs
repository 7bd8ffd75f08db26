namespace LatentSharp;

/// <summary>
/// Learns features by squeezing samples through a narrow code and rebuilding them (Hinton and Salakhutdinov 2006): an encoder and a
/// mirrored decoder of dense layers with ReLU, a linear code, trained on the mean squared error with Adam and a cosine schedule.
/// <code>
/// FittedAutoencoder model = new Autoencoder(new() { LatentSize = 2 }).Fit(samples);
/// Tensor features = model.Transform(samples);
/// </code>
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class Autoencoder(AutoencoderOptions? options = null) : DenseAutoencoder<AutoencoderOptions>(options);
