using System.Runtime.InteropServices;
using System.Text;

namespace LatentSharp;

/// <summary>
/// Reads a table into samples. It is gone through once where its columns hold numbers with a decimal point, or an encoding is given;
/// otherwise twice: the first time finds out what the columns hold, the second fills in.
/// </summary>
internal sealed class TableReader
{
    private readonly TableText table;
    private readonly ClassTable? classes;
    private readonly bool keeps;
    private readonly int label;
    private readonly List<string> notes = [];
    private readonly List<int> spellings = [];
    private GrowingRows? kept;

    private TableReader(TableText table, bool keeps)
    {
        (this.table, this.keeps) = (table, keeps);
        label = table.Layout.Label;
        classes = label >= 0 ? new ClassTable((line, problem) => table.Bad(line, label, problem)) : null;
        notes.AddRange(table.Layout.Notes);
    }

    /// <summary>Reads the table, by an encoding that is given or by one that is found.</summary>
    internal static Dataset Read(TableText table, string name, Missing mode, TableEncoding? given, int? hashSize = null)
    {
        var reader = new TableReader(table, keeps: true);
        var (rows, encoding) = reader.Open(mode, given, hashSize);
        if (!Fits(rows, encoding.Width))
            throw new BadFileException($"{table.Name}: {rows} rows of {encoding.Width} numbers are too many; at most 2 GiB of them fit.");
        var samples = Tensor.Create<float, TableReader>(
            [rows, encoding.Width], reader, (elements, filling) => filling.Fill(encoding, rows, elements));
        return new Dataset(
            name,
            samples,
            reader.Labels(),
            reader.classes?.Names,
            [.. encoding.Columns.SelectMany(column => column.OutputNames)],
            encoding: encoding) { Notes = reader.notes };
    }

    /// <summary>The same, the samples in a file that is read in blocks.</summary>
    internal static DatasetStream Spool(TableText table, string name, Missing mode, TableEncoding? given, int? hashSize)
    {
        var reader = new TableReader(table, keeps: false);
        var (rows, encoding) = reader.Open(mode, given, hashSize);
        using var spool = new SpooledArray(table.Name);
        reader.Write(encoding, rows, spool);
        reader.notes.Add(spool.Note("the table's numbers were written"));
        return new()
        {
            Name = name,
            Samples = new NpyStream(
                spool.Release(), table.Name, new NpyHeader("f4", !BitConverter.IsLittleEndian, false, [1, encoding.Width]), rows, 0),
            Labels = reader.Labels(),
            ClassNames = reader.classes?.Names ?? [],
            Encoding = encoding,
            Notes = reader.notes,
        };
    }

    /// <summary>Goes through the table, which may have no more than one row where something was learned before.</summary>
    private (int Rows, TableEncoding Encoding) Open(Missing mode, TableEncoding? given, int? hashSize)
    {
        var known = given?.In(table.Format);
        var (rows, encoding) = known is null ? Find(mode, hashSize) : (Read(known), known);
        if (rows == 1 && given is null && !table.Layout.HasHeader && encoding.Columns.All(column => column.IsText))
            throw new BadFileException(
                $"{table.Name}: there is one line of texts alone, which may be a header; at least 2 rows of values are needed.");
        if (rows < 2 && (given is null || rows == 0))
            throw new BadFileException(
                $"{table.Name}: there {(rows == 1 ? "is 1 row" : "are no rows")} of numbers; at "
                + $"least {(given is null ? "2 are" : "1 is")} needed.");
        classes?.Sort();
        if (classes?.Note is { } note) notes.Add(note);
        return (rows, encoding);
    }

    private Tensor? Labels() => classes is null ? null : Tensor.From([.. spellings.Select(classes.IndexOf)]);

    private (int Rows, TableEncoding Encoding) Find(Missing mode, int? hashSize)
    {
        var finders = new ColumnFinder?[table.Layout.Columns.Count];
        for (var column = 0; column < finders.Length; column++)
            finders[column] = column == label ? null : new ColumnFinder(table, column, mode, hashSize);
        var (rows, width) = (0, table.Layout.SampleSize);
        if (keeps) kept = new GrowingRows(width);
        using var scanner = table.Open();
        for (; table.Next(scanner); rows++)
        {
            if (!Fits(rows + 1, width)) kept = null;
            var row = kept is null ? default : kept.Add();
            var at = 0;
            for (var column = 0; column < finders.Length; column++)
            {
                if (finders[column] is not { } finder)
                {
                    spellings.Add(classes!.Add(scanner.Cell(label), scanner.Line));
                    continue;
                }
                var value = finder.Add(scanner.Cell(column), scanner.Line);
                if (!finder.IsPlain) kept = null;
                if (at < row.Length) row[at++] = value;
            }
        }
        return (rows, Decide([.. finders.OfType<ColumnFinder>()]));
    }

