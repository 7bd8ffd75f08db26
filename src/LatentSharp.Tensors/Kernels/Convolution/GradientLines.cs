namespace LatentSharp;

/// <summary>The lines of a block's samples that the gradient of a kernel reads, in place or with zeros written beside them.</summary>
internal unsafe struct GradientLines
{
    /// <summary>The first line of the first sample.</summary>
    internal float* At;

    /// <summary>Elements from place to place, and from line to line.</summary>
    internal nint Place, Line;

    /// <summary>The number of the first line of a sample, and how many it has here.</summary>
    internal int First, Count;

    internal static GradientLines InPlace(float* samples, int sample, int lines, int places, int columns) => new()
    {
        At = samples + (nint)sample * lines * places * columns,
        Place = columns,
        Line = (nint)places * columns,
        Count = lines,
    };

    internal readonly float* Find(int line, int place) => At + (line - First) * Line + place * Place;

    /// <summary>From the last of so many places of a line to the first of those in the line after, <paramref name="step"/> below.</summary>
    internal readonly nint NextLine(nint places, int step, nint placeStep) => step * Line - places * placeStep * Place;

    /// <summary>The same, to the first line of the next sample after so many lines.</summary>
    internal readonly nint NextSample(nint places, int step, nint placeStep, int lines) =>
        NextLine(places, step, placeStep) + (Count - (nint)lines * step) * Line;

    /// <summary>
    /// The input lines that some rows of outputs meet, with the zeros beside them written out, so that all outputs meet all taps across.
    /// </summary>
    internal static GradientLines Bordered(in WeightGradient gradient, Interval samples, Interval rows, float* copy)
    {
        var g = gradient.Geometry;
        var (first, count) = Meets(g.Height, rows);
        var (line, before) = (gradient.BorderedLine, g.Width.Before * g.Channels);
        var all = g.Width.Inputs * g.Channels;
        var (skipped, zeros) = (Math.Max(0, -before), Math.Max(0, before));
        var taken = Math.Max(0, Math.Min(all - skipped, line - zeros));
        var target = copy;
        for (var sample = samples.Start; sample < samples.End; sample++)
        {
            for (var y = first; y < first + count; y++, target += line)
            {
                new Span<float>(target, zeros).Clear();
                new ReadOnlySpan<float>(
                    gradient.Input + ((nint)sample * g.Height.Inputs + y) * all + skipped,
                    taken).CopyTo(new Span<float>(target + zeros, taken));
                new Span<float>(target + zeros + taken, line - zeros - taken).Clear();
            }
        }

        return new GradientLines { At = copy, Place = g.Channels, Line = line, First = first, Count = count };
    }

    /// <summary>The most lines that so many rows of outputs meet.</summary>
    internal static int MostMet(ConvolutionAxis axis, int outputs) =>
        Math.Min(axis.Inputs, (outputs - 1) * axis.Stride + (axis.Taps - 1) * axis.Dilation + 1);

    /// <summary>The first existing line that any tap of these outputs meets, and how many from there on.</summary>
    private static (int First, int Count) Meets(ConvolutionAxis axis, Interval outputs)
    {
        var first = Math.Clamp(outputs.Start * axis.Stride - axis.Before, 0, axis.Inputs);
        var end = Math.Clamp((outputs.End - 1) * axis.Stride + (axis.Taps - 1) * axis.Dilation - axis.Before + 1, first, axis.Inputs);
        return (first, end - first);
    }
}
