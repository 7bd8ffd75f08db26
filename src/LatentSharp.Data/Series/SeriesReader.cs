using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>Reads one <c>.ts</c> file.</summary>
internal sealed class SeriesReader
{
    private readonly string file;
    private readonly CsvScanner scanner;
    private readonly Missing missing;
    private readonly SeriesHeader header = new();
    private Func<string, int> find = static _ => -1, findKnown = static _ => -1;

    private SeriesReader(CsvScanner scanner, string file, Missing missing) =>
        (this.scanner, this.file, this.missing) = (scanner, file, missing);

    /// <summary>The sequences, the names of their classes, and what to know of them.</summary>
    /// <param name="source">The file.</param>
    /// <param name="missing">What to do with missing values.</param>
    /// <param name="known">For a test part, the classes of the training part, which give their order; null otherwise.</param>
    internal static (SequenceList Sequences, string[]? Classes, IReadOnlyList<string> Notes) Read(
        InputSource source, Missing missing, string[]? known = null)
    {
        using var scanner = new CsvScanner(source, ':', quotes: false);
        var reader = new SeriesReader(scanner, source.Name, missing);
        reader.ReadHeader(known);
        var notes = new List<string>();
        var sequences = reader.header.HasTimeStamps ? reader.ReadStamped(notes) : reader.ReadData();
        return (sequences, known ?? reader.header.Classes, notes);
    }

    private string Place => string.Create(CultureInfo.InvariantCulture, $"line {scanner.Line}");

    private void ReadHeader(string[]? known)
    {
        while (NextLine())
        {
            if (!header.Add(Text(), Place, file)) continue;
            find = ClassTable.Finder(header.Classes ?? []);
            findKnown = ClassTable.Finder(known ?? header.Classes ?? []);
            return;
        }
        throw new BadFileException($"{file}: there is no line with @data, after which the sequences come.");
    }

    private SequenceList ReadData()
    {
        SequenceList? list = null;
        while (NextLine())
        {
            var dimensions = scanner.CellCount - (header.Classes is null ? 0 : 1);
            var expected = list?.ChannelCount ?? header.Dimensions ?? Math.Max(dimensions, 1);
            if (dimensions != expected)
                throw Bad(
                    $"there are {dimensions} "
                    + $"dimensions{(header.Classes is null ? "" : " and a class")}, divided by "
                    + $"colons; {expected} are expected.");
            list ??= new SequenceList(file, Sequences.NamesOf(expected));
            list.Add(ReadSequence(list), header.Classes is null ? -1 : FindClass(), Place);
        }
        return list ?? throw NoSequences();
    }

    private SequenceList ReadStamped(List<string> notes)
    {
        var stamped = new StampedSeries(file, missing);
        while (NextLine()) stamped.Add(Text(), scanner.Line, header.Classes is null ? -1 : FindClass());
        if (stamped.Dimensions is not { } dimensions) throw NoSequences();
        if (header.Dimensions is { } announced && announced != dimensions)
            throw new BadFileException($"{file}: the sequences have {dimensions} dimensions; {announced} are announced.");
        var (list, note) = stamped.ToList();
        notes.Add(note);
        return list;
    }

    private BadFileException NoSequences() => new($"{file}: there are no sequences after @data.");

    private float[] ReadSequence(SequenceList list)
    {
        var length = scanner.Cell(0).Count((byte)',') + 1;
        if (header.EqualLength && (header.SeriesLength ?? (list.Count > 0 ? list.Steps : length)) is var announced && length != announced)
            throw Bad($"there are {length} steps, but all sequences are said to have {announced} (@equalLength, @seriesLength).");
        var steps = new float[(long)length * list.ChannelCount];
        for (var channel = 0; channel < list.ChannelCount; channel++)
        {
            var rest = scanner.Cell(channel);
            var count = rest.Count((byte)',') + 1;
            if (count != length) throw Bad($"dimension {channel + 1} has {Counted.Of(count, "step")}, but dimension 1 has {length}.");
            for (var step = 0; step < length; step++)
            {
                var comma = rest.IndexOf((byte)',');
                steps[(step * list.ChannelCount) + channel] = Number(comma < 0 ? rest : rest[..comma], channel, step);
                if (comma >= 0) rest = rest[(comma + 1)..];
            }
        }
        return steps;
    }

    private float Number(ReadOnlySpan<byte> cell, int channel, int step)
    {
        var kind = CsvNumber.Parse(cell, out var value);
        if (kind == CsvCell.Number) return value;
        if (kind == CsvCell.Missing && missing == Missing.Impute) return float.NaN;
        var text = CsvLayout.Shorten(Encoding.UTF8.GetString(cell));
        var place = string.Create(CultureInfo.InvariantCulture, $"line {scanner.Line}, dimension {channel + 1}, step {step + 1}");
        throw BadFileException.At(file, place, kind switch
        {
            CsvCell.Missing => $"the value is missing ('{text}'); fill it, remove the sequence, or learn with --missing impute, "
                + "so that the value before stands in.",
            CsvCell.NotFinite => $"'{text}' is not a finite 32-bit number.",
            _ => $"'{text}' is not a number.",
        });
    }

    private int FindClass()
    {
        var name = CellText.Of(scanner.Cell(scanner.CellCount - 1));
        if (find(name) < 0)
            throw Bad(
                $"'{CsvLayout.Shorten(name)}' is none of the {Counted.Of(header.Classes!.Length, "class", "classes")} after @classLabel.");
        return findKnown(name) is >= 0 and var index
            ? index
            : throw Bad($"the class '{CsvLayout.Shorten(name)}' is none of those in the training part.");
    }

    /// <summary>Goes to the next line that is no comment.</summary>
    private bool NextLine()
    {
        while (scanner.Next())
        {
            var start = scanner.Cell(0).TrimStart(" \t"u8);
            if (start.IsEmpty ? scanner.CellCount > 1 : start[0] is not ((byte)'#' or (byte)'%')) return true;
        }
        return false;
    }

    private string Text()
    {
        var parts = new string[scanner.CellCount];
        for (var i = 0; i < parts.Length; i++) parts[i] = Encoding.UTF8.GetString(scanner.Cell(i));
        return string.Join(':', parts);
    }

    private BadFileException Bad(string problem) => BadFileException.At(file, Place, problem);
}
