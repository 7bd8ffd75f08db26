namespace LatentSharp;

/// <summary>
/// The packed kernels of gated recurrent units. Kernels have the columns z, r, h; what a step computes stands in the order h, z, r, and
/// with the reset after the product a fourth block, h·R's, so that what each product reads is side by side.
/// </summary>
internal readonly unsafe struct GatedKernels<V> where V : unmanaged, ILanes<V>
{
    /// <summary>Forward: input and state to z and r, the input to h, the state to h.</summary>
    internal readonly Panels<V> Gates, InputToCandidate, StateToCandidate;

    /// <summary>The biases of z and r, in two parts of the kernels added up; null for none.</summary>
    internal readonly float* GateBias;

    internal GatedKernels(in Sequences s, float* packed)
    {
        Gates = new Panels<V>(packed, s.JoinedStride, 2 * s.Units);
        packed += Panels<V>.Length(s.JoinedStride, 2 * s.Units);
        InputToCandidate = new Panels<V>(packed, s.Inputs, s.Units);
        packed += Panels<V>.Length(s.Inputs, s.Units);
        StateToCandidate = new Panels<V>(packed, s.Units, s.Units);
        GateBias = s.Bias == null ? null : packed + Panels<V>.Length(s.Units, s.Units);
    }

    /// <param name="s">The sequences.</param>
    /// <param name="recurrentBias">The second part of the bias, or null.</param>
    internal void Fill(in Sequences s, float* recurrentBias)
    {
        nint units = s.Units, stride = 3 * units;
        Gates.Fill(0, s.Inputs, s.Kernel, stride);
        Gates.Fill(s.Inputs, s.Units, s.Recurrent, stride);
        InputToCandidate.Fill(0, s.Inputs, s.Kernel + (2 * units), stride);
        StateToCandidate.Fill(0, s.Units, s.Recurrent + (2 * units), stride);
        if (GateBias == null) return;
        for (var i = 0; i < 2 * units; i++) GateBias[i] = recurrentBias == null ? s.Bias[i] : s.Bias[i] + recurrentBias[i];
    }

    /// <summary>Blocks h, z and r of a step but for what comes from the state to h.</summary>
    internal void Multiply(in Sequences s, int step, Interval samples)
    {
        var joined = s.JoinedAt(step, samples.Start);
        var gates = s.GatesAt(step, samples.Start);
        Gates.Multiply(joined, s.JoinedStride, samples.Length, gates + s.Units, s.Width, bias: GateBias);
        InputToCandidate.Multiply(
            joined, s.JoinedStride, samples.Length, gates, s.Width, bias: s.Bias == null ? null : s.Bias + (2 * s.Units));
    }
}

/// <summary>The same transposed, for the gradient of the input: from z and r, and from h.</summary>
internal readonly unsafe struct GatedInputKernels<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V>
{
    private readonly Panels<V> gates = new(packed, 2 * s.Units, s.Inputs);
    private readonly Panels<V> candidate = new(packed + Panels<V>.Length(2 * s.Units, s.Inputs), s.Units, s.Inputs);

    internal void Fill(in Sequences s)
    {
        if (s.InputGradient == null) return;
        gates.FillTransposed(s.Kernel, 3 * s.Units);
        candidate.FillTransposed(s.Kernel + (2 * s.Units), 3 * s.Units);
    }

    internal void Multiply(in Sequences s, int step, Interval samples)
    {
        if (s.InputGradient == null) return;
        var dz = s.GateGradientsAt(step, samples.Start);
        var dx = s.InputGradientAt(step, samples.Start);
        gates.Multiply(dz + s.Units, s.Width, samples.Length, dx, (nint)s.Steps * s.Inputs, s.Adds);
        candidate.Multiply(dz, s.Width, samples.Length, dx, (nint)s.Steps * s.Inputs, adds: true);
    }
}
