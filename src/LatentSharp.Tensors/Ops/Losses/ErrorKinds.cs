using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>(p - t)².</summary>
internal readonly struct SquaredErrorOp : IElementLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V t, V p) where V : unmanaged, ILanes<V> => (p - t) * (p - t);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V t, V p) where V : unmanaged, ILanes<V>
    {
        var error = p - t;
        return error + error;
    }

    public Tensor Derivative(Tensor t, Tensor p) => 2 * (p - t);
}

/// <summary>|p - t|; the derivative where they are equal is 0.</summary>
internal readonly struct AbsoluteErrorOp : IElementLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V t, V p) where V : unmanaged, ILanes<V> => V.Abs(p - t);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V t, V p) where V : unmanaged, ILanes<V> => default(SignOp).Apply(p - t);

    public Tensor Derivative(Tensor t, Tensor p) => Ops.Sign(p - t);
}

/// <summary>100 · |t - p| / max(|t|, 1e-7).</summary>
internal readonly struct PercentageErrorOp : IElementLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V t, V p) where V : unmanaged, ILanes<V> => V.Abs(p - t) * Weight(t);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V t, V p) where V : unmanaged, ILanes<V> => default(SignOp).Apply(p - t) * Weight(t);

    public Tensor Derivative(Tensor t, Tensor p) => Ops.Sign(p - t) * (100 / Ops.Maximum(Ops.Abs(t), 1e-7f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Weight<V>(V t) where V : unmanaged, ILanes<V> => V.Create(100) / V.Max(V.Abs(t), V.Create(1e-7f));
}

/// <summary>(log(max(p, 1e-7) + 1) - log(max(t, 1e-7) + 1))².</summary>
internal readonly struct SquaredLogErrorOp : IElementLoss
{
    public static int Cost => 12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V t, V p) where V : unmanaged, ILanes<V>
    {
        var error = Log(p) - Log(t);
        return error * error;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V t, V p) where V : unmanaged, ILanes<V>
    {
        var slope = V.Create(2) * (Log(p) - Log(t)) / (V.Create(1) + p);
        return V.And(V.GreaterThan(p, V.Create(Low)), slope);
    }

    public Tensor Derivative(Tensor t, Tensor p) =>
        2 * (Ops.Log1p(Ops.Maximum(p, Low)) - Ops.Log1p(Ops.Maximum(t, Low))) / (1 + p) * Ops.Greater(p, Low);

    private const float Low = 1e-7f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Log<V>(V x) where V : unmanaged, ILanes<V> => Log1pFunction.Of(V.Max(x, V.Create(Low)));
}

/// <summary>With e = p - t: e² / 2 up to |e| = δ, then δ·|e| - δ² / 2 (Huber 1964).</summary>
internal readonly struct HuberOp(float delta) : IElementLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V t, V p) where V : unmanaged, ILanes<V>
    {
        var size = V.Abs(p - t);
        var inner = V.Min(size, V.Create(delta));
        return inner * (size - (V.Create(0.5f) * inner));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V t, V p) where V : unmanaged, ILanes<V> => V.Min(V.Max(p - t, V.Create(-delta)), V.Create(delta));

    public Tensor Derivative(Tensor t, Tensor p) => Ops.Clip(p - t, -delta, delta);
}

/// <summary>log cosh e = e + log(1 + exp(-2e)) - log 2, e = p - t.</summary>
internal readonly struct LogCoshOp : IElementLoss
{
    public static int Cost => 9;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V t, V p) where V : unmanaged, ILanes<V>
    {
        // By |e|, which is the same and loses nothing.
        var size = V.Abs(p - t);
        return size + Log1pFunction.Of(ExpFunction.Of(V.Create(-2) * size)) - V.Create(0.693147181f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V t, V p) where V : unmanaged, ILanes<V> => TanhFunction.Of(p - t);

    public Tensor Derivative(Tensor t, Tensor p) => Ops.Tanh(p - t);
}

/// <summary>p - t·log(p + 1e-7).</summary>
internal readonly struct PoissonOp : IElementLoss
{
    public static int Cost => 5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V t, V p) where V : unmanaged, ILanes<V> => p - (t * LogFunction.Of(p + V.Create(Epsilon)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V t, V p) where V : unmanaged, ILanes<V> => V.Create(1) - (t / (p + V.Create(Epsilon)));

    public Tensor Derivative(Tensor t, Tensor p) => 1 - (t / (p + Epsilon));

    private const float Epsilon = 1e-7f;
}

/// <summary>max(1 - t·p, 0), t of -1 and 1.</summary>
internal readonly struct HingeOp : IElementLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V t, V p) where V : unmanaged, ILanes<V> => V.Max(V.Create(1) - (t * p), V.Create(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V t, V p) where V : unmanaged, ILanes<V> => V.And(V.LessThan(t * p, V.Create(1)), -t);

    public Tensor Derivative(Tensor t, Tensor p) => -t * Ops.Less(t * p, 1);
}

/// <summary>max(1 - t·p, 0)², t of -1 and 1.</summary>
internal readonly struct SquaredHingeOp : IElementLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V t, V p) where V : unmanaged, ILanes<V>
    {
        var rest = V.Max(V.Create(1) - (t * p), V.Create(0));
        return rest * rest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V t, V p) where V : unmanaged, ILanes<V> => V.Create(-2) * t * V.Max(V.Create(1) - (t * p), V.Create(0));

    public Tensor Derivative(Tensor t, Tensor p) => -2 * t * Ops.Maximum(1 - (t * p), 0);
}
