using System.Text;
using System.Text.Json;

namespace LatentSharp;

/// <summary>
/// What was tried, a line a trial, written as soon as it is known: what is killed loses the running trial alone. The first line is the
/// command, so that nothing else goes on with it.
/// </summary>
internal sealed class TuneLog : IDisposable
{
    private const string Name = "trials.jsonl";

    private readonly FileStream file;

    private TuneLog(FileStream file, List<TunePoint> points, double seconds) => (this.file, Points, Seconds) = (file, points, seconds);

    /// <summary>What was tried so far.</summary>
    public List<TunePoint> Points { get; }

    /// <summary>The time that it took.</summary>
    public double Seconds { get; private set; }

    /// <summary>Begins, or goes on where the same command was stopped.</summary>
    /// <param name="folder">The folder; made if it does not exist.</param>
    /// <param name="command">The command.</param>
    /// <param name="dimensions">How many options are searched.</param>
    /// <exception cref="BadArgumentException">The folder is another's, or cannot be written.</exception>
    public static TuneLog Open(string folder, string command, int dimensions)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, Name);
            if (!File.Exists(path) && Directory.EnumerateFileSystemEntries(folder).Any())
                throw new BadArgumentException($"{TuneOptions.Output.Name}: '{folder}' is not empty, and no search was stopped in it.");
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            try
            {
                return Read(file, folder, command, dimensions);
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadArgumentException($"{TuneOptions.Output.Name}: '{folder}' cannot be used: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>Writes a trial down.</summary>
    public void Add(TunePoint point, double seconds)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("places");
            foreach (var place in point.Places) json.WriteNumberValue(place);
            json.WriteEndArray();
            json.WriteNumber("share", point.Share);
            if (double.IsFinite(point.Score)) json.WriteNumber("score", point.Score);
            json.WriteNumber("seconds", seconds);
            json.WriteEndObject();
        }
        buffer.WriteByte((byte)'\n');
        buffer.WriteTo(file);
        file.Flush(flushToDisk: true);
        Points.Add(point);
        Seconds += seconds;
    }

    public void Dispose()
    {
        file.Dispose();
        // Before the first try there is nothing to go on with.
        if (Points.Count > 0) return;
        File.Delete(file.Name);
        var folder = Path.GetDirectoryName(file.Name)!;
        if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }

    private static TuneLog Read(FileStream file, string folder, string command, int dimensions)
    {
        using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
        var lines = reader.ReadToEnd().Split('\n');
        if (lines[0].Length == 0)
        {
            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(command, RunsJson.Default.String) + "\n"));
            file.Flush(flushToDisk: true);
            return new TuneLog(file, [], 0);
        }
        var (points, seconds, whole) = (new List<TunePoint>(), 0.0, Encoding.UTF8.GetByteCount(lines[0]) + 1);
        if (lines[0] != JsonSerializer.Serialize(command, RunsJson.Default.String))
            throw new BadArgumentException($"{TuneOptions.Output.Name}: '{folder}' holds another search: {lines[0].Trim('"')}.");
        // A line that was cut short when the process was killed is the running trial, which is tried again.
        foreach (var line in lines.Skip(1).SkipLast(1))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            double[] places = [.. root.GetProperty("places").EnumerateArray().Select(place => place.GetDouble())];
            if (places.Length != dimensions)
                throw new BadArgumentException($"{TuneOptions.Output.Name}: '{folder}' holds another search.");
            points.Add(new(
                places, root.GetProperty("share").GetDouble(),
                root.TryGetProperty("score", out var score) ? score.GetDouble() : double.NegativeInfinity));
            seconds += root.GetProperty("seconds").GetDouble();
            whole += Encoding.UTF8.GetByteCount(line) + 1;
        }
        file.SetLength(whole);
        file.Position = whole;
        return new TuneLog(file, points, seconds);
    }
}
