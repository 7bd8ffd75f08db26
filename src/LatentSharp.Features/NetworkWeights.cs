namespace LatentSharp;

/// <summary>Builds a network on weights that are there already.</summary>
internal static class NetworkWeights
{
    /// <summary>A network for samples of a shape with these weights; each is compared in shape before anything is made for it.</summary>
    /// <exception cref="BadArgumentException">The network is too large, or a weight is missing, left over or of another shape.</exception>
    internal static TModel Build<TModel>(
        TrainedOptions options, Func<Shape, TModel> create, Shape sample, IReadOnlyDictionary<string, Tensor> weights) where TModel : Model
    {
        options.CheckSize(sample);
        return Build(options.Kind, create(sample), sample, weights);
    }

    /// <summary>The same for a network that is there.</summary>
    /// <exception cref="BadArgumentException">A weight is missing, left over or of another shape.</exception>
    internal static TModel Build<TModel>(string kind, TModel network, Shape sample, IReadOnlyDictionary<string, Tensor> weights)
        where TModel : Model
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        network.Build(sample, Take);
        if (weights.Keys.FirstOrDefault(name => !taken.Contains(name)) is { } extra)
            throw new BadArgumentException($"{kind}: the weights hold '{extra}', of which the network knows nothing.");
        return network;

        Tensor? Take(string name, Shape shape)
        {
            taken.Add(name);
            if (!weights.TryGetValue(name, out var value)) throw new BadArgumentException($"{kind}: the weights lack '{name}'.");
            return value.Shape == shape && value.DType == DType.Float32
                ? value
                : throw new BadArgumentException(
                    $"{kind}: the weight '{name}' is {value.DType} {value.Shape}, but the network needs Float32 {shape}.");
        }
    }
}
