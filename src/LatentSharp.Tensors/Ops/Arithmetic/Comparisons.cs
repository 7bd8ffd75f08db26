using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>1 where a is above b, 0 elsewhere; shapes broadcast, gradients do not flow.</summary>
    /// <exception cref="BadArgumentException">The shapes do not broadcast.</exception>
    public static Tensor Greater(Tensor a, Tensor b) => Compare<GreaterOp>("greater", a, b);

    /// <summary>1 where a is below b, 0 elsewhere; shapes broadcast, gradients do not flow.</summary>
    /// <exception cref="BadArgumentException">The shapes do not broadcast.</exception>
    public static Tensor Less(Tensor a, Tensor b) =>
        Compare<GreaterOp>("less", Operand.Floats(b, "less", "b"), Operand.Floats(a, "less", "a"));

    /// <summary>1 where a is b, 0 elsewhere (NaN is nothing); shapes broadcast, gradients do not flow.</summary>
    /// <exception cref="BadArgumentException">The shapes do not broadcast.</exception>
    public static Tensor Equal(Tensor a, Tensor b) => Compare<EqualOp>("equal", a, b);

    private static Tensor Compare<TOp>(string name, Tensor a, Tensor b) where TOp : struct, IZip
    {
        (a, b) = (Operand.Floats(a, name, "a"), Operand.Floats(b, name, "b"));
        var y = Tensor.Allocate(BroadcastRules.Common(name, a.Shape, b.Shape));
        BroadcastRules.Zip(default(TOp), StopGradient(a), StopGradient(b), y);
        return y;
    }

    private readonly struct GreaterOp : IZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b) where V : unmanaged, ILanes<V> => V.And(V.GreaterThan(a, b), V.Create(1));
    }

    private readonly struct EqualOp : IZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b) where V : unmanaged, ILanes<V> => V.And(V.Equal(a, b), V.Create(1));
    }
}
