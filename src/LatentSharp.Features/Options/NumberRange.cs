namespace LatentSharp;

/// <summary>A range of numbers, each end open, closed or absent.</summary>
internal readonly record struct NumberRange()
{
    public double AtLeast { get; init; } = double.NegativeInfinity;

    public double Above { get; init; } = double.NegativeInfinity;

    public double AtMost { get; init; } = double.PositiveInfinity;

    public double Below { get; init; } = double.PositiveInfinity;

    /// <summary>Whether a number lies inside; what is not finite never does.</summary>
    public bool Contains(double value) => double.IsFinite(value) && value >= AtLeast && value > Above && value <= AtMost && value < Below;

    /// <summary><c>above 0 and below 1</c>, <c>of 0 or more</c>, <c>from 0 to 1</c>.</summary>
    public string InWords
    {
        get
        {
            if (double.IsFinite(AtLeast) && double.IsFinite(AtMost)) return FormattableString.Invariant($"from {AtLeast} to {AtMost}");
            var low = double.IsFinite(AtLeast) ? FormattableString.Invariant($"of {AtLeast} or more")
                : double.IsFinite(Above) ? FormattableString.Invariant($"above {Above}")
                : "";
            var high = double.IsFinite(AtMost) ? FormattableString.Invariant($"at most {AtMost}")
                : double.IsFinite(Below) ? FormattableString.Invariant($"below {Below}")
                : "";
            return low.Length > 0 && high.Length > 0 ? $"{low} and {high}" : low + high;
        }
    }
}
