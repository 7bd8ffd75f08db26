using System.Text.Json;

namespace LatentSharp;

/// <summary>The options that say what recordings become. Each is declared here and nowhere else.</summary>
public static class RecordingOptions
{
    private const int MostRate = 1_000_000;

    /// <summary>The rate that recordings are brought to.</summary>
    public static OptionSpec<int?> SampleRate { get; } = OptionKinds.WholeOrAutomatic(
        "--sample-rate", "The rate in Hz that recordings are brought to.", 1, "their own, which must be one");

    /// <summary>The length that recordings are brought to.</summary>
    public static OptionSpec<double?> Seconds { get; } = OptionKinds.RealOrAutomatic(
        "--seconds",
        "The length that recordings are brought to: longer ones are cut to their middle, shorter ones get silence around them.",
        0, double.PositiveInfinity, "that of the longest");

    /// <summary>What recordings become.</summary>
    public static OptionSpec<Enum> Features { get; } = OptionKinds.Choice(
        "--audio-features",
        "What recordings become: log-mel, spectrograms as pictures; mfcc, sequences of cepstral coefficients; wave, the sound itself.",
        SoundFeatures.LogMel);

    /// <summary>The number of mel filters.</summary>
    public static OptionSpec<int> Mels { get; } = OptionKinds.Whole(
        "--mels", "The mel filters of a spectrogram.", new SoundOptions().Mels);

    /// <summary>The samples of one spectrum.</summary>
    public static OptionSpec<int?> Fft { get; } = OptionKinds.WholeOrAutomatic(
        "--fft", "The samples of one spectrum.", 2, "the greatest power of two within 64 ms");

    /// <summary>The samples from one spectrum to the next.</summary>
    public static OptionSpec<int?> Hop { get; } = OptionKinds.WholeOrAutomatic(
        "--hop", "The samples from one spectrum to the next.", 1, "a quarter of --fft");

    /// <summary>The number of cepstral coefficients.</summary>
    public static OptionSpec<int> Mfccs { get; } = OptionKinds.Whole(
        "--mfccs", "The coefficients of a frame of mfcc.", new SoundOptions().Mfccs);

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<OptionSpec> All => [SampleRate, Seconds, Features, Mels, Fft, Hop, Mfccs];

    /// <summary>Refuses what cannot be.</summary>
    internal static void Check(SoundOptions options)
    {
        SampleRate.Check(options.SampleRate);
        if (options.SampleRate > MostRate)
            throw new BadArgumentException($"{SampleRate.Name}: {options.SampleRate} does not fit; it must be at most {MostRate}.");
        Seconds.Check(options.Seconds);
        Features.Check(options.Features);
        Mels.Check(options.Mels);
        Fft.Check(options.Fft);
        Hop.Check(options.Hop);
        Mfccs.Check(options.Mfccs);
        options.CheckTogether();
    }

    /// <summary>Adds what differs from the defaults to a command.</summary>
    internal static CommandText AddTo(CommandText command, SoundOptions options)
    {
        foreach (var (option, value) in Values(options)) command.Add(option, value is null ? "" : option.WriteValue(value));
        return command;
    }

    /// <summary>Writes them into the configuration of a model.</summary>
    internal static void Write(Utf8JsonWriter json, string name, SoundOptions options)
    {
        json.WriteStartObject(name);
        foreach (var (option, value) in Values(options)) json.WriteString(Key(option), value is null ? "" : option.WriteValue(value));
        json.WriteEndObject();
    }

    /// <summary>Reads them, complete, from the configuration of a model.</summary>
    /// <exception cref="BadFileException">They are damaged.</exception>
    internal static SoundReading Read(ConfigNode config, Shape sample)
    {
        config.Only([.. All.Select(Key)]);
        var options = new SoundOptions
        {
            SampleRate = Of(SampleRate), Seconds = Of(Seconds), Features = (SoundFeatures)Of(Features), Mels = Of(Mels), Fft = Of(Fft),
            Hop = Of(Hop), Mfccs = Of(Mfccs),
        };
        Check(options);
        var reading = new SoundReading(options);
        return reading.SampleShape.Count == sample.Count
            ? reading
            : throw config.Bad($"recordings of {reading.InWords} do not become samples of shape {sample}");

        T Of<T>(OptionSpec<T> option) => option.Read(config.Text(Key(option)));
    }

    private static string Key(OptionSpec option) => option.Name.TrimStart('-');

    private static (OptionSpec Option, object? Value)[] Values(SoundOptions options) =>
    [
        (SampleRate, options.SampleRate), (Seconds, options.Seconds), (Features, options.Features), (Mels, options.Mels),
        (Fft, options.Fft), (Hop, options.Hop), (Mfccs, options.Mfccs),
    ];
}
