using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using LatentSharp.Testing;

namespace LatentSharp.Fuzz;

/// <summary>A format: how a file of it is read, and the good files that are damaged.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Read">Reads a file from memory.</param>
/// <param name="Good">Small files that are read without a refusal.</param>
/// <param name="Repair">Makes checksums right again after the damage, in every second file; null for formats that have none.</param>
internal sealed record Format(string Name, Action<byte[]> Read, byte[][] Good, Action<byte[]>? Repair = null);

/// <summary>Every format that is read, with its good files. A new one adds a line here.</summary>
internal static class Seeds
{
    private static readonly float[] Six = [1, 2.5f, -3, 4, 5e-3f, 6];

    internal static IReadOnlyList<Format> All { get; } =
    [
        new("csv", Csv(','), [Table(','), "1,2\n3,4\n"u8.ToArray(), "a,\"b \"\"x\"\"\"\r\n\"1\",2\r\n?,4\r\n"u8.ToArray()]),
        new("tsv", Csv('\t'), [Table('\t')]),
        new("csv.gz", Csv(','), [Pack(Table(','))]),
        new(
            "jsonl", Json,
            [
                "{\"a\":1.5,\"k\":\"x\"}\n{\"k\":null,\"a\":-2e1}\n{\"a\":4,\"k\":\"y\\u00e9\"}\n"u8.ToArray(),
                "[[1,2],[3,4]]\n[[5,6],[7,8]]\n"u8.ToArray(), "{\"x\":[1,2,3]}\n{\"x\":[4,5,6]}\n"u8.ToArray()]),
        new(
            "text", file => Learn(TextLines.Read(Source(file), new() { LabelSeparator = '\t' })),
            [
                "spam\tFree: entry 50\nham\tSee you\r\nham\tSee, caf\u00e9\n"u8.ToArray(),
                "\ufeffa\tb a b\n\n   \nb\ta\na\tb zebra\n"u8.ToArray()]),
        new(
            "text csv",
            file => Chosen(() => Learn(TextColumn.ReadTable(Source(file), new() { Label = "kind" }, new() { Source = "text" }))),
            ["kind,text,n\nx,\"Hello, \"\"you\"\"\",1\ny,Bye you,2\nx,caf\u00e9,3\n"u8.ToArray()]),
        new(
            "text jsonl", file => Learn(TextColumn.ReadJsonLines(Source(file), "kind", new() { Source = "text" })),
            ["{\"kind\":\"x\",\"text\":\"Hello, \\\"you\\\"\"}\n{\"text\":\"Bye caf\\u00e9\",\"kind\":7}\n"u8.ToArray()]),
        new("parquet", file => ParquetFile.Read(Source(file), Typed), Records(".parquet")),
        new("arrow", file => ArrowFile.Read(Source(file), Typed), Records(".arrow")),
        new(
            "ts", Series,
            [
                ("@problemName a\n@univariate false\n@dimensions 2\n@equalLength "u8
                    + "false\n@classLabel true x y\n@data\n1,2:3,4:x\n?,5:6,7:y\n8:9:x\n"u8)
                .ToArray(),
                "# c\n@univariate true\n@equalLength true\n@seriesLength 2\n@data\n1,2\n3,4\n"u8.ToArray()]),
        new("csv sequence", Sequences, ["id,x,kind\na,1,u\nb,2,v\na,,u\nb,4e1,v\n"u8.ToArray()]),
        new(
            "npy", file => Npy.Read(new MemoryStream(file), "fuzz", file.Length),
            [Written(stream => Npy.Write(stream, Tensor.From(Six, [3, 2]))), Written(stream => Npy.Write(stream, Tensor.From(1L, 2, 3)))]),
        new("npz", file => Npz.Read(new MemoryStream(file), "fuzz"), [Zip(false), Zip(true)]),
        new(
            "safetensors", file => Safetensors.Read(new MemoryStream(file), "fuzz", file.Length),
            [Written(stream => Safetensors.Write(stream, Arrays()))]),
        new("latent", file => NetworkFile.Load(new MemoryStream(file), "fuzz"), [Network()]),
        new("latent.json", Configuration(), [Parts().Config]),
        new("idx", file => IdxFile.Read(Source(file)), [Idx(0x08, 1), Idx(0x0B, 2), Idx(0x0D, 4), Idx(0x0E, 8)]),
        new("idx.gz", file => IdxFile.Read(Source(file)), [Pack(Idx(0x08, 1)), Pack(Idx(0x0D, 4))]),
        new(
            "png", file => PngReader.Read(new MemoryStream(file), "fuzz"), [.. Enumerable.Range(1, 4).Select(Png), Palette()],
            file => PngRepair.Checksums(file)),
        new("jpeg", file => JpegReader.Read(new MemoryStream(file), "fuzz"), Pictures(".jpg")),
        new("bmp", file => BmpReader.Read(new MemoryStream(file), "fuzz"), Pictures(".bmp")),
        new("gif", file => GifReader.Read(new MemoryStream(file), "fuzz"), Pictures(".gif")),
        new("wav", file => WavReader.Read(new MemoryStream(file), "fuzz"), Sounds(".wav")),
        new("mp3", file => Mp3Reader.Read(new MemoryStream(file), "fuzz"), Sounds(".mp3")),
        new("ogg", file => OggReader.Read(new MemoryStream(file), "fuzz"), Sounds(".ogg"), OggRepair.Sums),
        new("pgm, ppm", file => PnmReader.Read(new MemoryStream(file), "fuzz"),
            [
                "P2 # c\n3 2\n255\n1 2 3 4 5 6\n"u8.ToArray(), "P3 1 2 100 1 2 3 4 5 6"u8.ToArray(), "P5 3 2 255\nabcdef"u8.ToArray(),
                "P6 1 2 30000\nabcdefabcdef"u8.ToArray()]),
    ];

