namespace LatentSharp;

/// <summary>
/// Learns features whose distribution is known (Kingma and Welling 2014): an encoder gives each sample a normal distribution of codes, a
/// decoder
/// rebuilds samples from codes, and training makes the evidence lower bound large. So samples can be made from random codes, and
/// what is rare can be told. Layers are fully connected, with ReLU; trained with Adam and a cosine schedule.
/// <code>
/// FittedVariationalAutoencoder model = new VariationalAutoencoder(new() { LatentSize = 2 }).Fit(samples);
/// Tensor more = model.Sample(16, seed: 1);
/// </code>
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class VariationalAutoencoder(
    VariationalAutoencoderOptions? options = null) : VariationalEstimator<VariationalAutoencoderOptions>(options);
