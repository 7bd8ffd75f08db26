using System.Globalization;

namespace LatentSharp;

/// <summary>
/// Reads the recordings of a folder, WAV, MP3 and Ogg Vorbis, as <see cref="ImageFolder"/> reads images: by <c>metadata.csv</c>, folders
/// of classes, folders <c>train</c> and <c>test</c>, or the parts of files' names.
/// </summary>
public static class SoundFolder
{
    // Enough that threads seldom wait for the longest recording, few enough to be held at once.
    private const int PerThread = 8;

    /// <summary>
    /// Reads samples of the shape that <see cref="SoundReading"/> gives: channels are mixed down, all are brought to one rate and one
    /// length; <see cref="Dataset.Notes"/> says how many were changed so.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">What recordings become, and where classes are. Null for the defaults.</param>
    /// <exception cref="BadFileException">
    /// There are fewer than two recordings, one is damaged, empty or of another format, or they have several rates and none was chosen; the
    /// message names it.
    /// </exception>
    /// <exception cref="BadArgumentException">A label is given, but there is no such column.</exception>
    public static Dataset Read(string folder, DataOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new DataOptions();
        return Build(LabelledFolder.Read(folder, SoundFile.Kind, options), options);
    }

    /// <summary>Reads one recording, for what has been learned already.</summary>
    internal static Dataset ReadFile(string path, DataOptions options) => options.TakesOne
        ? Build(LabelledFolder.Of(path, SoundFile.Kind), options)
        : throw new BadFileException($"{path}: this is a single recording; at least 2 are needed, so name a folder of them.");

    /// <summary>Whether this is a folder of recordings, and not of images.</summary>
    internal static bool IsHere(string path) =>
        Directory.Exists(path)
            && FolderFiles.Below(path, SoundFile.Kind).Paths is { } files
            && files.Any(SoundFile.Kind.Means) && !files.Any(ImageFile.Kind.Means);

    private static Dataset Build(LabelledFolder folder, DataOptions options)
    {
        folder.CheckCount(options);
        var all = folder.All;
        var infos = InOrder.Of(all.Count, i => Check(all[i].Path));
        var sound = Complete(all, infos, options.Sound);
        var reading = new SoundReading(sound);
        if ((Int128)reading.SampleShape.Count * all.Count * sizeof(float) > int.MaxValue - 128)
            throw new BadFileException(
                $"{folder.Folder}: {all.Count} recordings of {reading.InWords} are too many; at most 2 GiB of numbers fit. A shorter "
                + "--seconds or a lower --sample-rate would.");
        var classes = folder.FindClasses();
        var facts = new SoundFacts(sound, infos);
        var second = folder.Test is null ? null : Part(folder.Name, folder.Test, facts, classes, null, []);
        string?[] notes = [.. folder.Notes, classes?.Note, .. Notes(infos, reading, options)];
        return Part(folder.Name, folder.Files, facts, classes, second, [.. notes.OfType<string>()]);
    }

    private static SoundInfo Check(string path)
    {
        var info = SoundFile.Check(path);
        return info.Length > 0 ? info : throw new BadFileException($"{path}: this recording holds no sound.");
    }

    private static SoundOptions Complete(List<LabelledFile> files, SoundInfo[] infos, SoundOptions options)
    {
        var other = options.SampleRate is null ? Array.FindIndex(infos, info => info.SampleRate != infos[0].SampleRate) : -1;
        if (other >= 0)
            throw new BadFileException(
                $"{files[other].Path}: the recording has {infos[other].SampleRate} samples a second, but {files[0].Path} has "
                + $"{infos[0].SampleRate}; all must have the same rate, and --sample-rate {infos.Min(info => info.SampleRate)} brings them "
                + "to one.");
        return options.CompleteFor(infos[0].SampleRate, infos.Max(info => info.Seconds));
    }

    private static Dataset Part(
        string name, List<LabelledFile> files, SoundFacts facts, ClassTable? classes, Dataset? test, IReadOnlyList<string> notes)
    {
        var reading = facts.Reading;
        var samples = Tensor.Create<float, List<LabelledFile>>(reading.SampleShape.Prepend(files.Count), files, (elements, list) =>
        {
            var size = (int)reading.SampleShape.Count;
            var room = Array.ConvertAll(new float[Math.Min(Engine.Threads * PerThread, list.Count)][], _ => new float[size]);
            for (var start = 0; start < list.Count; start += room.Length)
            {
                var first = start;
                var made = InOrder.Of(Math.Min(room.Length, list.Count - start), i => Sample(list[first + i].Path, reading, room[i]));
                for (var i = 0; i < made.Length; i++) made[i].CopyTo(elements.Slice((start + i) * size, size));
            }
        });
        Tensor? labels = classes is null ? null : Tensor.From(files.Select(file => classes.IndexOf(file.Class!)).ToArray());
        var sequences = reading.SampleShape.Rank == 2 ? Sequences.Of(name, samples, padded: false) : null;
        return new Dataset(name, samples, labels, classes?.Names, testPart: test, sequences: sequences) { Notes = notes, Sounds = facts };
    }

    private static float[] Sample(string path, SoundReading reading, float[] sample)
    {
        reading.ToSample(SoundFile.Read(path), sample);
        return sample;
    }

    private static IEnumerable<string?> Notes(SoundInfo[] infos, SoundReading reading, DataOptions options)
    {
        yield return $"each recording became {reading.InWords}.";
        var (mixed, rates) = (infos.Count(info => info.Channels > 1), infos.Count(info => info.SampleRate != reading.Rate));
        if (mixed > 0)
            yield return $"{Counted.Of(mixed, "recording")} of more than one channel {Was(mixed)} mixed down to one.";
        if (rates > 0)
            yield return $"{Counted.Of(rates, "recording")} of another rate {Was(rates)} brought to {reading.Rate} Hz.";
        var lengths = infos.Select(info => Resampling.Length((int)info.Length, info.SampleRate, reading.Rate)).ToArray();
        var (cut, padded) = (lengths.Count(length => length > reading.Length), lengths.Count(length => length < reading.Length));
        if (cut == 0 && padded == 0) yield break;
        string[] parts =
        [
            .. cut > 0 ? [$"{Counted.Of(cut, "recording")} {Was(cut)} cut to the middle"] : Array.Empty<string>(),
            .. padded > 0 ? [$"{Counted.Of(padded, "recording")} got silence before and after"] : Array.Empty<string>(),
        ];
        // What was learned already has a length that no option changes.
        var remedy = options.TakesOne ? ""
            : options.Sound.Seconds is null ? "; --seconds says another length than the longest's" : "; --seconds says how long";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"all are of {(double)reading.Length / reading.Rate:0.###} seconds: of {Range(infos)} seconds, "
            + $"{string.Join(" and ", parts)}{remedy}.");
    }

    private static string Range(SoundInfo[] infos)
    {
        var (least, most) = (infos.Min(info => info.Seconds), infos.Max(info => info.Seconds));
        return least == most
            ? most.ToString("0.###", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{least:0.###} to {most:0.###}");
    }

    private static string Was(int count) => count == 1 ? "was" : "were";
}
