namespace LatentSharp;

/// <summary>
/// An autoencoder of recurrent layers for sequences (N, T, C): the encoder's last state makes the code, which the decoder meets at every step
/// (Srivastava et al. 2015). Trained on the mean squared error.
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class RecurrentAutoencoder(RecurrentAutoencoderOptions? options = null) : NetworkAutoencoder<RecurrentAutoencoderOptions>(options);
