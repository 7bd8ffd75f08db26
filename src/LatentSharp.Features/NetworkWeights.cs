namespace LatentSharp;

/// <summary>Builds a network on weights that are there already.</summary>
internal static class NetworkWeights
{
    /// <summary>Builds it for samples of a shape; each parameter is compared in shape before anything is made for it.</summary>
    /// <exception cref="BadArgumentException">A weight is missing, left over or of another shape.</exception>
    internal static void Build(string kind, Model network, Shape sample, IReadOnlyDictionary<string, Tensor> weights)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        network.Build(sample, Take);
        if (weights.Keys.FirstOrDefault(name => !taken.Contains(name)) is { } extra)
            throw new BadArgumentException($"{kind}: the weights hold '{extra}', of which the network knows nothing.");

        Tensor? Take(string name, Shape shape)
        {
            taken.Add(name);
            if (!weights.TryGetValue(name, out var value)) throw new BadArgumentException($"{kind}: the weights lack '{name}'.");
            return value.Shape == shape && value.DType == DType.Float32
                ? value
                : throw new BadArgumentException($"{kind}: the weight '{name}' is {value.DType} {value.Shape}, but the network needs Float32 {shape}.");
        }
    }
}