    /// <summary>What the columns are, once all cells are seen; the first line that does not fit is refused.</summary>
    private TableEncoding Decide(ColumnFinder[] finders)
    {
        var found = Array.ConvertAll(finders, finder => finder.Find(notes));
        ColumnProblem.ThrowFirst(found.Select(column => column.Problem));
        var columns = Array.ConvertAll(found, column => column.Encoding!);
        ColumnFinder[] plain = [.. finders.Where((_, i) => columns[i] is { Numbers: null, IsText: false })];
        if (table.Format.Decimal is null && Array.Exists(columns, column => column.Numbers is { Decimal: ',' }))
            ColumnProblem.ThrowFirst(plain.Select(finder => finder.ContradictsComma()));
        AddNotationNotes(finders, columns);
        // Where commas are decimal signs, semicolons stand between cells, and points may be between thousands.
        if (table.Layout.Separator == ';' && !table.Format.SaysNumbers && !Array.Exists(finders, finder => finder.ProvesPoint))
            notes.AddRange(plain.Select(finder => finder.MayBeThousands()).OfType<string>());
        if (!Array.TrueForAll(columns, encoding => encoding.IsPlain)) kept = null;
        return new TableEncoding([.. columns]) { Label = label >= 0 ? table.Layout.Columns[label] : null };
    }

    /// <summary>Says, once for all columns that are written alike, how one of their numbers is read.</summary>
    private void AddNotationNotes(ColumnFinder[] finders, ColumnEncoding[] columns)
    {
        var places = Enumerable.Range(0, finders.Length).Where(i => finders[i].Example is not null);
        foreach (var alike in places.GroupBy(i => columns[i].Numbers))
        {
            string[] names = [.. alike.Select(i => columns[i].Name)];
            var (cell, value) = finders[alike.First()].Example!.Value;
            notes.Add(
                $"the {(names.Length == 1 ? "column" : "columns")} {ColumnMatch.List(names)} "
                + $"{(names.Length == 1 ? "holds" : "hold")} numbers "
                + $"in another notation: '{cell.Shown}' is read as {NumberText.Show(value)}; --decimal and --thousands say it otherwise.");
        }
    }

    /// <summary>Reads a table that an encoding is given for.</summary>
    private int Read(TableEncoding encoding)
    {
        var match = ColumnMatch.Find(table, encoding);
        var seen = new ReadingNotes(encoding);
        var rows = 0;
        if (keeps) kept = new GrowingRows(encoding.Width);
        var rest = new float[encoding.Width];
        using var scanner = table.Open();
        for (; table.Next(scanner); rows++)
        {
            if (label >= 0) spellings.Add(classes!.Add(scanner.Cell(label), scanner.Line));
            Encode(scanner, encoding, match.Places, kept is not null && Fits(rows + 1, encoding.Width) ? kept.Add() : rest, seen);
        }
        notes.AddRange(seen.Say(match.Extra));
        return rows;
    }

    private void Fill(TableEncoding encoding, int rows, Span<float> samples)
    {
        if (kept is not null)
        {
            kept.MoveTo(samples);
            PutIn(encoding, samples);
            return;
        }
        using var cursor = new Cursor(this, encoding);
        for (var row = 0; row < rows; row++) cursor.Next(samples.Slice(row * encoding.Width, encoding.Width));
        cursor.End();
    }

    /// <summary>The same into a file, some rows at a time.</summary>
    private void Write(TableEncoding encoding, int rows, SpooledArray spool)
    {
        var width = encoding.Width;
        var block = new float[Math.Clamp((1 << 18) / width, 1, rows) * width];
        using var cursor = new Cursor(this, encoding);
        var filled = 0;
        for (var row = 0; row < rows; row++)
        {
            cursor.Next(block.AsSpan(filled, width));
            filled += width;
            if (filled < block.Length && row + 1 < rows) continue;
            spool.Write(MemoryMarshal.AsBytes(block.AsSpan(0, filled)));
            filled = 0;
        }
        cursor.End();
    }

