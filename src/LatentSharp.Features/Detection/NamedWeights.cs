namespace LatentSharp;

/// <summary>Weights of models within a model, under its name: <c>iforest/cut</c>.</summary>
internal static class NamedWeights
{
    /// <summary>Those whose names begin so, without the beginning.</summary>
    internal static Dictionary<string, Tensor> Under(IReadOnlyDictionary<string, Tensor> weights, string prefix) =>
        weights.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value, StringComparer.Ordinal);
}
