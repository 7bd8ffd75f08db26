namespace LatentSharp;

/// <summary>
/// An autoencoder of convolutions for images (N, H, W, C) and sequences (N, T, C): each of the encoder's halves the sizes, a linear layer
/// makes the code, and transposed convolutions lead back (Masci et al. 2011). Trained on the mean squared error.
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class ConvolutionalAutoencoder(
    ConvolutionalAutoencoderOptions? options = null) : NetworkAutoencoder<ConvolutionalAutoencoderOptions>(options);
