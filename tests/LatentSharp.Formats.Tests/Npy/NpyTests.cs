using System.IO.Compression;
using System.Text;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Against files that NumPy wrote: references/make_npy.py.</summary>
public class NpyTests
{
    private static readonly Dictionary<string, byte[]> References = ReferenceArchive.Read("Npy", "npy.zip");

    public static TheoryData<string> Names(string folder) =>
        new(References.Keys.Where(name => name.StartsWith(folder, StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Names), "read/")]
    public void Reads_every_type_order_and_layout(string name)
    {
        var tensor = Read(References[name]);
        tensor.Shape.ShouldBe([2, 3, 4]);
        var type = name[^6..^4];
        tensor.DType.ShouldBe(type switch { "i4" => DType.Int32, "i8" => DType.Int64, "b1" => DType.Bool, _ => DType.Float32 });
        Func<int, double> expected = type[0] switch
        {
            'f' => n => (n / 4.0) - 2,
            'i' => n => n - 9,
            'u' => n => 10 * n,
            _ => n => n % 2,
        };
        Numbers(tensor).ShouldBe(Enumerable.Range(0, 24).Select(expected));
    }

    [Theory]
    [MemberData(nameof(Names), "version/")]
    public void Reads_every_version(string name) =>
        Read(References[name]).ToArray().ShouldBe(Enumerable.Range(0, 24).Select(n => (n / 4f) - 2));

    [Theory]
    [MemberData(nameof(Names), "write/")]
    public void Writes_the_very_bytes_that_NumPy_writes(string name)
    {
        var parts = name[..^4].Split('/');
        Shape shape = parts[2] == "scalar" ? Shape.Scalar : new Shape([.. parts[2].Split('x').Select(int.Parse)]);
        var n = Enumerable.Range(0, shape.Count);
        var tensor = parts[1] switch
        {
            "f4" => Tensor.From(n.Select(i => (float)i).ToArray(), shape),
            "f2" => Tensor.From(n.Select(i => (Half)i).ToArray(), shape),
            "i4" => Tensor.From(n.ToArray(), shape),
            "i8" => Tensor.From(n.Select(i => (long)i).ToArray(), shape),
            _ => Tensor.From(n.Select(i => i % 2 == 1).ToArray(), shape),
        };
        Write(tensor).ShouldBe(References[name]);
        InCulture.German(() => Write(tensor)).ShouldBe(References[name]);
    }

