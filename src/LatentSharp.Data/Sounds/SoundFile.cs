namespace LatentSharp;

/// <summary>Reads one recording.</summary>
internal static class SoundFile
{
    /// <summary>The formats that are read: their endings, and how their files begin. A new one adds a line here.</summary>
    internal static MediaFormats<SoundInfo, Sound> Formats { get; } = new(
        "recording", "a recording", "WAV",
        [
            new([".wav"], start => start.StartsWith("RIFF"u8), WavReader.Check, WavReader.Read),
            new([".mp3"], start => start.StartsWith("ID3"u8) || (start.Length > 1 && start[0] == 0xFF && start[1] >= 0xE0), Mp3Reader.Check,
                Mp3Reader.Read),
            new([".ogg", ".oga"], start => start.StartsWith("OggS"u8), OggReader.Check, OggReader.Read),
        ],
        [
            new("FLAC", start => start.StartsWith("fLaC"u8)),
            new("AIFF", start => start.StartsWith("FORM"u8)),
            new("AAC or ALAC", start => start.Length >= 12 && start[4..].StartsWith("ftyp"u8)),
        ],
        [".flac", ".m4a", ".aac", ".aif", ".aiff", ".opus", ".wma", ".au", ".amr"]);

    /// <summary>Recordings, as what a folder holds.</summary>
    internal static MediaKind Kind { get; } = Formats.Kind;

    internal static string Endings => Formats.Endings;

    internal static bool IsHere(string path) => Formats.IsHere(path);

    internal static SoundInfo Check(string path) => Formats.Check(path);

    internal static Sound Read(string path) => Formats.Read(path);
}
