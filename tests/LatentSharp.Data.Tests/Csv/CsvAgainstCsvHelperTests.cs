using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>CsvHelper reads the same tables: an implementation of others as reference for ours.</summary>
public class CsvAgainstCsvHelperTests
{
    private static readonly string[] Cells =
    [
        "", "1", "-2.5", "\"\"", "\"a,b\"", "\"x;y\"", "\"say \"\"hi\"\"\"", "\"two\nlines\"", "\"\r\n\"", "ü€😀", " padded ", "\"q\"",
    ];
    private static readonly string[] LineEnds = ["\n", "\r\n"];

    [Fact]
    public void Random_tables_are_cut_into_the_same_cells()
    {
        for (var trial = 0; trial < 300; trial++)
        {
            var random = new RandomStream(3).Derive(trial);
            var draws = new int[200];
            random.Integers(draws, 0, Cells.Length);
            var (columns, lineEnd, separator) = ((trial % 5) + 2, LineEnds[trial % 2], ",;\t"[trial % 3]);
            var text = new StringBuilder();
            for (var i = 0; i + columns <= draws.Length; i += columns)
                text.AppendJoin(separator, draws.AsSpan(i, columns).ToArray().Select(d => Cells[d])).Append(lineEnd);
            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            Ours(bytes, separator).ShouldBe(Theirs(text.ToString(), separator), $"trial {trial}");
        }
    }

    [Fact]
    public void Long_tables_without_quotes_are_cut_into_the_same_cells()
    {
        foreach (var columns in new[] { 2, 5, 16, 31, 64 })
        {
            var lengths = new int[40 * columns * (3000 / columns)];
            new RandomStream(columns).Integers(lengths, 0, 20);
            var text = new StringBuilder();
            for (var i = 0; i < lengths.Length; i += columns)
                text.AppendJoin(',', lengths.AsSpan(i, columns).ToArray().Select(n => "a" + new string('x', n))).Append('\n');
            Ours(Encoding.UTF8.GetBytes(text.ToString()), ',').ShouldBe(Theirs(text.ToString(), ','), $"{columns} columns");
        }
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        using var folder = new TemporaryFolder();
        string[] texts = ["", "a,b", "say \"hi\"", "\"", "two\nlines", " padded ", "ü€😀", "plain", "tab\t", "a;b"];
        FeatureCsv.Write(folder.File("a.csv"), Tensor.Zeros([texts.Length, texts.Length]), texts, texts, [.. texts.Reverse()]);
        var cells = Theirs(File.ReadAllText(folder.File("a.csv")), ',');
        string[] header = [.. texts, "label", "part"];
        cells[..header.Length].ShouldBe(header);
        var width = header.Length + 1;
        for (var row = 0; row < texts.Length; row++) cells.GetRange(((row + 2) * width) - 3, 2).ShouldBe([texts[row], texts[^(row + 1)]]);
    }

    [Fact]
    public void Floats_in_any_notation_are_rounded_as_dotnet_rounds_them()
    {
        var random = new RandomStream(4);
        var bits = new int[100_000];
        random.Integers(bits, int.MinValue, int.MaxValue);
        for (var i = 0; i < bits.Length; i++)
        {
            var number = i % 3 == 0 ? bits[i] / 1e5
                : i % 3 == 1 ? BitConverter.Int32BitsToSingle(bits[i])
                : Math.Round(bits[i] / 1e9, i % 9);
            var text = number.ToString(i % 2 == 0 ? "R" : "F4", CultureInfo.InvariantCulture);
            var expected = float.Parse(text, CultureInfo.InvariantCulture);
            var kind = CsvNumber.Parse(Encoding.UTF8.GetBytes(text), out var value);
            kind.ShouldBe(float.IsFinite(expected) ? CsvCell.Number : float.IsNaN(expected) ? CsvCell.Missing : CsvCell.NotFinite, text);
            if (kind == CsvCell.Number) BitConverter.SingleToInt32Bits(value).ShouldBe(BitConverter.SingleToInt32Bits(expected), text);
        }
    }

    private static List<string> Ours(byte[] bytes, char separator)
    {
        using var scanner = new CsvScanner(new InputSource("test", () => new MemoryStream(bytes)), separator);
        var cells = new List<string>();
        while (scanner.Next())
        {
            for (var i = 0; i < scanner.CellCount; i++) cells.Add(Encoding.UTF8.GetString(scanner.Cell(i)));
            cells.Add("end of record");
        }
        return cells;
    }

    private static List<string> Theirs(string text, char separator)
    {
        using var parser = new CsvParser(
            new StringReader(text),
            new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = separator.ToString(), HasHeaderRecord = false });
        var cells = new List<string>();
        while (parser.Read())
        {
            // Line ends inside quotes are LF for us, whatever they are in the file.
            for (var i = 0; i < parser.Count; i++) cells.Add(parser[i].ReplaceLineEndings("\n"));
            cells.Add("end of record");
        }
        return cells;
    }
}
