namespace LatentSharp;

/// <summary>
/// A network that tells classes of texts apart: (N, T, 1), the ids of tokens as a tokenizer gives them, with 0 behind the end of a text. A
/// vector is learned for each token; convolutions of several widths find what tells, wherever it stands (Kim 2014, "Convolutional neural
/// networks for sentence classification"), or a bidirectional LSTM reads the text. The features are the last hidden layer.
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class TextClassifier(TextClassifierOptions? options = null) : ClassifierEstimator<TextClassifierOptions>(options);
