using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>(x + √(x² + b)) / 2, a softplus without exponentials (Barron 2021), element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="b">How round the corner is; above 0. Default 4.</param>
    public static Tensor Squareplus(Tensor x, float b = 4) => Unary.Apply(x, new SquareplusOp(b));
}

/// <summary>The derivative is y / √(x² + b).</summary>
internal readonly struct SquareplusOp(float b) : IUnary
{
    public static int Cost => 2;

    public static bool ByResult => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V>
    {
        // Below zero the sum would cancel: b / 2 / (√(x² + b) + |x|) is the same.
        var root = V.Sqrt(V.FusedMultiplyAdd(x, x, V.Create(b)));
        var sum = root + V.Abs(x);
        return V.Select(V.LessThan(x, V.Create(0)), V.Create(0.5f * b) / sum, V.Create(0.5f) * sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => y / V.Sqrt(V.FusedMultiplyAdd(x, x, V.Create(b)));

    public Tensor Derivative(Tensor x, Tensor y) => y / Ops.Sqrt(Ops.Square(x) + b);
}
