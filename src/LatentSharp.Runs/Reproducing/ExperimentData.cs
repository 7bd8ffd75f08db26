namespace LatentSharp;

/// <summary>Files that an experiment needs.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Folder">Where they lie below a folder of data sets, as <c>timeseries-ucr/Coffee</c>.</param>
/// <param name="Files">The files' names.</param>
/// <param name="Origin">Where they are from, or the command that fetches them.</param>
public sealed record ExperimentData(string Name, string Folder, IReadOnlyList<string> Files, string Origin)
{
    private const int MostNamed = 10;

    /// <summary>MNIST.</summary>
    internal static ExperimentData Mnist { get; } = Known("mnist");

    /// <summary>Fashion-MNIST.</summary>
    internal static ExperimentData FashionMnist { get; } = Known("fashion-mnist");

    /// <summary>Eight of Kodak's photos.</summary>
    internal static ExperimentData Kodak { get; } = new(
        "kodak", "kodak", [.. new[] { 3, 5, 7, 12, 15, 16, 20, 23 }.Select(number => FormattableString.Invariant($"kodim{number:00}.png"))],
        "Kodak's lossless photos, https://r0k.us/graphics/kodak/");

    /// <summary>Spoken digits: 17 of the recordings of each digit and speaker.</summary>
    internal static ExperimentData SpokenDigits { get; } = new(
        "fsdd", "fsdd/recordings",
        [
            .. from digit in Enumerable.Range(0, 10)
               from speaker in new[] { "george", "jackson", "lucas", "nicolas", "theo", "yweweler" }
               from index in Enumerable.Range(0, 17)
               select FormattableString.Invariant($"{digit}_{speaker}_{index}.wav"),
        ],
        "Free Spoken Digit Dataset, https://github.com/Jakobovski/free-spoken-digit-dataset, recordings 0 to 16 of each");

    /// <summary>The questions of TREC, with their classes.</summary>
    internal static ExperimentData Trec { get; } = new(
        "trec", "text-trec", ["train_5500.label", "TREC_10.label"],
        "Li and Roth 2002, https://cogcomp.seas.upenn.edu/Data/QA/QC/");

    /// <summary>Short messages, spam and not.</summary>
    internal static ExperimentData SmsSpam { get; } = new(
        "sms-spam", "text-sms-spam", ["SMSSpamCollection"],
        "SMS Spam Collection, https://archive.ics.uci.edu/dataset/228/sms+spam+collection");

    /// <summary>Plays of Shakespeare, a million characters.</summary>
    internal static ExperimentData TinyShakespeare { get; } = new(
        "tinyshakespeare", "text-tinyshakespeare", ["input.txt"],
        "https://github.com/karpathy/char-rnn, data/tinyshakespeare");

    /// <summary>A set of the archives of series.</summary>
    internal static ExperimentData Series(string set) => new(
        set, $"timeseries-ucr/{set}", [$"{set}_TRAIN.ts", $"{set}_TEST.ts"],
        "the UCR and UEA archives, https://www.timeseriesclassification.com");

    /// <summary>A set of ADBench.</summary>
    internal static ExperimentData Adbench(string set, string file) => new(
        set, "adbench", [file + ".npz"], "ADBench, https://github.com/Minqi824/ADBench, adbench/datasets/Classical");

    /// <summary>The folder that holds all of the files; null where none of these does.</summary>
    /// <param name="folders">Folders of data sets, the first that has them counts.</param>
    public string? Find(IEnumerable<string> folders) => folders.Select(folder => Path.Combine(folder, Folder))
        .FirstOrDefault(place => Files.All(file => File.Exists(Path.Combine(place, file))));

    /// <summary>What to do about files that are not there: <c>14_glass.npz in DATA/adbench (ADBench, …)</c>.</summary>
    public string Wanted =>
        $"{(Files.Count <= MostNamed ? string.Join(", ", Files) : $"{Files[0]} … {Files[^1]} ({Files.Count} files)")} in "
        + $"{Folder} ({Origin})";

    private static ExperimentData Known(string name)
    {
        var set = KnownSets.Find(name)!;
        return new(name, name, [.. set.Files.Select(file => file.Name)], $"latent data get {name}");
    }
}
