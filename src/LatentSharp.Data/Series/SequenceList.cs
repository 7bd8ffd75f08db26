using System.Globalization;

namespace LatentSharp;

/// <summary>Collects sequences of unequal lengths and pads them to a tensor.</summary>
/// <param name="file">What to call the data in messages.</param>
/// <param name="channels">The names of the channels.</param>
internal sealed class SequenceList(string file, IReadOnlyList<string> channels)
{
    /// <summary>Up to here anything goes; beyond it, at most <see cref="MaxRatio"/> numbers for each one that is no padding.</summary>
    internal const long FreeNumbers = 1 << 24;

    internal const long MaxRatio = 100;

    private const long MaxNumbers = (int.MaxValue - 128) / sizeof(float);

    private readonly List<float[]> sequences = [];
    private readonly List<int> labels = [];
    private long numbers;
    private int missing, gapped, longestGap;

    internal int Count => sequences.Count;

    internal int ChannelCount => channels.Count;

    /// <summary>The steps of the longest.</summary>
    internal int Steps { get; private set; }

    /// <summary>Adds a sequence.</summary>
    /// <param name="steps">Its numbers, step by step; NaN is filled in.</param>
    /// <param name="label">Its class, or -1.</param>
    /// <param name="place">Where it is, for a message.</param>
    internal void Add(float[] steps, int label, string place)
    {
        var before = missing;
        for (var channel = 0; channel < channels.Count; channel++)
        {
            if (!Fill(steps, channel))
                throw BadFileException.At(
                    file, place, $"'{CsvLayout.Shorten(channels[channel])}' has no value at all in this sequence; remove it.");
        }
        if (missing > before) gapped++;
        numbers += steps.Length;
        if (numbers > MaxNumbers) throw BadFileException.At(file, place, "there are too many numbers; at most 2 GiB of them fit.");
        sequences.Add(steps);
        labels.Add(label);
        Steps = Math.Max(Steps, steps.Length / channels.Count);
    }

    /// <summary>Everything as samples of a number of steps.</summary>
    internal Dataset ToDataset(
        string name, int steps, IReadOnlyList<string>? classes, Dataset? test = null, IReadOnlyList<string>? notes = null,
        bool takesOne = false)
    {
        if (Count < (takesOne ? 1 : 2))
            throw new BadFileException(
                $"{file}: there {(Count == 1 ? "is 1 sequence" : "are no sequences")}; at least {(takesOne ? "1 is" : "2 are")} needed.");
        var padded = (long)Count * steps * channels.Count;
        if (padded > MaxNumbers || (padded > FreeNumbers && padded / MaxRatio > numbers))
        {
            throw new BadFileException(string.Create(
                CultureInfo.InvariantCulture,
                $"{file}: {Count} sequences of {Counted.Of(channels.Count, "channel")}, padded to the {Counted.Of(steps, "step")} of the "
                + $"longest, are {padded} numbers, too many for the {numbers} that are there; divide or shorten the longest."));
        }
        var samples = Tensor.Create<float, List<float[]>>([Count, steps, channels.Count], sequences, (elements, all) =>
        {
            elements.Clear();
            for (var i = 0; i < all.Count; i++) all[i].CopyTo(elements[(i * steps * channels.Count)..]);
        });
        var lengths = sequences.Select(sequence => sequence.Length / channels.Count);
        return new Dataset(
            name, samples, classes is null ? null : Tensor.From(labels.ToArray()), classes, testPart: test,
            sequences: new Sequences([.. lengths], [.. channels], missing))
        {
            Notes =
            [
                .. notes ?? [], .. missing > 0 ? [FillNote] : Array.Empty<string>(),
                .. (test?.Notes ?? []).Select(note => $"in the test part, {note}"),
            ],
        };
    }

    private string FillNote => string.Create(
        CultureInfo.InvariantCulture,
        $"{Counted.Of(missing, "missing value")} of {Counted.Of(gapped, "sequence")} {(missing == 1 ? "was" : "were")} filled in, at most "
        + $"{longestGap} on end, by the last one before in the channel or the first one after.");

    /// <summary>Carries the last value forward, and the first backward to the beginning; false when there is none.</summary>
    private bool Fill(float[] steps, int channel)
    {
        var first = channel;
        while (first < steps.Length && float.IsNaN(steps[first])) first += channels.Count;
        if (first >= steps.Length) return false;
        var (last, gap) = (steps[first], 0);
        for (var i = channel; i < steps.Length; i += channels.Count)
        {
            gap = float.IsNaN(steps[i]) ? gap + 1 : 0;
            longestGap = Math.Max(longestGap, gap);
            if (gap > 0) missing++;
            last = steps[i] = float.IsNaN(steps[i]) ? last : steps[i];
        }
        return true;
    }
}
