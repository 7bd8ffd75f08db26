namespace LatentSharp;

/// <summary>
/// What a recurrent pass reads and writes, for N samples of T steps with F inputs and U units. Spans that a pass does not need are empty.
/// Slots are one for each step, or as few as a pass without a gradient needs.
/// </summary>
internal ref struct SequenceSpans
{
    internal int Samples, Steps, Inputs, Units;

    /// <summary>Whether the last step comes first.</summary>
    internal bool Backwards;

    /// <summary>Whether every step is kept for the gradient.</summary>
    internal bool Keeps;

    /// <summary>Whether the output is (N, T, U), in the order of computation; otherwise it is that of the last step, (N, U).</summary>
    internal bool Whole;

    /// <summary>Whether a masked step's output is 0; otherwise that of the step before.</summary>
    internal bool Zeroes;

    /// <summary>(N, T, F).</summary>
    internal ReadOnlySpan<float> X;

    /// <summary>(N, T), 0 where a step is masked; or empty.</summary>
    internal ReadOnlySpan<float> Mask;

    /// <summary>(F, gates · U).</summary>
    internal ReadOnlySpan<float> Kernel;

    /// <summary>(U, gates · U).</summary>
    internal ReadOnlySpan<float> Recurrent;

    /// <summary>As many as the recurrence has; or empty.</summary>
    internal ReadOnlySpan<float> Bias;

    /// <summary>(N, U): the state at the start; or empty for zeros.</summary>
    internal ReadOnlySpan<float> FirstState, FirstCell;

    /// <summary>
    /// (slots + 1, N, F + U): each step's input with the state before it; the state after the last step stands in the last.
    /// </summary>
    internal Span<float> Joined;

    /// <summary>(slots, N, width): what a step computes on its way.</summary>
    internal Span<float> Gates;

    /// <summary>(slots + 1, N, U): the second state before each step, or what the recurrence keeps in its place.</summary>
    internal Span<float> Cells;

    /// <summary>(N, T, U) or (N, U).</summary>
    internal Span<float> Output;

    /// <summary>(N, U): the state at the end.</summary>
    internal Span<float> LastState, LastCell;

    /// <summary>The gradient of the output; or empty.</summary>
    internal ReadOnlySpan<float> OutputGradient;

    /// <summary>(N, U): the gradient of the state; at the start that of the last, at the end that of the first.</summary>
    internal Span<float> StateGradient, CellGradient;

    /// <summary>(T, N, width): the gradient of what stands before the activations.</summary>
    internal Span<float> GateGradients;

    /// <summary>(N, U) with a mask: the gradient of outputs that repeat the one before.</summary>
    internal Span<float> Carried;

    /// <summary>(N, T, F); or empty.</summary>
    internal Span<float> InputGradient;

    /// <summary>Whether the input's gradient is added to what stands there.</summary>
    internal bool Adds;
}
