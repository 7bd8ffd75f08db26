namespace LatentSharp;

/// <summary>
/// In what numbers classes occur. Where they are unequal, accuracy alone tells little: always naming the most frequent class reaches its
/// share.
/// </summary>
/// <param name="MostFrequent">The class with the most samples; of several the smallest number.</param>
/// <param name="MostFrequentShare">Its share of all samples, from 0 to 1.</param>
/// <param name="Rarest">The class with the fewest samples among those that occur; of several the smallest number.</param>
/// <param name="RarestCount">Its samples, 1 or more.</param>
public sealed record ClassBalance(int MostFrequent, double MostFrequentShare, int Rarest, int RarestCount)
{
    /// <summary>From this ratio of the most frequent class to the rarest on, classes count as unequal.</summary>
    public const double UnequalFrom = 1.5;

    /// <summary>Whether the most frequent class has at least <see cref="UnequalFrom"/> times as many samples as the rarest.</summary>
    public bool IsUnequal { get; private init; }

    /// <summary>Counts classes; null without samples.</summary>
    /// <param name="labels">(N), Int32.</param>
    /// <exception cref="BadArgumentException">They are not Int32 of one axis.</exception>
    public static ClassBalance? Of(Tensor labels)
    {
        var truth = Samples.Labels(nameof(ClassBalance), labels, labels.Shape.Rank == 1 ? labels.Shape[0] : 0);
        if (truth.IsEmpty) return null;
        var counts = truth.ToArray().CountBy(label => label).OrderBy(item => item.Key).ToArray();
        var (most, least) = (counts.MaxBy(item => item.Value), counts.MinBy(item => item.Value));
        return new(most.Key, (double)most.Value / truth.Length, least.Key, least.Value)
        {
            IsUnequal = most.Value >= UnequalFrom * least.Value && most.Key != least.Key,
        };
    }
}
