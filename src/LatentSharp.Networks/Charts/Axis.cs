namespace LatentSharp;

/// <summary>One axis of a chart: a range of values and the round numbers at which it is marked.</summary>
/// <param name="Minimum">The value at the axis's beginning.</param>
/// <param name="Maximum">The value at its end, greater than <paramref name="Minimum"/>.</param>
/// <param name="Logarithmic">Whether equal steps are equal ratios.</param>
/// <param name="Ticks">Where it is marked, rising, all inside the range.</param>
internal sealed record Axis(double Minimum, double Maximum, bool Logarithmic, IReadOnlyList<double> Ticks)
{
    /// <summary>The share of the axis, 0 to 1, at which a value lies.</summary>
    public double Place(double value) => Logarithmic
        ? Math.Log(value / Minimum) / Math.Log(Maximum / Minimum)
        : (value - Minimum) / (Maximum - Minimum);

    /// <summary>An axis for values that may span several powers of ten, such as a loss: logarithmic when they do.</summary>
    public static Axis ForLosses(IEnumerable<double> values)
    {
        var finite = values.Where(double.IsFinite).ToArray();
        if (finite.Length == 0) return Linear(0, 1, 5);
        var (low, high) = (finite.Min(), finite.Max());
        return low > 0 && high / low > 8 ? Log(low, high) : Linear(low, high, 5);
    }

    /// <summary>
    /// An axis whose ticks are 1, 2 or 5 times a power of ten apart, and that begins and ends with the data and a little room.
    /// </summary>
    public static Axis Linear(double low, double high, int about, double room = 0.04)
    {
        Widen(ref low, ref high);
        var margin = (high - low) * room;
        return new(low - margin, high + margin, Logarithmic: false, Steps(low - margin, high + margin, about, smallest: 0));
    }

    /// <summary>An axis over whole numbers, such as epochs, without room at its ends.</summary>
    public static Axis Whole(int first, int last, int about)
    {
        if (last <= first) return new(first - 1, first + 1, Logarithmic: false, [first]);
        var ticks = Steps(first, last, about, smallest: 1);
        if (ticks[0] - first > (last - (double)first) / 20) ticks.Insert(0, first);
        else ticks[0] = first;
        return new(first, last, Logarithmic: false, ticks);
    }

    private static Axis Log(double low, double high)
    {
        var room = Math.Pow(high / low, 0.05);
        (low, high) = (low / room, high * room);
        double[] digits = high / low > 300 ? [1] : high / low > 60 ? [1, 3] : [1, 2, 5];
        var ticks = new List<double>();
        for (var power = (int)Math.Floor(Math.Log10(low)); power <= Math.Log10(high); power++)
        {
            foreach (var digit in digits)
            {
                var tick = digit * Math.Pow(10, power);
                if (tick >= low && tick <= high) ticks.Add(tick);
            }
        }
        var every = (ticks.Count + 5) / 6;
        return new(low, high, Logarithmic: true, ticks.Where((_, i) => i % every == 0).ToArray());
    }

    private static List<double> Steps(double low, double high, int about, double smallest)
    {
        var rough = (high - low) / about;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = Math.Max(smallest, new[] { 1, 2, 5, 10 }.First(digit => digit * power >= rough * 0.999) * power);
        var ticks = new List<double>();
        for (var i = Math.Ceiling(low / step * (1 - 1e-12)); i * step <= high + (step * 1e-9); i++) ticks.Add(i == 0 ? 0 : i * step);
        return ticks;
    }

    private static void Widen(ref double low, ref double high)
    {
        if (high - low > 1e-12 * Math.Max(Math.Abs(low), Math.Abs(high))) return;
        var room = low == 0 ? 1 : Math.Abs(low) / 10;
        (low, high) = (low - room, high + room);
    }
}
