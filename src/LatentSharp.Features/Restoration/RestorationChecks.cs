namespace LatentSharp;

/// <summary>What restoring refuses.</summary>
internal static class RestorationChecks
{
    /// <summary>The planes of one of some samples.</summary>
    /// <exception cref="BadArgumentException">They are neither pictures nor series, or a value is not finite.</exception>
    internal static Planes Planes(string kind, Tensor samples, SampleAxes axes)
    {
        if (samples.Rank < 2 || samples.DType != DType.Float32)
            throw new BadArgumentException($"{kind}: samples {samples.DType} {samples.Shape} do not fit; it takes Float32 (N, …).");
        LearningChecks.Finite(kind, samples);
        return LatentSharp.Planes.Of(kind, samples.Shape[1..], axes);
    }
}
