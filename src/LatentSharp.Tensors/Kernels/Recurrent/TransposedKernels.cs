namespace LatentSharp;

/// <summary>
/// Both kernels transposed and packed, where every gate sees the input and the state alike: dh = dz·Rᵀ, but for masked samples, whose dh
/// stays, and dx = dz·Wᵀ.
/// </summary>
internal static unsafe class TransposedKernels<V> where V : unmanaged, ILanes<V>
{
    internal static void Pack(in Sequences s, float* packed)
    {
        State(s, packed).FillTransposed(s.Recurrent, s.Width);
        if (s.InputGradient != null) Input(s, packed).FillTransposed(s.Kernel, s.Width);
    }

    internal static void Multiply(in Sequences s, float* packed, int step, Interval samples)
    {
        var dz = s.GateGradientsAt(step, samples.Start);
        for (var n = samples.Start; s.Mask != null && n < samples.End; n++)
        {
            if (!s.IsMasked(step, n)) new Span<float>(s.StateGradientAt(n), s.Units).Clear();
        }
        State(s, packed).Multiply(dz, s.Width, samples.Length, s.StateGradientAt(samples.Start), s.Units, adds: s.Mask != null);
        if (s.InputGradient != null)
            Input(s, packed).Multiply(
                dz, s.Width, samples.Length, s.InputGradientAt(step, samples.Start), (nint)s.Steps * s.Inputs, s.Adds);
    }

    private static Panels<V> State(in Sequences s, float* packed) => new(packed, s.Width, s.Units);

    private static Panels<V> Input(in Sequences s, float* packed) => new(packed + Panels<V>.Length(s.Width, s.Units), s.Width, s.Inputs);
}
