namespace LatentSharp;

/// <summary>
/// Learns how a text goes on: each token of a window is told from those before it, by an LSTM or a Transformer, and what is learned
/// continues other texts. Samples are windows (N, T + 1, 1) of ids as a tokenizer gives them: the last T are told from the first T.
/// <code>
/// FittedLanguageModel model = new LanguageModel(new() { Context = 64 }).Fit(windows);
/// int[] more = model.Generate(prompt, 200, temperature: 0.8);
/// </code>
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class LanguageModel(LanguageModelOptions? options = null)
    : UnsupervisedEstimator<LanguageModelOptions, FittedLanguageModel>(options)
{
    private protected override FittedLanguageModel Learn(LanguageModelOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var network = options.CreateNetwork();
        network.Build(new Shape(options.Context));
        network.Compile(options.CreateOptimizer(samples.Shape[0]), LanguageModelOptions.Loss);
        var (x, y) = FittedLanguageModel.Divide(samples);
        var validation = task.Validation is { } held ? FittedLanguageModel.Divide(held.Samples) : ((Tensor X, Tensor Y)?)null;
        var history = task.Train(network, options, x, y, validation is { } pair ? (pair.X, pair.Y) : null);
        return new FittedLanguageModel(options, samples.Shape[1..], network, history);
    }
}
