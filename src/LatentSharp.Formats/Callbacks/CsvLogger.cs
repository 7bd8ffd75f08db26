using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>
/// Writes the history to a CSV file, a line after each epoch: <c>epoch</c>, as in Keras counted from 0, and the series sorted by name. What
/// an epoch has no value of is <c>NA</c>. Each line is on disk, whole, before training goes on.
/// </summary>
/// <param name="path">The file to make or to replace.</param>
/// <param name="separator">What stands between values. Default a comma.</param>
/// <param name="append">Whether lines are added to a file that is there. Default false: it is replaced.</param>
public sealed class CsvLogger(string path, char separator = ',', bool append = false) : Callback
{
    private string[]? columns;
    private int lines;
    private int? linesBefore;

    /// <summary>The file.</summary>
    public string Path { get; } = !string.IsNullOrWhiteSpace(path) ? path : throw new BadArgumentException("CsvLogger: the path is empty.");

    /// <summary>What stands between values.</summary>
    public char Separator { get; } = char.IsLetterOrDigit(separator) || separator is '.' or '-' or '_' or '\n' or '\r' or '"'
        ? throw new BadArgumentException(
            $"CsvLogger: '{separator}' cannot separate values; a comma, a semicolon or a tab can.") : separator;

    /// <summary>Whether lines are added to a file that is there.</summary>
    public bool Append => append;

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingState state) => (columns, lines, linesBefore) = (null, 0, null);

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (columns is null) Begin(state);
        var values = columns!.Select(name =>
            Write(state.History.EpochsOf(name) is { Count: > 0 } epochs && epochs[^1] == state.Epoch ? state.History[name][^1] : null));
        Add(values.Prepend((state.Epoch - 1).ToString(CultureInfo.InvariantCulture)));
    }

    /// <inheritdoc/>
    public override TrainingSnapshot Snapshot()
    {
        var snapshot = new TrainingSnapshot();
        snapshot.Add("lines", lines);
        return snapshot;
    }

    /// <summary>Goes on in the same file: lines of epochs that are computed again are taken off it.</summary>
    public override void Restore(TrainingSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        linesBefore = lines = (int)snapshot.Count("lines");
    }

    /// <summary>Brings the file to the lines that stay, and writes the header where there are none.</summary>
    private void Begin(TrainingState state)
    {
        var names = state.History.Names.Order(StringComparer.Ordinal).ToList();
        if (state.IsValidationLater)
            names.AddRange(
                names.Where(name => !name.StartsWith("val_", StringComparison.Ordinal) && name != "learning_rate")
                    .Select(name => $"val_{name}").Except(names, StringComparer.Ordinal).ToList());
        var kept = File.Exists(Path) && (append || linesBefore is not null) ? Kept() : [];
        lines = kept.Count;
        columns = kept.Count > 0 ? kept[0].Split(Separator)[1..] : [.. names];
        AtomicFile.Write(Path, stream =>
        {
            foreach (var line in kept) stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
        });
        if (kept.Count == 0) Add(columns.Prepend("epoch"));
    }

    /// <summary>The whole lines of the file; for a training that is resumed, as many as there were then.</summary>
    private List<string> Kept()
    {
        using var reader = new StreamReader(InputFile.Open(Path), Encoding.UTF8);
        var text = reader.ReadToEnd();
        var whole = text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.TrimEnd('\r'));
        return linesBefore is { } before ? [.. whole.Take(before)] : [.. whole];
    }

    private void Add(IEnumerable<string> values)
    {
        try
        {
            // One call of the system for the line, so that a process that is killed leaves no half of it.
            using var stream = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            stream.Write(Encoding.UTF8.GetBytes(string.Join(Separator, values) + "\n"));
            stream.Flush(flushToDisk: true);
            lines++;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or (IOException and not BadFileException))
        {
            throw new BadFileException($"{Path}: the file cannot be written: {e.Message}", e);
        }
    }

    private static string Write(double? value) => value switch
    {
        null => "NA",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        { } number => double.IsNaN(number) ? "nan" : number.ToString("R", CultureInfo.InvariantCulture),
    };
}
