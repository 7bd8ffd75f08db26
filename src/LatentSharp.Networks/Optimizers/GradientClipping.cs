using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>Factors that bring gradients to a length of at most the limit, 1 where they are shorter.</summary>
internal static class GradientClipping
{
    internal static float Scale(Tensor gradient, double? limit) => limit is { } most ? Factor(SquaredLength(gradient), most) : 1;

    internal static float GlobalScale(ReadOnlySpan<Tensor> gradients, double? limit)
    {
        if (limit is not { } most) return 1;
        var sum = 0.0;
        foreach (var gradient in gradients) sum += SquaredLength(gradient);
        return Factor(sum, most);
    }

    private static double SquaredLength(Tensor gradient) => Sums.SumMap(default(Squared), gradient.AsSpan());

    private static float Factor(double squaredLength, double limit) => (float)(limit / Math.Max(Math.Sqrt(squaredLength), limit));

    private readonly struct Squared : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x * x;
    }
}
