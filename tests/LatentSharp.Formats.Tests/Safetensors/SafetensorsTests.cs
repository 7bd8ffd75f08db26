using System.Buffers.Binary;
using System.Text;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class SafetensorsTests
{
    private static readonly byte[] Reference = File.ReadAllBytes(
        Path.Combine(AppContext.BaseDirectory, "Safetensors", "references", "reference.safetensors"));

    [Fact]
    public void Reads_a_file_made_after_the_formats_description()
    {
        var file = Read(Reference);
        file.Tensors.Keys.ShouldBe(["brain", "half", "long", "mask", "nothing", "single", "weight/ä", "whole"]);
        file.Tensors["weight/ä"].Shape.ShouldBe([3, 2]);
        file.Tensors["weight/ä"].ToArray().ShouldBe([-0.25f, -0.125f, 0, 0.125f, 0.25f, 0.375f]);
        file.Tensors["long"].ToArray<long>().ShouldBe(
            [-7, 999_999_999_993, 1_999_999_999_993, 2_999_999_999_993, 3_999_999_999_993, 4_999_999_999_993]);
        file.Tensors["whole"].ToArray<int>().ShouldBe([-3, -2, -1, 0, 1, 2]);
        file.Tensors["half"].ToArray<Half>().ShouldBe([(Half)0, (Half)0.25, (Half)0.5, (Half)0.75, (Half)1, (Half)1.25]);
        file.Tensors["brain"].DType.ShouldBe(DType.Float32);
        // The upper 16 bits of 1e30 (0x7149F2CA) are 0x7149, which is 0x71490000.
        file.Tensors["brain"].ToArray().ShouldBe(
            [1, -2.5f, 3.140625f, 0, float.PositiveInfinity, BitConverter.UInt32BitsToSingle(0x71490000)]);
        file.Tensors["mask"].ToArray<bool>().ShouldBe([true, false, false, true, false, false]);
        file.Tensors["nothing"].Shape.ShouldBe([0, 4]);
        file.Tensors["single"].Shape.ShouldBe(Shape.Scalar);
        file.Metadata.ShouldBe(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = "np", ["note"] = "tab\t, quote \" and é" });
    }

    [Fact]
    public void Writes_the_bytes_that_the_format_asks_for()
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["b"] = Tensor.From(1f, -2f),
            ["a"] = Tensor.From(true, false, true),
            ["c"] = Tensor.From([5L], Shape.Scalar),
        };
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["y"] = "2", ["x"] = "ä" };
        // By hand: c takes bytes 0 to 8, b 8 to 16, a 16 to 19; the text is padded to a multiple of 8.
        const string Json =
            """{"__metadata__":{"x":"ä","y":"2"},"a":{"dtype":"BOOL","shape":[3],"data_offsets":[16,19]},"b":"""
            + """{"dtype":"F32","shape":[2],"data_offsets":[8,16]},"c":{"dtype":"I64","shape":[],"data_offsets":[0,8]}}""";
        var header = Encoding.UTF8.GetBytes(Json).ToList();
        while (header.Count % 8 > 0) header.Add((byte)' ');
        byte[] expected =
        [
            (byte)header.Count, 0, 0, 0, 0, 0, 0, 0, .. header, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 1, 0, 1,
        ];
        Write(tensors, metadata).ShouldBe(expected);
        InCulture.German(() => Write(tensors.Reverse().ToDictionary(StringComparer.Ordinal), metadata)).ShouldBe(expected);
    }

    [Fact]
    public void Random_tensors_come_back_and_the_file_is_the_same_twice()
    {
        for (var trial = 0; trial < 50; trial++)
        {
            var random = new RandomStream(11).Derive(trial);
            var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
            for (var i = 0; i < trial % 7; i++)
            {
                var own = random.Derive(i);
                var sizes = new int[i % 4];
                own.Integers(sizes, 0, 5);
                var numbers = new int[new Shape(sizes).Count];
                own.Derive("numbers").Integers(numbers, int.MinValue, int.MaxValue);
                tensors[$"layer_{numbers.Length}/{i}\"\\\u0001é"] = (trial % 4) switch
                {
                    0 => Tensor.From(numbers, new Shape(sizes)),
                    1 => Tensor.From(numbers.Select(v => (long)v * v).ToArray(), new Shape(sizes)),
                    2 => Tensor.From(numbers.Select(v => v % 2 == 0).ToArray(), new Shape(sizes)),
                    _ => Tensor.From(numbers.Select(v => v / 7f).ToArray(), new Shape(sizes)),
                };
            }
            var bytes = Write(tensors);
            (BinaryPrimitives.ReadInt64LittleEndian(bytes) % 8).ShouldBe(0);
            var read = Read(bytes).Tensors;
            read.Keys.ShouldBe(tensors.Keys, ignoreOrder: true);
            foreach (var (name, tensor) in tensors)
            {
                read[name].Shape.ShouldBe(tensor.Shape);
                read[name].DType.ShouldBe(tensor.DType);
            }
            Write(read).ShouldBe(bytes);
        }
    }

    [Fact]
    public void Refuses_names_and_types_that_the_format_does_not_have()
    {
        Should.Throw<BadArgumentException>(() =>
            Write(new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["__metadata__"] = Tensor.Scalar(1) }))
            .Message.ShouldContain("keeps this name");
        Should.Throw<BadArgumentException>(() =>
            Write(new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["w"] = Tensor.Zeros([2], DType.BFloat16) }))
            .Message.ShouldBe("Tensor 'w' of BFloat16 cannot be written; convert it to Float32 first.");
    }

    [Fact]
    public void Refuses_a_start_that_lies()
    {
        Refusal([]).ShouldBe("test: the file is empty; a safetensors file is expected.");
        Refusal(new byte[7]).ShouldBe("test: byte 0: the file has 7 bytes; a safetensors file begins with 8 bytes of header length.");
        Refusal(new byte[8]).ShouldBe("test: header: the header does not begin with '{'.");
        Refusal([100, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}']).ShouldBe(
            "test: byte 0: a header of 100 bytes is announced, but only 2 follow.");
        Refusal([1, 0xE1, 0xF5, 5, 0, 0, 0, 0]).ShouldBe(
            "test: byte 0: a header of 100000001 bytes is too long; at most 100000000 are read.");
        Refusal([255, 255, 255, 255, 255, 255, 255, 255, 1]).ShouldContain("18446744073709551615 bytes is too long");
        Refusal([2, 0, 0, 0, 0, 0, 0, 0, (byte)'{', 0xFF]).ShouldBe("test: header: the header is not UTF-8.");
    }

    [Theory]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}""",
        "the name 'a' is there twice")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"\u0061":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}""",
        "the name 'a' is there twice")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "the key 'dtype' is unknown or there twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}}""", "the key 'more' is unknown")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", "one is missing")]
    [InlineData("""{"a":1}""", "tensor 'a': an object")]
    [InlineData(
        """{"__metadata__":{"x":1},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
        "__metadata__: the value of 'x' is not a text")]
    [InlineData(
        """{"__metadata__":{"x":"1","x":"2"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
        "__metadata__: the name 'x' is there twice")]
    [InlineData("""{"__metadata__":["x"],"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "__metadata__: an object of texts")]
    [InlineData(
        """{"a":{"dtype":"F64","shape":[],"data_offsets":[0,8]}}""",
        "tensor 'a': elements of type 'F64' are not read; F32, F16, BF16, I32, I64, BOOL are")]
    [InlineData("""{"a":{"dtype":4,"shape":[1],"data_offsets":[0,4]}}""", "dtype is not a text")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "not a whole number of 0 or more")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "not a whole number of 0 or more")]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", "not a whole number of 0 or more")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}""", "not a whole number of 0 or more")]
    [InlineData("""{"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}""", "shape is not a list")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1125899906842624],"data_offsets":[0,4]}}""", "2147483648 elements or more")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", "2147483648 elements or more")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2147483647,2147483647,4],"data_offsets":[0,4]}}""", "2147483648 elements or more")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}""", "not a whole number of 0 or more")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "shape (2) of F32 takes 8 bytes, but data_offsets 0 to 4 span 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "run backwards")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "first of data_offsets is not a whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", "not a list of two places")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "second of data_offsets is not a whole number")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
        "begins at byte 0 instead of 4 and overlaps")]
    [InlineData("""{"a":{"dtype":"F16","shape":[1],"data_offsets":[2,4]}}""", "begins at byte 2 instead of 0 and leaves a hole")]
    [InlineData("""{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}""", "the tensors take 2 bytes, but the file holds 4")]
    [InlineData("""{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}""", "the tensors take 8 bytes, but the file holds 4")]
    [InlineData("""{}""", "the tensors take 0 bytes, but the file holds 4")]
    [InlineData("""{"a":{"dtype":"BOOL","shape":[4],"data_offsets":[0,4]}}""", "tensor 'a': element 3 of a BOOL tensor is neither 0 nor 1")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "not Unicode")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} {}""", "the JSON is broken")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}""", "the JSON is broken")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},}""", "the JSON is broken")]
    [InlineData("""[]""", "does not begin with '{'")]
    public void Refuses_a_header_that_says_something_else(string header, string because) =>
        Refusal(WithHeader(header)).ShouldContain(because);

    [Fact]
    public void Refuses_depth_rank_and_numbers_without_end()
    {
        var deep = new string('[', 100_000);
        Refusal(WithHeader($$$"""{"a":{{{deep}}}""")).ShouldContain("tensor 'a': an object");
        Refusal(WithHeader($$$"""{"__metadata__":{"x":{{{deep}}}""")).ShouldContain("the JSON is broken");
        var rank = string.Join(',', Enumerable.Repeat("1", 10_000));
        Refusal(WithHeader($$$"""{"a":{"dtype":"F32","shape":[{{{rank}}}],"data_offsets":[0,4]}}""")).ShouldContain("more than 8 axes");
        var many = string.Join(
            ',', Enumerable.Range(0, 100_001).Select(i => $$"""  "{{i}}":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}"""));
        Refusal(WithHeader("{" + many + "}")).ShouldContain("more than 100000 tensors");
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_and_nothing_else()
    {
        var refused = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 2000; number++)
        {
            try
            {
                Read(Damage.Do(Reference, number));
            }
            catch (BadFileException)
            {
                refused++;
            }
        }
        refused.ShouldBeGreaterThan(1000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2000 * (1L << 18));
    }

    private static byte[] WithHeader(string header)
    {
        var text = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((long)text.Length), .. text, 1, 0, 1, 7];
    }

    private static SafetensorsFile Read(byte[] file) => Safetensors.Read(new MemoryStream(file), "test", file.Length);

    private static string Refusal(byte[] file) => Should.Throw<BadFileException>(() => Read(file)).Message;

    private static byte[] Write(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var stream = new MemoryStream();
        Safetensors.Write(stream, tensors, metadata);
        return stream.ToArray();
    }
}