    private static DataOptions Typed => new() { Missing = Missing.Impute };

    private static byte[][] Records(string ending) =>
    [
        .. ReferenceArchive.Read("Records", "records.zip")
            .Where(file => file.Key.EndsWith(ending, StringComparison.Ordinal) && !file.Key.StartsWith("single", StringComparison.Ordinal))
            .Select(file => file.Value),
    ];

    /// <summary>Those of the tests.</summary>
    private static byte[][] Pictures(string ending) => Good("Pictures", "pictures.zip", ending);

    private static byte[][] Sounds(string ending) => Good("Sounds", "sounds.zip", ending);

    private static byte[][] Good(string folder, string archive, string ending) =>
    [
        .. ReferenceArchive.Read(folder, archive)
            .Where(file => file.Key.StartsWith("good/", StringComparison.Ordinal) && file.Key.EndsWith(ending, StringComparison.Ordinal)
                && file.Value.Length < 4000)
            .Select(file => file.Value),
    ];

    private static InputSource Source(byte[] file) => new("fuzz", () => new MemoryStream(file));

    private static Action<byte[]> Csv(char separator) =>
        file => CsvFile.Read(Source(file), new CsvOptions { Separator = separator, Missing = Missing.Impute });

    private static void Series(byte[] file) => SeriesFile.Read(Source(file), null, new DataOptions { Missing = Missing.Impute });

    private static void Sequences(byte[] file) => Chosen(
        () => CsvFile.Read(Source(file), new CsvOptions { Sequence = "1", Label = "-1", Missing = Missing.Impute }));

    /// <summary>Damage may leave a table without the columns to choose, which is the fault of the options.</summary>
    private static void Chosen(Action read)
    {
        try
        {
            read();
        }
        catch (BadArgumentException e) when (!e.Message.StartsWith("Dataset", StringComparison.Ordinal))
        {
            throw new BadFileException(e.Message, e);
        }
    }

    private static void Learn(FoundTexts found) => TextData.Build("fuzz", found, new());

