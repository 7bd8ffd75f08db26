namespace LatentSharp;

/// <summary>What queries of an attention see, and how sharply.</summary>
public readonly record struct AttentionOptions
{
    /// <summary>What products of queries and keys are multiplied by, above 0. Default 1 / √K.</summary>
    public float? Scale { get; init; }

    /// <summary>Whether query i sees the keys 0 to i alone. Default false.</summary>
    public bool Causal { get; init; }

    /// <summary>(N, Tk), or (N, Tq, Tk), of numbers or Bool: 0 for keys that are not seen. Default: all are.</summary>
    public Tensor Mask { get; init => field = value.IsDefault ? value : Operand.Floats(value, "attention", "the mask"); }

    /// <summary>The share of weights that are dropped, the others multiplied by 1 / (1 - share); 0 to below 1. Default 0.</summary>
    public float Dropout { get; init; }

    /// <summary>Decides which weights are dropped; the same stream drops the same.</summary>
    public RandomStream Random { get; init; }
}
