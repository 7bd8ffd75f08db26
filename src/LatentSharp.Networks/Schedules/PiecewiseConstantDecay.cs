namespace LatentSharp;

/// <summary>A rate for each stretch of steps: the first up to and with the first boundary, and so on.</summary>
public sealed class PiecewiseConstantDecay : Schedule
{
    /// <summary>Creates it.</summary>
    /// <param name="boundaries">The last step of each stretch but the last, rising.</param>
    /// <param name="rates">One more than there are boundaries.</param>
    /// <exception cref="BadArgumentException">The numbers do not fit or do not rise.</exception>
    public PiecewiseConstantDecay(IReadOnlyList<long> boundaries, IReadOnlyList<double> rates)
    {
        ArgumentNullException.ThrowIfNull(boundaries);
        ArgumentNullException.ThrowIfNull(rates);
        if (rates.Count != boundaries.Count + 1)
            throw new BadArgumentException(
                $"PiecewiseConstantDecay: {rates.Count} rates for {boundaries.Count} boundaries; there is one rate more.");
        for (var i = 1; i < boundaries.Count; i++)
        {
            if (boundaries[i] <= boundaries[i - 1])
                throw new BadArgumentException(
                    $"PiecewiseConstantDecay: boundary {boundaries[i]} follows {boundaries[i - 1]}; boundaries rise.");
        }
        Boundaries = [.. boundaries];
        Rates = [.. rates.Select(rate => Require.InRange(rate, 0, double.MaxValue, "PiecewiseConstantDecay: a rate"))];
    }

    /// <summary>The last step of each stretch but the last.</summary>
    public IReadOnlyList<long> Boundaries { get; }

    /// <summary>The rate of each stretch.</summary>
    public IReadOnlyList<double> Rates { get; }

    /// <inheritdoc/>
    public override double At(long step)
    {
        var stretch = 0;
        while (stretch < Boundaries.Count && step > Boundaries[stretch]) stretch++;
        return Rates[stretch];
    }
}
