using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>How the just-in-time compiler is to treat kernels.</summary>
internal static class Jit
{
    /// <summary>
    /// A loop over vectors: optimised at once, and a method of its own. Inlined into its callers, it would share their budget of inlining,
    /// and once that is spent each operation of a vector becomes a call, fifty times slower.
    /// </summary>
    internal const MethodImplOptions Loop = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
}
