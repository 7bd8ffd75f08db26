namespace LatentSharp;

/// <summary>
/// An autoencoder of recurrent layers for sequences (N, T, C), which are read in frames of some steps: the encoder's states make the code,
/// which the decoder meets at every frame (after Srivastava et al. 2015, where the last state is the code:
/// <see cref="RecurrentCode.LastState"/>). Trained on the mean squared error.
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class RecurrentAutoencoder(
    RecurrentAutoencoderOptions? options = null) : NetworkAutoencoder<RecurrentAutoencoderOptions>(options);
