using System.Globalization;
using System.Text;

namespace LatentSharp.Bench;

/// <summary>Reading a table of numbers through the public <c>CsvFile</c>, against pandas and NumPy, which read the same file.</summary>
internal sealed class TableReading : Row
{
    private const string FileVariable = "LATENT_TABLE";
    private const int Columns = 20;
    private const long Bytes = 100_000_000;

    internal override string Name => "csv_100mb";

    internal override string Work => $"a table of 100 MB, {Columns} columns of decimal numbers, to an array of floats";

    internal override double? Goal => 1;

    internal override bool HasSettings => false;

    internal override IDisposable Prepare()
    {
        var file = new TemporaryTable();
        Environment.SetEnvironmentVariable(FileVariable, file.Path);
        return file;
    }

    internal override ISide Ours()
    {
        var file = Environment.GetEnvironmentVariable(FileVariable)
            ?? throw new InvalidOperationException($"{FileVariable} names the table.");
        return new StepLoop(() => CsvFile.Read(file));
    }

    internal override IEnumerable<Entrant> Peers(Setting setting) => Tables.Of(Name, setting);

    private sealed class TemporaryTable : IDisposable
    {
        internal TemporaryTable()
        {
            using var writer = new StreamWriter(Path, append: false, new UTF8Encoding(false), 1 << 16);
            writer.NewLine = "\n";
            writer.WriteLine(string.Join(',', Enumerable.Range(0, Columns).Select(c => $"column{c}")));
            var line = new StringBuilder();
            var index = 0L;
            while (writer.BaseStream.Position < Bytes)
            {
                line.Clear();
                for (var column = 0; column < Columns; column++)
                {
                    if (column > 0) line.Append(',');
                    line.Append(CultureInfo.InvariantCulture, $"{(uint)(index++ * 2654435761L) / 4294967296.0 * 200 - 100:f4}");
                }
                writer.WriteLine(line);
            }
        }

        internal string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"latent-bench-{Environment.ProcessId}.csv");

        public void Dispose() => File.Delete(Path);
    }
}