    [Theory]
    [InlineData("<f4", 400_000_000, 4, 3_200_000_000)]
    [InlineData("<f8", 400_000_000, 8, 3_200_000_000)]
    [InlineData("|u1", 300_000_000, 1, 2_400_000_000)]
    [InlineData("<i8", 200_000_000, 8, 3_200_000_000)]
    public void Names_a_file_whose_array_is_more_than_memory_holds(string type, int rows, int size, long inMemory)
    {
        using var folder = new TemporaryFolder();
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({rows}, 2), }}".PadRight(117) + "\n";
        var path = folder.Write("large.npy", [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header)]);
        // The rest of the file is a hole that takes no place on the disk.
        using (var file = System.IO.File.OpenWrite(path)) file.SetLength(128 + (2L * rows * size));
        Should.Throw<BadFileException>(() => Npy.Read(path)).Message
            .ShouldBe(
                $"{path}: header: shape ({rows}, 2) of {type[1..]} takes {inMemory} bytes in memory; one "
                + $"array holds at most 2 GiB. Divide it, or leave samples out.");
    }

    [Fact]
    public void Reads_a_single_number() => Read(References["edge/scalar.npy"]).Item().ShouldBe(1.5f);

    [Fact]
    public void Reads_an_array_without_elements() => Read(References["edge/none.npy"]).Shape.ShouldBe([0, 7]);

    [Fact]
    public void Keeps_NaN_infinities_and_the_sign_of_zero()
    {
        var values = Read(References["edge/special.npy"]).ToArray();
        values.Select(BitConverter.SingleToUInt32Bits).ShouldBe([0x7FC00000u, 0x7F800000u, 0xFF800000u, 0x80000000u]);
    }

    [Theory]
    [InlineData("u8")]
    [InlineData("f8")]
    public void Rounds_wider_types_as_NumPy_does(string type) =>
        Read(References[$"round/{type}.npy"]).ToArray().ShouldBe(Read(References[$"round/{type}-as-f4.npy"]).ToArray());

    [Theory]
    [InlineData("object", "Python objects")]
    [InlineData("structured", "structured")]
    [InlineData("complex", "'<c8'")]
    [InlineData("text", "'<U2'")]
    [InlineData("longdouble", "'<f16'")]
    [InlineData("time", "'<M8[s]'")]
    public void Refuses_other_elements(string name, string because) => Refusal(References[$"refuse/{name}.npy"]).ShouldContain(because);

    [Fact]
    public void Random_arrays_come_back_from_a_file_of_either_layout()
    {
        using var folder = new TemporaryFolder();
        for (var trial = 0; trial < 50; trial++)
        {
            var random = new RandomStream(5).Derive(trial);
            var sizes = new int[trial % 6];
            random.Integers(sizes, 0, 6);
            var values = new float[new Shape(sizes).Count];
            random.Derive("values").Uniform(values, -1e6f, 1e6f);
            var path = folder.File("a.npy");
            Npy.Write(path, Tensor.From(values, new Shape(sizes)));
            var read = Npy.Read(path);
            read.Shape.ShouldBe(new Shape(sizes));
            read.ToArray().ShouldBe(values);
        }
    }

    [Fact]
    public void Refuses_a_file_that_is_not_there() =>
        Should.Throw<BadFileException>(() => Npy.Read("nowhere.npy")).Message.ShouldBe("nowhere.npy: there is no such file.");

    [Fact]
    public void Refuses_what_is_not_npy()
    {
        Refusal([]).ShouldBe("test: the file is empty; an npy file is expected.");
        Refusal("PK and more"u8.ToArray()).ShouldBe("test: byte 0: this is not an npy file; it does not begin with \\x93NUMPY.");
        Refusal([0x93, .. "NUMPY"u8, 4, 0, 0, 0]).ShouldBe("test: byte 6: npy version 4.0 is not known; versions 1.0, 2.0 and 3.0 are.");
        Refusal([0x93, .. "NUMPY"u8, 2, 0, 0xFF, 0xFF, 0xFF, 0xFF]).ShouldBe(
            "test: byte 8: a header of 4294967295 bytes is too long; at most 10000 are read.");
    }

    [Fact]
    public void Compares_the_shape_with_the_bytes_there_are()
    {
        var good = References["version/1.npy"];
        Refusal(good[..^1]).ShouldBe("test: data: shape (2, 3, 4) of f4 takes 96 bytes, but the file holds 95.");
        Refusal([.. good, 0]).ShouldBe("test: data: shape (2, 3, 4) of f4 takes 96 bytes, but the file holds 97.");
        Refusal(File("(1125899906842624,)")).ShouldContain("2147483648 or more");
        Refusal(File("(65536, 65536)")).ShouldContain("2147483648 elements or more");
        Refusal(File("(2147483647,)")).ShouldContain("takes 8589934588 bytes, but the file holds 0");
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "whole number of 0 or more")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1.5,), }", "')' is expected")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,1), }", "more than 8 axes")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (0), }", "not a tuple")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (0,), }", "neither True nor False")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, }", "one is missing")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (0,), }", "there twice")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (0,), 'x': 1}", "unknown")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (0,), } + f()", "follows the closing brace")]
    [InlineData("{'descr': '<f4", "never closed")]
    [InlineData("", "'{' is expected")]
    public void Refuses_a_header_that_says_something_else(string header, string because) =>
        Refusal(WithHeader(header)).ShouldContain(because);

    [Fact]
    public void Damaged_files_are_read_or_refused_and_nothing_else()
    {
        var originals = References.Where(r =>
            r.Key.StartsWith("read/", StringComparison.Ordinal) || r.Key.StartsWith("version/", StringComparison.Ordinal)).Select(r =>
                r.Value).ToList();
        var refused = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 2000; number++)
        {
            try
            {
                Read(Damage.Do(originals[number % originals.Count], number));
            }
            catch (BadFileException)
            {
                refused++;
            }
        }
        refused.ShouldBeGreaterThan(500);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2000 * (1L << 18));
    }

    private static byte[] File(string shape) => WithHeader($"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}");

    private static byte[] WithHeader(string header) =>
        [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header)];

    private static Tensor Read(byte[] file) => Npy.Read(new MemoryStream(file), "test", file.Length);

    private static string Refusal(byte[] file) => Should.Throw<BadFileException>(() => Read(file)).Message;

    private static byte[] Write(Tensor tensor)
    {
        var stream = new MemoryStream();
        Npy.Write(stream, tensor);
        return stream.ToArray();
    }

    private static IEnumerable<double> Numbers(Tensor tensor) => tensor.DType switch
    {
        DType.Float32 => tensor.ToArray().Select(v => (double)v),
        DType.Int32 => tensor.ToArray<int>().Select(v => (double)v),
        DType.Int64 => tensor.ToArray<long>().Select(v => (double)v),
        _ => tensor.ToArray<bool>().Select(v => v ? 1.0 : 0),
    };
}
