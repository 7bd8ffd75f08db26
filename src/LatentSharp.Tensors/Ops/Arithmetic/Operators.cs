namespace LatentSharp;

public readonly partial struct Tensor
{
    /// <summary>Uses a number as a tensor of rank 0.</summary>
    public static implicit operator Tensor(float value) => Scalar(value);

    /// <inheritdoc cref="Ops.Add"/>
    public static Tensor operator +(Tensor a, Tensor b) => Ops.Add(a, b);

    /// <inheritdoc cref="Ops.Subtract"/>
    public static Tensor operator -(Tensor a, Tensor b) => Ops.Subtract(a, b);

    /// <inheritdoc cref="Ops.Multiply"/>
    public static Tensor operator *(Tensor a, Tensor b) => Ops.Multiply(a, b);

    /// <inheritdoc cref="Ops.Divide"/>
    public static Tensor operator /(Tensor a, Tensor b) => Ops.Divide(a, b);

    /// <inheritdoc cref="Ops.Negate"/>
    public static Tensor operator -(Tensor x) => Ops.Negate(x);
}
