namespace LatentSharp;

/// <summary>What stands around the input of a convolution or a pooling, as in Keras.</summary>
public enum Padding
{
    /// <summary>Nothing: outputs are only where the whole window lies on the input.</summary>
    Valid,

    /// <summary>As many zeros as give ⌈size / stride⌉ outputs; where they are odd in number, the one more comes at the end.</summary>
    Same,

    /// <summary>
    /// Zeros before the first input alone, so that an output sees nothing that comes after it. One-dimensional convolutions only.
    /// </summary>
    Causal,
}
