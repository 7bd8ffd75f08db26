namespace LatentSharp.Bench;

/// <summary>
/// Reading a folder of files through the public API, against libraries of Python, which read the same folder. The files come of the data
/// sets in the folder that <c>LATENT_DATA</c> names; without them there is no such row.
/// </summary>
/// <param name="name">The row's name.</param>
/// <param name="work">What is done.</param>
/// <param name="peer">Who takes part.</param>
/// <param name="prepare">Makes the folder, or gives one that is there.</param>
/// <param name="read">Reads it.</param>
internal sealed class FolderReading(string name, string work, string peer, Func<BenchFolder> prepare, Action<string> read) : Row
{
    private const string FolderVariable = "LATENT_FOLDER";

    internal override string Name => name;

    internal override string Work => work;

    internal override double? Goal => 1;

    internal override IDisposable Prepare()
    {
        var folder = prepare();
        Environment.SetEnvironmentVariable(FolderVariable, folder.Path);
        return folder;
    }

    internal override ISide Ours()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable)
            ?? throw new InvalidOperationException($"{FolderVariable} names the folder.");
        return new StepLoop(() => read(folder));
    }

    internal override IEnumerable<Entrant> Peers(Setting setting)
    {
        var command = Python.Script("folder_peer.py");
        return command.Count == 0
            ? [Entrant.Missing(peer, Python.Absence)]
            : setting.PeerThreads.Select(
                threads => new Entrant(peer, Variants.Name(threads), command, name, threads, setting.Peers(threads)));
    }

    internal static IEnumerable<Row> All()
    {
        if (BenchFolder.Data("kodak") is { } kodak)
        {
            var (width, height) = (PhotoFolder.Width, PhotoFolder.Height);
            yield return Pictures("jpeg_folder", "JPEG", kodak, pixels => JpegWriter.Encode(pixels, width, height, 3, 90));
            yield return Pictures("png_folder", "PNG", kodak, pixels => PngWriter.Encode(pixels, width, height, 3));
        }
        if (BenchFolder.Data("fsdd/recordings") is { } recordings)
        {
            yield return new FolderReading(
                "mel_fsdd", "the 1,020 spoken digits of a folder, WAV, to log-mel spectrograms of 64 mels", "NumPy and SciPy",
                () => new BenchFolder(recordings, isOurs: false), folder => SoundFolder.Read(folder));
        }
    }

    private static FolderReading Pictures(string name, string format, string kodak, Func<byte[], byte[]> encode) => new(
        name, $"{PhotoFolder.Count} photos of {PhotoFolder.Width} × {PhotoFolder.Height} in a folder, {format}, to an array of floats",
        "Pillow",
        () => PhotoFolder.Make(kodak, format.ToLowerInvariant(), encode), folder => ImageFolder.Read(folder));
}
