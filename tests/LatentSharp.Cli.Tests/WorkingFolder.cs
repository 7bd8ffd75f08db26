namespace LatentSharp.Tests;

/// <summary>A folder with good and bad files of each kind, and a finished run.</summary>
public sealed class WorkingFolder : IDisposable
{
    public WorkingFolder()
    {
        Write("good.csv", "a,b,kind\n1,2,x\n2,4,y\n3,5,x\n4,9,y\n5,9,x\n6,13,y\n7,14,x\n8,15,y\n");
        Write("text.csv", "a,b\n1,2\n3,x\n5,6\n");
        Write("ragged.csv", "a,b\n1,2\n3\n5,6\n");
        Write("nan.csv", "a,b\n1,2\n3,NaN\n5,6\n");
        Write("one.csv", "a,b\n1,2\n");
        Write("wide.csv", "1,2,3\n4,5,6\n");
        Write("gaps.csv", "size,colour,kind\n1,red,x\nNA,blue,y\n3,,x\n5,red,y\n7,blue,x\n9,red,y\n");
        for (var i = 0; i < 2; i++)
        {
            foreach (var (part, count) in new[] { ("train", 3), ("test", 1) })
            {
                var pictures = Directory.CreateDirectory(System.IO.Path.Combine(Path, "pictures", part, $"class{i}")).FullName;
                for (var n = 0; n < count; n++)
                    File.WriteAllText(System.IO.Path.Combine(pictures, $"{n}.pgm"), $"P2\n2 2\n255\n{10 * n} {20 + i} 30 255\n");
            }
        }
        Write(
            "walks.ts",
            "@problemName walks\n@timeStamps false\n@univariate true\n@classLabel true up down\n@data\n"
                + string.Concat(Enumerable.Range(0, 12).Select(
            i =>
                string.Join(
                    ',',
                    Enumerable.Range(0, 3 + (i % 4)).Select(step => i % 2 == 0 ? step : 9 - step)) + (i % 2 == 0 ? ":up\n" : ":down\n"))));
        Write("empty.csv", "");
        Write("empty.npy", "");
        File.WriteAllBytes(System.IO.Path.Combine(Path, "cut.npy"), Npy(2, 3, values: 5));
        File.WriteAllBytes(System.IO.Path.Combine(Path, "nan.npy"), [.. Npy(2, 3, values: 5), 0, 0, 0xC0, 0x7F]);
        File.WriteAllBytes(System.IO.Path.Combine(Path, "good.npy"), Npy(4, 3, values: 12));
        LatentProgram.Run(
            Path, "learn", "good.csv", "--label", "kind", "--model", "pca", "--latent", "1", "--out", "run",
            "--quiet").ExitCode.ShouldBe(0);
        Everything = List();
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("latent-").FullName;

    /// <summary>All files and folders as they were made.</summary>
    public string[] Everything { get; }

    public string[] List() => [.. Directory.GetFileSystemEntries(Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(System.IO.Path.Combine(Path, name), text);

    /// <summary>An npy file of version 1 with a shape of rows and columns and the first of its float32 values, 0, 1, 2, …</summary>
    private static byte[] Npy(int rows, int columns, int values)
    {
        var header = FormattableString.Invariant($"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}")
            .PadRight(117)
            + "\n";
        byte[] start = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)header.Length, 0];
        return
        [
            .. start, .. System.Text.Encoding.ASCII.GetBytes(header),
            .. Enumerable.Range(0, values).SelectMany(i => BitConverter.GetBytes((float)i)),
        ];
    }
}
