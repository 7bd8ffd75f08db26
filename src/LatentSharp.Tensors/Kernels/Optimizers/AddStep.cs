using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>w ← w + g: a sum of gradients, one after the other; of the first, w ← g.</summary>
internal readonly struct AddStep(bool isFirst) : IOptimizerStep
{
    public static int StateCount => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V w, V g, ref V s0, ref V s1, ref V s2) where V : unmanaged, ILanes<V> => w = isFirst ? g : w + g;
}
