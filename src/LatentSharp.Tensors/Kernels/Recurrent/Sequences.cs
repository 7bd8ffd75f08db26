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
