using System.Text.Json;

namespace LatentSharp;

/// <summary>
/// What is known of a run that is not finished: <c>run.json</c> beside its checkpoints, in the folder <c>RUN.checkpoints</c>. The run goes
/// on with the request that it began with, the data that it began with, and the same version of the program.
/// </summary>
public sealed record InterruptedRun
{
    private const int Format = 1;
    private const string FileName = "run.json";

    /// <summary>What was said on the command line; empty for a run that a program began.</summary>
    public IReadOnlyList<string> Words { get; private init; } = [];

    /// <summary>The folder in which it was said.</summary>
    public string Directory { get; private init; } = "";

    internal string Command { get; init; } = "";

    internal string Data { get; init; } = "";

    internal string Version { get; init; } = "";

    /// <summary>Reads what is known of an unfinished run.</summary>
    /// <param name="run">The run folder that will be.</param>
    /// <exception cref="BadArgumentException">There is none, or a newer version of the program has begun it.</exception>
    /// <exception cref="BadFileException">The file is damaged.</exception>
    public static InterruptedRun Load(string run)
    {
        var file = FileOf(run);
        if (!File.Exists(file))
        {
            throw new BadArgumentException(
                $"{LearnOptions.Resume.Name}: '{run}' is no run that was interrupted: there is no {file}. "
                + (System.IO.Directory.Exists(run) ? "It is finished." : $"Only runs with {LearnOptions.CheckpointEvery.Name} go on."));
        }
        using var document = SavedModel.Parse(file);
        var config = ConfigNode.Root(document, file);
        if (config.Whole("format", 1) is > Format and var format)
            throw new BadArgumentException(
                FormattableString.Invariant($"{file}: it has format {format}, which is newer than this program; it reads format ")
                + FormattableString.Invariant($"{Format}."));
        return new()
        {
            Words = config.Texts("words"), Directory = config.Text("directory"), Command = config.Text("command"),
            Data = config.Text("data"), Version = config.Text("version"),
        };
    }

    /// <summary>Where the checkpoints of a run are.</summary>
    internal static string FolderOf(string run) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(run)) + ".checkpoints";

    internal static string FileOf(string run) => Path.Combine(FolderOf(run), FileName);

    internal static InterruptedRun Of(LearnRequest request, PreparedData data) => new()
    {
        Words = request.Words, Directory = Environment.CurrentDirectory, Command = request.ToCommand(), Data = RunCheckpoints.Digest(data),
        Version = typeof(InterruptedRun).Assembly.GetName().Version!.ToString(),
    };

    /// <summary>Refuses to go on with another request, other data or another version.</summary>
    internal void Check(string run, InterruptedRun now)
    {
        if (Version != now.Version)
            throw Other($"was begun by version {Version} of the program, and this is {now.Version}, whose bits may be others");
        if (Command != now.Command) throw Other($"was begun as another one: {Command}");
        if (Data != now.Data) throw Other("was begun with other data: they have changed since");

        BadArgumentException Other(string why) => new(
            $"{LearnOptions.Resume.Name}: '{run}' {why}. Delete {FolderOf(run)} to begin anew.");
    }

    internal void Save(string run) => AtomicFile.Write(FileOf(run), stream =>
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        json.WriteString("version", Version);
        json.WriteString("command", Command);
        json.WriteString("data", Data);
        json.WriteString("directory", Directory);
        json.WriteStartArray("words");
        foreach (var word in Words) json.WriteStringValue(word);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