    private static void Json(byte[] file) => JsonLinesFile.Read(Source(file), new DataOptions { Missing = Missing.Impute });

    private static byte[] Table(char separator) =>
        Encoding.UTF8.GetBytes("a,b,kind\n1.5,2,x\n-3,4e2,y\n5,,x\n7.25,8,y\n".Replace(',', separator));

    private static Dictionary<string, Tensor> Arrays() =>
        new(StringComparer.Ordinal) { ["X"] = Tensor.From(Six, [3, 2]), ["y"] = Tensor.From(1, 2, 3) };

    /// <summary>A saved network with branches, settings of most kinds, and an optimizer that has made steps.</summary>
    private static byte[] Network()
    {
        var (x, seven) = (
            Symbol.Input(2, "x"),
            new Dense(2, Activations.LeakyRelu(0.3f)) { KernelRegularizer = Regularizers.L2(), KernelConstraint = Constraints.MaxNorm() });
        var inner = new Sequential(new Dropout(0.25), new Reshape([1, Shape.Any]), new Flatten()) { Name = "inner" };
        var model = new Model(x, new Concatenate(^1).Call(seven.Call(x), seven.Call(inner.Call(x)))) { Seed = 3 };
        model.Compile(new Adam(new CosineDecay(0.1, 10)), Losses.Huber with { Delta = 2 }, Metrics.F1(),
            Metrics.Auc(thresholds: 5, fromLogits: true));
        model.Fit(Tensor.From(Six, [3, 2]), Tensor.Zeros([3, 4]));
        var file = Path.GetTempFileName();
        model.Save(file);
        var bytes = File.ReadAllBytes(file);
        File.Delete(file);
        return bytes;
    }

    private static NetworkArchive.Content Parts() => NetworkArchive.Read(new MemoryStream(Network()), "seed");

    /// <summary>Reads a configuration with the good weights, so that no checksum stands before it.</summary>
    private static Action<byte[]> Configuration()
    {
        var parts = Parts();
        return file => NetworkFile.Load(parts with { Config = file }, "fuzz");
    }

    private static byte[] Zip(bool compress) => Written(stream => Npz.Write(stream, Arrays(), compress));

    private static byte[] Png(int channels) =>
        PngWriter.Encode([.. Enumerable.Range(0, 20 * channels).Select(n => (byte)(n * 11))], 5, 4, channels);

    /// <summary>An interlaced picture with a palette of 4 bits and transparency.</summary>
    private static byte[] Palette()
    {
        var file = new List<byte> { 0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10 };
        void Chunk(string type, byte[] data)
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
            file.AddRange([.. length, .. Encoding.ASCII.GetBytes(type), .. data, 0, 0, 0, 0]);
        }
        // 2 x 2 pixels in the passes 1, 6 and 7 of Adam7: 1 x 1, 1 x 1 and 2 x 1 pixels of one byte each.
        Chunk("IHDR", [0, 0, 0, 2, 0, 0, 0, 2, 4, 3, 0, 0, 1]);
        Chunk("PLTE", [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        Chunk("tRNS", [0, 128]);
        var lines = new MemoryStream();
        using (var zlib = new ZLibStream(lines, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write([0, 0x10, 0, 0x20, 0, 0x12]);
        Chunk("IDAT", lines.ToArray());
        Chunk("IEND", []);
        var bytes = file.ToArray();
        PngRepair.Checksums(bytes);
        return bytes;
    }

    private static byte[] Idx(byte type, int size)
    {
        byte[] head = [0, 0, type, 2, 0, 0, 0, 3, 0, 0, 0, 2];
        return [.. head, .. Enumerable.Range(0, 6 * size).Select(n => (byte)(n * 3))];
    }

    private static byte[] Pack(byte[] content) => Written(stream =>
    {
        using var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
        gzip.Write(content);
    });

    private static byte[] Written(Action<Stream> write)
    {
        var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
