using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>x above 0, α · (exp x - 1) below (Clevert et al. 2016), element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="alpha">Above 0. Default 1.</param>
    public static Tensor Elu(Tensor x, float alpha = 1) => Unary.Apply(x, ExponentialLinearOp.Elu(alpha));

    /// <summary>1.0507 · elu(x, 1.67326): keeps mean 0 and variance 1 through layers (Klambauer et al. 2017), element by element.</summary>
    public static Tensor Selu(Tensor x) => Unary.Apply(x, ExponentialLinearOp.Selu);

    /// <summary>x above 0, α · (exp(x / α) - 1) below: an elu with a continuous derivative (Barron 2017), element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="alpha">Above 0. Default 1.</param>
    public static Tensor Celu(Tensor x, float alpha = 1) => Unary.Apply(x, ExponentialLinearOp.Celu(alpha));
}

/// <summary>scale · x above 0, low · (exp(rate · x) - 1) below.</summary>
internal readonly struct ExponentialLinearOp(float scale, float low, float rate) : IUnary
{
    public static int Cost => 5;

    public static bool ByResult => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> =>
        V.Select(V.GreaterThan(x, V.Create(0)), V.Create(scale) * x, V.Create(low) * Expm1Function.Of(V.Create(rate) * x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> =>
        V.Select(V.GreaterThan(y, V.Create(0)), V.Create(scale), (y + V.Create(low)) * V.Create(rate));

    public Tensor Derivative(Tensor x, Tensor y) => Ops.Where(Ops.Greater(y, 0), scale, (y + low) * rate);

    internal static ExponentialLinearOp Elu(float alpha) => new(1, Above(alpha), 1);

    internal static ExponentialLinearOp Selu => new(1.05070098735548f, (float)(1.05070098735548 * 1.67326324235438), 1);

    internal static ExponentialLinearOp Celu(float alpha) => new(1, Above(alpha), 1 / alpha);

    private static float Above(float alpha) => (float)Require.Positive((double)alpha, "elu: alpha");
}
