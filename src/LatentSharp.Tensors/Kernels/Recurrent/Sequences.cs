using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary><see cref="SequenceSpans"/> as addresses, with where each step's rows are.</summary>
internal unsafe struct Sequences
{
    internal int Samples, Steps, Inputs, Units, Width;
    internal bool Backwards, Keeps, Whole, Zeroes, Adds;
    internal float* X, Mask, Kernel, Recurrent, Bias, FirstState, FirstCell;
    internal float* Joined, Gates, Cells, Output, LastState, LastCell;
    internal float* OutputGradient, StateGradient, CellGradient, GateGradients, Carried, InputGradient;

    /// <summary>From one sample's joined input and state to the next's.</summary>
    internal readonly int JoinedStride => Inputs + Units;

    /// <summary>A sample's input joined with its state before a step; step T has the last state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly float* JoinedAt(int step, int sample) => Joined + ((((nint)Slot(step) * Samples) + sample) * JoinedStride);

    /// <summary>A sample's state before a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly float* StateAt(int step, int sample) => JoinedAt(step, sample) + Inputs;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly float* CellAt(int step, int sample) => Cells + ((((nint)Slot(step) * Samples) + sample) * Units);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly float* GatesAt(int step, int sample) => Gates + ((((nint)(Keeps ? step : 0) * Samples) + sample) * Width);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly float* GateGradientsAt(int step, int sample) => GateGradients + ((((nint)step * Samples) + sample) * Width);

    /// <summary>
    /// Where a step's state goes as the output too, or null: with a mask the output is not always the state, and comes afterwards.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly float* OutputAt(int step, int sample) =>
        Whole && Mask == null ? Output + ((((nint)sample * Steps) + step) * Units) : null;

    /// <summary>The gradient of a step's output, or null where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly float* OutputGradientAt(int step, int sample) =>
        OutputGradient == null ? null
        : Whole ? OutputGradient + ((((nint)sample * Steps) + step) * Units)
        : step == Steps - 1 ? OutputGradient + ((nint)sample * Units)
        : null;

    /// <summary>The same where no mask has brought it to the state's gradient already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly float* AwaitedGradientAt(int step, int sample) => Mask == null ? OutputGradientAt(step, sample) : null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly float* StateGradientAt(int sample) => StateGradient + ((nint)sample * Units);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly float* CellGradientAt(int sample) => CellGradient + ((nint)sample * Units);

    /// <summary>Where the gradient of a sample's input at a step goes; the next sample's is T·F further.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly float* InputGradientAt(int step, int sample) => InputGradient + ((((nint)sample * Steps) + TimeOf(step)) * Inputs);

    /// <summary>Which of the input's steps is computed at a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly int TimeOf(int step) => Backwards ? Steps - 1 - step : step;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly bool IsMasked(int step, int sample) => Mask != null && Mask[((nint)sample * Steps) + TimeOf(step)] == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Slot(int step) => Keeps ? step : step & 1;
}
