namespace LatentSharp;

/// <summary>
/// A denoising autoencoder of texts (N, T, 1), the ids of their tokens: a bidirectional LSTM reads a text, of which some tokens are hidden
/// in training, into few features, from which another writes all its tokens again. Trained on the cross-entropy of the tokens. The features
/// are those of the whole text, as of a sentence.
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class TextAutoencoder(TextAutoencoderOptions? options = null)
    : UnsupervisedEstimator<TextAutoencoderOptions, FittedTextAutoencoder>(options)
{
    private protected override FittedTextAutoencoder Learn(TextAutoencoderOptions options, LearningTask task)
    {
        var shape = task.Training.Samples.Shape[1..];
        var network = options.CreateNetwork(shape);
        network.Build(shape);
        network.Compile(
            new Adam(options.ScheduleFor(task.Training.Count)) { GlobalClipNorm = 1 }, new TokenLoss(options.WrittenTokens));
        var history = task.Rebuild(network, options);
        return new FittedTextAutoencoder(options, shape, network, history);
    }
}
