using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>Factors that bring gradients to a length of at most the limit, 1 where they are shorter.</summary>
internal static class GradientClipping
{
    internal static float Scale(ReadOnlySpan<float> gradient, double? limit) =>
        limit is { } most ? Factor(SquaredLength(gradient), most) : 1;

    /// <summary>That of all gradients together, from the sum of their squared lengths.</summary>
    internal static float GlobalScale(double squaredLength, double? limit) => limit is { } most ? Factor(squaredLength, most) : 1;

    internal static double SquaredLength(ReadOnlySpan<float> values) => Sums.SumMap(default(Squared), values);

    private static float Factor(double squaredLength, double limit) => (float)(limit / Math.Max(Math.Sqrt(squaredLength), limit));

    private readonly struct Squared : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x * x;
    }
}
