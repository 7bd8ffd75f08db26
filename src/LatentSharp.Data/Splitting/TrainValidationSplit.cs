using System.Globalization;

namespace LatentSharp;

/// <summary>Divides data at random into a part to learn from and a part to judge by.</summary>
public static class TrainValidationSplit
{
    // 0.07 · 100 is 7.000000000000001 in double precision, and must hold out 7 rows.
    private const double Rounding = 1e-9;

    /// <summary>
    /// Holds out the fraction of the rows, rounded up to whole rows, but at least one row and at most all but one. The order is <c>new
    /// RandomStream(seed).Derive("split").Permutation(N)</c>: its first rows are held out, the others are for learning, both in that order.
    /// </summary>
    /// <param name="data">At least 2 rows.</param>
    /// <param name="fraction">The part to hold out, above 0 and below 1.</param>
    /// <param name="seed">The same seed gives the same parts.</param>
    /// <exception cref="BadArgumentException">There are fewer than 2 rows, or the fraction is outside its range.</exception>
    public static (Dataset Train, Dataset Validation) Split(Dataset data, double fraction, long seed)
    {
        var (train, validation) = Rows(data, fraction, seed);
        return (data.Take(train), data.Take(validation));
    }

    /// <summary>The rows of both parts, in their order.</summary>
    /// <inheritdoc cref="Split"/>
    internal static (int[] Train, int[] Validation) Rows(Dataset data, double fraction, long seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!(fraction > 0 && fraction < 1))
            throw new BadArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture, $"Split: a fraction of {fraction} cannot be held out; it must be above 0 and below 1."));
        if (data.Count < 2)
            throw new BadArgumentException($"Split: {data.Name} has {data.Count} rows; at least 2 are needed, one for each part.");
        var held = Math.Clamp((int)Math.Ceiling((data.Count * fraction) - Rounding), 1, data.Count - 1);
        var order = new RandomStream(seed).Derive("split").Permutation(data.Count);
        return (order[held..], order[..held]);
    }
}
