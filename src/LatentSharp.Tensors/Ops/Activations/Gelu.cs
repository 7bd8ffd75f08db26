using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>x · Φ(x), Φ the distribution of a standard normal (Hendrycks and Gimpel 2016), element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="approximate">Whether Φ is replaced by (1 + tanh(√(2/π) · (x + 0.044715 · x³))) / 2. Default false.</param>
    public static Tensor Gelu(Tensor x, bool approximate = false) => approximate ? Unary.Apply<TanhGeluOp>(x) : Unary.Apply<GeluOp>(x);
}

/// <summary>The derivative is Φ(x) + x · φ(x).</summary>
internal readonly struct GeluOp : IUnary
{
    public static int Cost => 12;

    public static bool ByResult => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => V.Create(0.5f) * x * (V.Create(1) + ErfFunction.Of(x * V.Create(RootHalf)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> =>
        V.FusedMultiplyAdd(
            V.Create(0.5f), ErfFunction.Of(x * V.Create(RootHalf)),
            V.Create(0.5f)) + (x * V.Create(Density) * ExpFunction.Of(V.Create(-0.5f) * x * x));

    public Tensor Derivative(Tensor x, Tensor y)
    {
        // Beyond 20 the density is 0; the square of larger numbers would be infinite.
        x = Ops.Clip(x, -20, 20);
        return 0.5f + (0.5f * Ops.Erf(x * RootHalf)) + (x * Density * Ops.Exp(-0.5f * Ops.Square(x)));
    }

    private const float RootHalf = 0.707106781f;
    private const float Density = 0.398942280f;
}

/// <summary>With t = tanh(c·(x + a·x³)): (1 + t) / 2 + x · (1 - t²) · c·(1 + 3a·x²) / 2.</summary>
internal readonly struct TanhGeluOp : IUnary
{
    public static int Cost => 12;

    public static bool ByResult => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => V.Create(0.5f) * x * (V.Create(1) + Tanh(Within(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V>
    {
        var (one, z) = (V.Create(1), Within(x));
        var t = Tanh(z);
        var inner = V.FusedMultiplyAdd(V.Create(3 * A * C), z * z, V.Create(C));
        return V.Create(0.5f) * (one + t + (z * (one - (t * t)) * inner));
    }

    public Tensor Derivative(Tensor x, Tensor y)
    {
        x = Ops.Clip(x, -20, 20);
        return Second(x, Ops.Tanh(C * (x + (A * x * Ops.Square(x)))));
    }

    private const float A = 0.044715f;
    private const float C = 0.797884561f;

    private static Tensor Second(Tensor x, Tensor t) => 0.5f * (1 + t + (x * (1 - Ops.Square(t)) * (C + (3 * A * C * Ops.Square(x)))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Tanh<V>(V x)
        where V : unmanaged, ILanes<V> => TanhFunction.Of(V.Create(C) * V.FusedMultiplyAdd(V.Create(A) * x, x * x, x));

    /// <summary>Beyond 20 the tangent is 1; the cube of larger numbers would be infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Within<V>(V x) where V : unmanaged, ILanes<V> => ExpParts.AtLeast(ExpParts.AtMost(x, 20), -20);
}