    /// <summary>The rows once more, one after the other, as samples.</summary>
    private sealed class Cursor(TableReader reader, TableEncoding encoding) : IDisposable
    {
        private readonly int[] columns = ColumnMatch.Find(reader.table, encoding).Places;
        private readonly ITableScanner scanner = reader.table.Open();
        private int row;

        /// <summary>Fills in a sample.</summary>
        internal void Next(Span<float> sample)
        {
            if (!reader.table.Next(scanner)) throw reader.Changed();
            reader.Encode(scanner, encoding, columns, sample);
            if (reader.classes is { } classes
                && classes.IndexOf(scanner.Cell(reader.label)) != classes.IndexOf(reader.spellings[row])) throw reader.Changed();
            row++;
        }

        /// <summary>Refuses a file that has more rows than before.</summary>
        internal void End()
        {
            if (reader.table.Next(scanner)) throw reader.Changed();
        }

        public void Dispose() => scanner.Dispose();
    }

    /// <summary>Puts stand-ins where values were missing, now that they are known.</summary>
    private static void PutIn(TableEncoding encoding, Span<float> samples)
    {
        for (var column = 0; column < encoding.Columns.Length; column++)
        {
            if (encoding.Columns[column] is not { MissingCount: > 0, Fill: { } fill }) continue;
            for (var i = column; i < samples.Length; i += encoding.Columns.Length)
                if (float.IsNaN(samples[i])) samples[i] = (float)fill;
        }
    }

    private static bool Fits(int rows, int width) => (long)rows * width * sizeof(float) <= int.MaxValue - 128;

    private void Encode(ITableScanner scanner, TableEncoding encoding, int[] columns, Span<float> sample, ReadingNotes? seen = null)
    {
        var at = 0;
        for (var i = 0; i < columns.Length; i++)
        {
            var (how, column) = (encoding.Columns[i], columns[i]);
            var cell = scanner.Cell(column);
            if (how.IsPlain && PlainDecimal.TryParse(cell, out sample[at]))
            {
                at++;
                continue;
            }
            var value = sample.Slice(at, how.ValueWidth);
            var isMissing = how.IsText
                ? EncodeText(how, i, cell, scanner.Line, column, value, seen)
                : EncodeNumber(how, i, cell, scanner.Line, column, value, seen);
            at += how.Width;
            if (how.HasIndicator) sample[at - 1] = isMissing ? 1 : 0;
        }
    }

    /// <summary>Writes the number of a cell, or what stands in; whether it was missing.</summary>
    private bool EncodeNumber(
        ColumnEncoding how, int place, ReadOnlySpan<byte> cell, int line, int column, Span<float> sample, ReadingNotes? seen)
    {
        var kind = how.Read(cell, out sample[0]);
        if (kind == CsvCell.Number) return false;
        if (kind == CsvCell.Missing && how.Fill is { } fill)
        {
            seen?.AddMissing(place);
            sample[0] = (float)fill;
            return true;
        }
        throw how.Dates is not null && kind == CsvCell.Text
            ? table.Bad(
                line, column,
                $"'{CsvLayout.Shorten(Encoding.UTF8.GetString(cell))}' is no "
                + $"{(how.Dates.Order == DateOrder.TimeOfDay ? "time of the day" : "date as the column had in learning")}.")
            : table.BadCell(line, column, cell, kind, isLearned: true);
    }

    /// <summary>
    /// Writes 1 at the place of a cell's text, nowhere for one that was not there in learning, or what it becomes by hashing; whether it
    /// was missing.
    /// </summary>
    private bool EncodeText(
        ColumnEncoding how, int place, ReadOnlySpan<byte> cell, int line, int column, Span<float> sample, ReadingNotes? seen)
    {
        sample.Clear();
        var kind = CsvNumber.Parse(cell, out _);
        var isMissing = kind == CsvCell.Missing && how.Fill is not null;
        if (kind is CsvCell.Missing && !isMissing) throw table.BadCell(line, column, cell, kind);
        if (isMissing) seen?.AddMissing(place);
        if (how.IsHashed)
        {
            if (isMissing) return true;
            var (hashed, value) = HashedTexts.Of(how.Name, CellText.Of(cell), how.HashSize);
            sample[hashed] = value;
            return false;
        }
        var index = isMissing ? (int)how.Fill! : how.Categories.IndexOf(CellText.Of(cell));
        if (index >= 0) sample[index] = 1;
        else seen?.AddUnseen(place, CellText.Of(cell));
        return isMissing;
    }

    private BadFileException Changed() => new($"{table.Name}: the file changed while it was read.");
}
