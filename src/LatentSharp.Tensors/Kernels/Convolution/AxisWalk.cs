namespace LatentSharp;

/// <summary>
/// How the results of a correlation meet their sources along one axis. Forward, the outputs are the results. Backward, the inputs are:
/// those of one remainder by the stride form a family, whose taps are a stride apart (of the kernel, in reverse), and meet neighbouring
/// outputs. Either way results and sources lie a step apart, and so do the sources of neighbouring taps.
/// </summary>
internal readonly struct AxisWalk
{
    private readonly ConvolutionAxis axis;
    private readonly bool backward;

    internal AxisWalk(in ConvolutionAxis axis, bool backward)
    {
        this.axis = axis;
        this.backward = backward;
        var common = CommonDivisor(axis.Stride, axis.Dilation);
        TapsApart = backward ? axis.Stride / common : 1;
        Spacing = backward ? axis.Dilation / common : axis.Dilation;
    }

    internal int Results => backward ? axis.Inputs : axis.Outputs;

    internal int Sources => backward ? axis.Outputs : axis.Inputs;

    internal int Taps => axis.Taps;

    /// <summary>From a result to the next of its family.</summary>
    internal int ResultStep => backward ? axis.Stride : 1;

    /// <summary>From the source of a result to that of the next, for the same tap.</summary>
    internal int SourceStep => backward ? 1 : axis.Stride;

    /// <summary>From the source of a tap to that of the next, for the same result.</summary>
    internal int Spacing { get; }

    /// <summary>The most stretches that <see cref="Find"/> writes.</summary>
    internal int MostStretches => 2 * Taps + 3 * ResultStep;

    /// <summary>The kernel's taps from one of a family to the next.</summary>
    private int TapsApart { get; }

    /// <summary>The tap of the kernel that stands at a place of the order in which taps are used: family by family.</summary>
    internal int TapAt(int place)
    {
        for (var family = 0; ; family++)
        {
            var (first, taps) = Family(family);
            if (place < taps) return backward ? first + (taps - 1 - place) * TapsApart : first + place;
            place -= taps;
        }
    }

    /// <summary>Divides results into stretches, and tells how many there are.</summary>
    internal unsafe int Find(Interval results, Stretch* stretches)
    {
        var (count, place) = (0, 0);
        for (var family = 0; family < ResultStep; family++)
        {
            var (firstTap, taps) = Family(family);
            var start = Start(family, firstTap, taps);
            var end = Blocking.CeilingDivide(Math.Max(0, results.End - family), ResultStep);
            var isFirst = true;
            for (var i = Blocking.CeilingDivide(Math.Max(0, results.Start - family), ResultStep); i < end;)
            {
                var source = start + i * SourceStep;
                var met = Met(source, taps);
                var next = i + 1;
                if (taps == 0) next = end;
                else if (met.Length == taps) next = Math.Min(end, (Sources - 1 - (taps - 1) * Spacing - start) / SourceStep + 1);

                if (!isFirst && stretches[count - 1].Tap == place + met.Start && stretches[count - 1].Taps == met.Length)
                {
                    stretches[count - 1].Count += next - i;
                }
                else
                {
                    stretches[count++] = new Stretch
                    {
                        Result = family + i * ResultStep,
                        Count = next - i,
                        Source = source + met.Start * Spacing,
                        Tap = place + met.Start,
                        Taps = met.Length,
                    };
                }

                isFirst = false;
                i = next;
            }

            place += taps;
        }

        return count;
    }

    /// <summary>The smallest tap of a family, and how many there are.</summary>
    private (int First, int Taps) Family(int family)
    {
        if (!backward) return (0, axis.Taps);
        for (var tap = 0; tap < Math.Min(TapsApart, axis.Taps); tap++)
        {
            if ((family + axis.Before - tap * axis.Dilation) % axis.Stride == 0) return (tap, (axis.Taps - 1 - tap) / TapsApart + 1);
        }

        return (0, 0);
    }

    /// <summary>The source that the first used tap of a family meets at the family's first result; it need not exist.</summary>
    private int Start(int family, int firstTap, int taps) =>
        backward ? (family + axis.Before - (firstTap + (taps - 1) * TapsApart) * axis.Dilation) / axis.Stride : -axis.Before;

    /// <summary>The taps that meet sources that exist, when the first meets this one.</summary>
    private Interval Met(int source, int taps)
    {
        var first = source >= 0 ? 0 : Blocking.CeilingDivide(-source, Spacing);
        var end = source >= Sources ? 0 : Math.Min(taps, (Sources - 1 - source) / Spacing + 1);
        return first < end ? new Interval(first, end) : new Interval(0, 0);
    }

    private static int CommonDivisor(int a, int b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }
}
