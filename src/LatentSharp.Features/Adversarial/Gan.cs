namespace LatentSharp;

/// <summary>
/// Learns to make samples by a game of two networks (Goodfellow et al. 2014): a generator turns noise into samples, a discriminator tells
/// them from
/// real ones, and each learns from the other. What the discriminator's last hidden layer says are features. Layers are fully connected.
/// <code>
/// FittedGan model = new Gan().Fit(samples);
/// Tensor more = model.Sample(16, seed: 1);
/// </code>
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class Gan(GanOptions? options = null) : AdversarialEstimator<GanOptions>(options);
