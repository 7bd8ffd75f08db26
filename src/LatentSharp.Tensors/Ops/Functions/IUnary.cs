using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// A function of each element: its value, and its derivative once for kernels and once as operations that can be
/// differentiated again.
/// </summary>
internal interface IUnary : IMap
{
    /// <summary>
    /// Whether the derivative follows from the result alone. Then the input need not be kept, and layers can apply the function
    /// inside their own kernel; <c>x</c> is not given to the derivative.
    /// </summary>
    static abstract bool ByResult { get; }

    /// <summary>f'(x), given x and y = f(x).</summary>
    V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V>;

    /// <inheritdoc cref="Derivative{V}(V, V)"/>
    Tensor Derivative(Tensor x, Tensor y);
}

/// <summary>Runs and records any <see cref="IUnary"/>.</summary>
internal static class Unary
{
    internal static Tensor Apply<TOp>(Tensor x, TOp op = default) where TOp : struct, IUnary
    {
        x = Operand.Floats<TOp>(x);
        var y = Tensor.Allocate(x.Shape);
        Elementwise.Map(op, x.AsSpan(), y.Floats);
        if (Recording.For(x) is { } recording) recording.Record<UnaryNode<TOp>>(y, x).Op = op;
        return y;
    }

    /// <summary>dx (+)= dy · f'(x), with y = f(x).</summary>
    internal static void Backward<TOp>(TOp op, Tensor x, Tensor y, ReadOnlySpan<float> dy, Span<float> dx, bool accumulate)
        where TOp : struct, IUnary
    {
        if (TOp.ByResult) Elementwise.Zip(new ThroughResult<TOp>(op), y.AsSpan(), dy, dx, accumulate);
        else Elementwise.Zip3(new ByInput<TOp> { Op = op }, x.AsSpan(), y.AsSpan(), dy, dx, accumulate);
    }

    /// <summary>
    /// f'(x) as a constant: the derivative, as operations, of a function whose second derivative is 0 wherever there is one.
    /// </summary>
    internal static Tensor Slope<TOp>(TOp op, Tensor x, Tensor y) where TOp : struct, IUnary
    {
        var slope = Tensor.Allocate(y.Shape);
        Elementwise.Zip(new SlopeOf<TOp> { Op = op }, x.AsSpan(), y.AsSpan(), slope.Floats);
        return slope;
    }

    private struct SlopeOf<TOp> : IZip where TOp : struct, IUnary
    {
        internal TOp Op;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x, V y) where V : unmanaged, ILanes<V> => Op.Derivative(x, y);
    }

    private struct ByInput<TOp> : IZip3 where TOp : struct, IUnary
    {
        internal TOp Op;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x, V y, V dy) where V : unmanaged, ILanes<V> => dy * Op.Derivative(x, y);
    }
}

/// <summary>dy · f'(x), given y = f(x), for a function whose derivative follows from its result.</summary>
internal readonly struct ThroughResult<TOp>(TOp op) : IZip where TOp : struct, IUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V y, V dy) where V : unmanaged, ILanes<V> => dy * op.Derivative(y, y);
}

internal sealed class UnaryNode<TOp> : Node where TOp : struct, IUnary
{
    internal TOp Op;

    internal override string Name => typeof(TOp).Name;

    internal override void Backward()
    {
        if (!Wants(0)) return;
        var dx = Destination(0, out var accumulate);
        Unary.Backward(Op, Inputs[0], Outputs[0], Gradient.AsSpan(), dx, accumulate);
    }

    internal override void BackwardRecorded()
    {
        if (Wants(0)) Give(0, Gradient * Op.Derivative(Inputs[0], Outputs[0]));
    }
}
