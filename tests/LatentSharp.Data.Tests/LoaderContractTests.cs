using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>The laws that hold for every format. A new loader adds its samples here.</summary>
public sealed class LoaderContractTests : IDisposable
{
    private const string Table = "a,b,kind\n1.5,2,x\n-3,4e2,y\n5,6,x\n7.25,8,y\n";

    /// <summary>
    /// For each file name: a good file of at least 2 samples, one with a single sample, one with a NaN and where it is, the label if the
    /// format has any.
    /// </summary>
    private static readonly Dictionary<string, (byte[] Good, byte[] Single, byte[] WithNaN, string Place, string? Label)> Loaders = new(
        StringComparer.Ordinal)
    {
        ["data.csv"] = Text(','),
        ["data.tsv"] = Text('\t'),
        ["data.txt"] = Text(';'),
        ["data (bars).csv"] = Text('|'),
        ["data (blanks).txt"] = Text(' '),
        ["data (sep).csv"] = Changed("sep=;\n", Text(';'), "line 4, column 2 ('b')"),
        ["data (comma).csv"] = Written("a;b;kind\n1,5;2;x\n", "-3;4.000,25;y\n5;6;x\n", "3;NaN;y\n"),
        ["data (percent).csv"] = Written("a,b,kind\n12%,2,x\n", "\"1,200%\",4,y\n5.5%,6,x\n", "3%,NaN,y\n"),
        ["data (dates).csv"] = Written(
            "a,b,kind\n2013-12-02 10:30,2,x\n", "2013-12-03 00:00,4,y\n2014-01-01 23:59,6,x\n", "2013-12-04 10:00,NaN,y\n"),
        ["data (counted).csv"] = Written("0,1,kind\n0.5,1.5,x\n", "0.25,2.5,y\n1.25,7.5,x\n", "0.75,NaN,y\n", "line 3, column 2 ('1')"),
        ["data (texts).jsonl"] = Written(
            "{\"a\":\"1.204,5\",\"b\":2,\"kind\":\"x\"}\n",
            "{\"a\":\"7,5\",\"b\":3,\"kind\":\"y\"}\n{\"a\":\"3\",\"b\":4,\"kind\":\"y\"}\n",
            "{\"a\":\"1,5\",\"b\":\"NaN\",\"kind\":\"x\"}\n", "line 2, column 2 ('b')"),
        ["data.csv.gz"] = Packed(Text(',')),
        ["data.tsv.gz"] = Packed(Text('\t')),
        ["data.txt.gz"] = Packed(Text(';')),
        ["data.jsonl"] = Json,
        ["data.jsonl.gz"] = Packed(Json),
        ["data.parquet"] = Records(".parquet"),
        ["data.arrow"] = Records(".arrow"),
        ["data.feather"] = Records(".arrow"),
        ["data.ts"] = Series,
        ["data.ts.gz"] = Packed(Series),
        ["data.npy"] = (
            NpyFile([1, 2, 3, 4, 5, 6], [3, 2]), NpyFile([1, 2], [1, 2]), NpyFile([1, 2, 3, 4, float.NaN, 6], [3, 2]), "element [2, 0]",
            null),
        ["data.npz"] = (
            NpzFile([1, 2, 3, 4, 5, 6], [3, 2]), NpzFile([1, 2], [1, 2]), NpzFile([1, 2, 3, 4, float.NaN, 6], [3, 2]), "X: element [2, 0]",
            null),
        ["data-ubyte"] = Idx,
        ["data-ubyte.gz"] = Packed(Idx),
        ["data.idx"] = Idx,
        ["data.idx.gz"] = Packed(Idx),
    };

    private static (byte[], byte[], byte[], string, string?) Json =>
        ("{\"a\":1.5,\"b\":2,\"kind\":\"x\"}\n{\"a\":-3,\"b\":4e2,\"kind\":\"y\"}\n{\"b\":5,\"a\":6,\"kind\":\"x\"}\n"u8.ToArray(),
            "{\"a\":1,\"b\":2,\"kind\":\"x\"}\n"u8.ToArray(),
            "{\"a\":1,\"b\":2,\"kind\":\"x\"}\n{\"a\":3,\"b\":\"NaN\",\"kind\":\"y\"}\n"u8.ToArray(), "line 2, column 2 ('b')", "kind");

