namespace LatentSharp;

/// <summary>
/// A variational autoencoder of images with convolutions, as in Keras's tutorial: convolutions that halve the image, a dense layer and the
/// code; on the way back a dense layer and transposed convolutions that double it. Any size of image fits.
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class ConvolutionalVariationalAutoencoder(ConvolutionalVariationalAutoencoderOptions? options = null)
    : VariationalEstimator<ConvolutionalVariationalAutoencoderOptions>(options);
