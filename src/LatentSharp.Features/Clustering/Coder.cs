namespace LatentSharp;

/// <summary>The autoencoder inside a clusterer: how it is trained, and how its weights are saved among others.</summary>
internal static class Coder
{
    internal const string Prefix = "autoencoder/";

    /// <summary>Trains it on what the task's samples are; the epoch is chosen as the task's callbacks say.</summary>
    internal static FittedAutoencoder Train(DeepClusterOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var own = options.Autoencoder;
        var network = own.CreateNetwork(samples.Shape[1..]);
        network.Build(samples.Shape[1..]);
        network.Compile(new Adam(own.ScheduleFor(samples.Shape[0])), Losses.MeanSquaredError);
        var history = task.Rebuild(network, own);
        return new FittedAutoencoder(own, samples.Shape[1..], network, history);
    }

    internal static FittedAutoencoder Restore(DeepClusterOptions options, Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        options.Autoencoder.Restore(sample, weights);

    /// <summary>Weights of several parts, each under its name.</summary>
    internal static Dictionary<string, Tensor> Joined(params ReadOnlySpan<(string Prefix, IReadOnlyDictionary<string,
        Tensor> Weights)> parts)
    {
        var all = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var (prefix, weights) in parts)
            foreach (var (name, tensor) in weights) all[prefix + name] = tensor;
        return all;
    }

    /// <summary>The weights of a part.</summary>
    /// <param name="options">Whose they are.</param>
    /// <param name="weights">Those of all parts.</param>
    /// <param name="prefix">The part's name.</param>
    /// <param name="others">The names of the other parts.</param>
    /// <exception cref="BadArgumentException">There are weights of no part.</exception>
    internal static Dictionary<string, Tensor> Part(
        EstimatorOptions options, IReadOnlyDictionary<string, Tensor> weights, string prefix, params string[] others)
    {
        foreach (var name in weights.Keys)
            if (!name.StartsWith(prefix, StringComparison.Ordinal) && !Array.Exists(others, other => name.StartsWith(other,
                StringComparison.Ordinal)))
                throw new BadArgumentException($"{options.Kind}: the weights hold '{name}', of which the model knows nothing.");
        return weights.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value, StringComparer.Ordinal);
    }
}