    private static (byte[], byte[], byte[], string, string?) Records(string ending)
    {
        var files = ReferenceArchive.Read("Records", "records.zip");
        return (files["good" + ending], files["single" + ending], files["nan" + ending], "row 2, column 2 ('b')", "kind");
    }

    private static (byte[], byte[], byte[], string, string?) Series =>
        (Ts("1,2:3,4:x\n5:6:y\n7,8,9:1,2,3:x\n"), Ts("1,2:3,4:x\n"), Ts("1,2:3,4:x\n5,NaN:1,2:y\n"), "line 5, dimension 1, step 2", null);

    private static (byte[], byte[], byte[], string, string?) Idx =>
        (IdxFile([1, 2, 3, 4, 5, 6], 3, 2), IdxFile([1, 2], 1, 2), IdxFile([1, 2, 3, 4, float.NaN, 6], 3, 2), "element [2, 0]", null);

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Names => new(Loaders.Keys);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_ending_is_under_these_laws() =>
        Loaders.Keys.Where(name => !name.Contains('(', StringComparison.Ordinal)).Select(name => name["data".Length..])
            .ShouldBe(DataSource.FileEndings, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_good_file_gives_the_same_twice_and_under_every_culture(string name)
    {
        var first = Open(name, Loaders[name].Good);
        first.Count.ShouldBeGreaterThan(2);
        first.Name.Split(' ')[0].ShouldBe("data");
        foreach (var again in new[] { Open(name, Loaders[name].Good), InCulture.German(() => Open(name, Loaders[name].Good)) })
        {
            again.Samples.Shape.ShouldBe(first.Samples.Shape);
            again.Samples.ToArray().ShouldBe(first.Samples.ToArray());
            again.Labels?.ToArray<int>().ShouldBe(first.Labels?.ToArray<int>());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Missing_files_folders_and_empty_files_are_named(string name)
    {
        Should.Throw<BadFileException>(() => DataSource.Open(folder.File(name))).Message.ShouldBe(
            $"{folder.File(name)}: there is no such file.");
        Should.Throw<BadFileException>(() => DataSource.Open(folder.File("no/" + name))).Message.ShouldBe(
            $"{folder.File("no/" + name)}: there is no such file.");
        Refusal(name, []).ShouldStartWith($"{folder.File(name)}: the file is empty");
        File.Delete(folder.File(name));
        Directory.CreateDirectory(folder.File(name));
        Should.Throw<BadFileException>(() => DataSource.Open(folder.File(name))).Message.ShouldBe(
            $"{folder.File(name)}: this is a folder; a file is expected.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_pipe_a_device_and_a_file_that_the_system_cannot_read_are_refused_at_once(string name)
    {
        if (!OperatingSystem.IsLinux()) return;
        using (var make = System.Diagnostics.Process.Start("mkfifo", [folder.File(name)])) await make.WaitForExitAsync();
        (await Refused()).ShouldBe($"{folder.File(name)}: this is a named pipe; an ordinary file is expected.");
        File.Delete(folder.File(name));
        File.CreateSymbolicLink(folder.File(name), "/dev/zero");
        (await Refused()).ShouldBe($"{folder.File(name)}: this is a device; an ordinary file is expected.");
        File.Delete(folder.File(name));
        // Nothing is mapped at the beginning of a process's memory, so that reading it gives EIO; its length, which a zip archive is asked
        // for first, is 0.
        File.CreateSymbolicLink(folder.File(name), "/proc/self/mem");
        (await Refused()).ShouldBe(
            $"{folder.File(name)}: "
                + (
                    name.EndsWith(".npz", StringComparison.Ordinal)
                        ? "the file is empty; an npz file is expected."
                        : "the file cannot be read: Input/output error."));

        // A reader that waits would wait for ever; its thread is left behind then, and the test fails.
        Task<string> Refused() =>
            Task.Run(() =>
                Should.Throw<BadFileException>(
                    () => DataSource.Open(folder.File(name), new DataOptions { Label = Loaders[name].Label }))
                    .Message).WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_that_is_too_long_is_said_to_be(string name)
    {
        var path = folder.File(new string('n', 300) + name);
        Should.Throw<BadFileException>(() => DataSource.Open(path, new DataOptions { Label = Loaders[name].Label })).Message.ShouldBe(
            $"{path[..120]}…: a name of {path.Length} characters is too long for a file, so there is none.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_sample_is_too_few(string name) => Refusal(name, Loaders[name].Single).ShouldContain("at least 2 are needed");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_number_that_is_not_finite_is_named_with_its_place(string name)
    {
        var message = Refusal(name, Loaders[name].WithNaN);
        message.ShouldStartWith(folder.File(name));
        message.ShouldContain(Loaders[name].Place);
        message.ShouldContain("NaN");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_beginning_of_a_file_is_read_or_refused(string name)
    {
        var good = Loaders[name].Good;
        for (var length = 0; length < good.Length; length++) OpenOrRefuse(name, good[..length]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_files_are_read_or_refused_and_take_little_memory(string name)
    {
        var good = Loaders[name].Good;
        var refused = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 600; number++)
            if (!OpenOrRefuse(name, Damage.Do(good, number))) refused++;
        refused.ShouldBeGreaterThan(100);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(600 * (1L << 20));
    }

    private bool OpenOrRefuse(string name, byte[] content)
    {
        try
        {
            var data = Open(name, content);
            data.Count.ShouldBeGreaterThanOrEqualTo(2);
            Array.TrueForAll(data.Samples.ToArray(), float.IsFinite).ShouldBeTrue();
            return true;
        }
        catch (BadFileException e)
        {
            e.Message.ShouldStartWith(folder.File(name));
            return false;
        }
        catch (BadArgumentException e)
        {
            // Damage may hit the name of the label column, which then is not there.
            e.Message.ShouldContain(Loaders[name].Label.ShouldNotBeNull());
            return false;
        }
    }

    private Dataset Open(string name, byte[] content) =>
        DataSource.Open(folder.Write(name, content), new DataOptions { Label = Loaders[name].Label });

    private string Refusal(string name, byte[] content) => Should.Throw<BadFileException>(() => Open(name, content)).Message;

    private static (byte[], byte[], byte[], string, string?) Text(char separator)
    {
        byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.Replace(',', separator));
        return (Bytes(Table), Bytes("a,b,kind\n1,2,x\n"), Bytes("a,b,kind\n1,2,x\n3,NaN,y\n"), "line 3, column 2 ('b')", "kind");
    }

    private static (byte[], byte[], byte[], string, string?) Written(
        string first, string others, string missing, string place = "line 3, column 2 ('b')") =>
        (Encoding.UTF8.GetBytes(first + others), Encoding.UTF8.GetBytes(first), Encoding.UTF8.GetBytes(first + missing), place, "kind");

    private static (byte[], byte[], byte[], string, string?) Changed(
        string start, (byte[] Good, byte[] Single, byte[] WithNaN, string Place, string? Label) plain, string place) =>
        (
            [.. Encoding.UTF8.GetBytes(start), .. plain.Good], [.. Encoding.UTF8.GetBytes(start), .. plain.Single],
            [.. Encoding.UTF8.GetBytes(start), .. plain.WithNaN], place, plain.Label);

    private static (byte[], byte[], byte[], string, string?) Packed(
        (byte[] Good, byte[] Single, byte[] WithNaN, string Place, string? Label) plain) =>
        (Pack(plain.Good), Pack(plain.Single), Pack(plain.WithNaN), plain.Place, plain.Label);

    private static byte[] Ts(string lines) => Encoding.UTF8.GetBytes("@univariate false\n@classLabel true x y\n@data\n" + lines);

    private static byte[] NpyFile(float[] values, Shape shape)
    {
        var stream = new MemoryStream();
        Npy.Write(stream, Tensor.From(values, shape));
        return stream.ToArray();
    }

    private static byte[] NpzFile(float[] values, Shape shape)
    {
        var stream = new MemoryStream();
        Npz.Write(
            stream, new Dictionary<string, Tensor> { ["X"] = Tensor.From(values, shape), ["y"] = Tensor.From(new int[shape[0]]) },
            compress: true);
        return stream.ToArray();
    }

    /// <summary>Two zeros, 0D for floats, two axes, their sizes, the elements: all big-endian.</summary>
    private static byte[] IdxFile(float[] values, int rows, int columns)
    {
        var file = new byte[12 + (4 * values.Length)];
        (file[2], file[3]) = (0x0D, 2);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4), rows);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(8), columns);
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleBigEndian(file.AsSpan(12 + (4 * i)), values[i]);
        return file;
    }

    private static byte[] Pack(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(content);
        return packed.ToArray();
    }
}
