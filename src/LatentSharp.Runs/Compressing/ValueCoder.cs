namespace LatentSharp;

/// <summary>How a decoder's output becomes whole frequencies of a sample's values.</summary>
/// <param name="Levels">The values are 0 to this, without it.</param>
internal abstract record ValueCoder(int Levels)
{
    internal const int Precision = 24;

    /// <summary>The sum of the frequencies of the values below this one.</summary>
    /// <param name="output">The decoder's output for the place.</param>
    /// <param name="place">Which value of a sample.</param>
    /// <param name="value">0 to Levels.</param>
    internal abstract uint Below(float output, int place, int value);

    internal void Push(AnsStack stack, float output, int place, int value)
    {
        var below = Below(output, place, value);
        stack.Push(below, Below(output, place, value + 1) - below, Precision);
    }

    internal int Pop(AnsStack stack, float output, int place)
    {
        var slot = stack.Peek(Precision);
        var (low, high) = (0, Levels);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Below(output, place, middle) <= slot) low = middle;
            else high = middle;
        }
        var below = Below(output, place, low);
        stack.Pop(below, Below(output, place, low + 1) - below, Precision);
        return low;
    }
}

/// <summary>0 or 1, the latter with the probability sigmoid of the output.</summary>
internal sealed record BitCoder() : ValueCoder(2)
{
    private const uint All = 1u << Precision;

    internal override uint Below(float output, int place, int value) => value switch
    {
        0 => 0,
        1 => (uint)Math.Clamp(All - (long)Math.Floor(ExactMath.Logistic(output) * All), 1, All - 1),
        _ => All,
    };
}

/// <summary>Whole numbers, normal around the output: the share of each is what lies nearer to it than to others.</summary>
/// <param name="Levels">The values are 0 to this, without it.</param>
/// <param name="Deviation">In the units of the output.</param>
/// <param name="Offset">From the units of the data, for each place or for all.</param>
/// <param name="Scale">To the units of the output.</param>
internal sealed record NumberCoder(int Levels, double Deviation, float[] Offset, float[] Scale) : ValueCoder(Levels)
{
    internal override uint Below(float output, int place, int value)
    {
        if (value <= 0) return 0;
        if (value >= Levels) return 1u << Precision;
        var edge = (value - 0.5 - Offset[place % Offset.Length]) / Scale[place % Scale.Length];
        var share = ExactMath.NormalCdf((edge - output) / Deviation);
        return (uint)value + (uint)Math.Floor(share * ((1u << Precision) - Levels));
    }
}
