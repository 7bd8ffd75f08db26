namespace LatentSharp;

/// <summary>The keys and values of the steps that a causal attention has seen, so that the next step computes its own alone.</summary>
/// <param name="Keys">(N, t, H, K); default before the first step.</param>
/// <param name="Values">(N, t, H, V); default before the first step.</param>
public readonly record struct AttentionCache(Tensor Keys, Tensor Values);
