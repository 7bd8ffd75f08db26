namespace LatentSharp;

/// <summary>Takes what a saved model needs from the weights it was saved with.</summary>
internal static class WeightSet
{
    /// <summary>The weights of a name.</summary>
    /// <exception cref="BadArgumentException">There are none.</exception>
    internal static Tensor Take(EstimatorOptions options, IReadOnlyDictionary<string, Tensor> weights, string name) =>
        weights.TryGetValue(name, out var tensor) ? tensor : throw new BadArgumentException($"{options.Kind}: the weights lack '{name}'.");

    /// <summary>The weights of a name, of a shape.</summary>
    /// <exception cref="BadArgumentException">There are none, or they have another shape.</exception>
    internal static Tensor Take(EstimatorOptions options, IReadOnlyDictionary<string, Tensor> weights, string name, Shape shape)
    {
        var tensor = Take(options, weights, name);
        return tensor.Shape == shape
            ? tensor
            : throw new BadArgumentException($"{options.Kind}: the weights '{name}' are {tensor.Shape}, but {shape} is needed.");
    }

    /// <summary>Refuses weights of other names.</summary>
    /// <exception cref="BadArgumentException">There are some.</exception>
    internal static void Only(EstimatorOptions options, IReadOnlyDictionary<string, Tensor> weights, params ReadOnlySpan<string> names)
    {
        foreach (var name in weights.Keys)
            if (!names.Contains(name))
                throw new BadArgumentException($"{options.Kind}: the weights hold '{name}', of which the model knows nothing.");
    }
}
