namespace LatentSharp;

/// <summary>
/// One axis of a convolution: output o and tap t of the kernel meet at input o·Stride + t·Dilation - Before. Inputs that do not exist are
/// zeros and take no part.
/// </summary>
/// <param name="Inputs">The size of the input.</param>
/// <param name="Outputs">The size of the output.</param>
/// <param name="Taps">The size of the kernel.</param>
/// <param name="Stride">Inputs from one output to the next.</param>
/// <param name="Dilation">Inputs from one tap to the next.</param>
/// <param name="Before">Zeros before the first input; negative where inputs are left out. How many stand after the last follows.</param>
internal readonly record struct ConvolutionAxis(int Inputs, int Outputs, int Taps, int Stride, int Dilation, int Before)
{
    /// <summary>The axis of size one that all have that are not there.</summary>
    internal static ConvolutionAxis None => new(1, 1, 1, 1, 1, 0);

    /// <summary>Whether outputs are the inputs, one by one.</summary>
    internal bool IsIdentity => Taps == 1 && Stride == 1 && Before == 0 && Inputs == Outputs;

    /// <summary>Whether no tap ever meets an input that does not exist.</summary>
    internal bool IsWithin => Before <= 0 && (Outputs - 1) * Stride + (Taps - 1) * Dilation - Before < Inputs;

    /// <summary>The outputs at which the tap meets an input that exists.</summary>
    internal Interval OutputsOf(int tap)
    {
        var at = tap * Dilation - Before;
        var first = at >= 0 ? 0 : Blocking.CeilingDivide(-at, Stride);
        var end = at >= Inputs ? 0 : Math.Min(Outputs, (Inputs - 1 - at) / Stride + 1);
        return new Interval(first, Math.Max(first, end));
    }
}
