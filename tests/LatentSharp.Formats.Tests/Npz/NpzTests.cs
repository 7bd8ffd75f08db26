using System.Diagnostics;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Against files that NumPy wrote, and hostile ones that Python did: references/make_npz.py.</summary>
public sealed class NpzTests : IDisposable
{
    private static readonly Dictionary<string, byte[]> Files = ReferenceArchive.Read("Npz", "npz.zip");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("stored")]
    [InlineData("deflated")]
    public void Reads_what_NumPy_writes(string kind)
    {
        var path = folder.Write("a.npz", Files[$"good/{kind}.npz"]);
        Npz.Names(path).ShouldBe(["X", "y", "sub/b", "d"]);
        var arrays = Npz.Read(path);
        arrays["X"].Shape.ShouldBe([2, 3, 4]);
        arrays["X"].ToArray().ShouldBe(Enumerable.Range(0, 24).Select(n => (n / 4f) - 2));
        arrays["d"].ToArray().ShouldBe(Enumerable.Range(0, 24).Select(n => (n / 4f) - 2));
        arrays["y"].ToArray<long>().ShouldBe([3, -7]);
        arrays["sub/b"].ToArray<bool>().ShouldBe(Enumerable.Range(0, 24).Select(n => n % 2 == 1));
        Npz.Read(path, "y").ToArray<long>().ShouldBe([3, -7]);
        Should.Throw<BadArgumentException>(() => Npz.Read(path, "Y")).Message.ShouldEndWith(
            "has no array 'Y'; its arrays are X, y, sub/b, d.");
    }

    [Fact]
    public void An_archive_may_hold_nothing() => Read(Files["good/none.npz"]).ShouldBeEmpty();

    [Theory]
    [InlineData("elsewhere-0", "'../X.npy' has a name that points elsewhere")]
    [InlineData("elsewhere-1", "'/X.npy' has a name that points elsewhere")]
    [InlineData("elsewhere-2", "'a/../X.npy' has a name that points elsewhere")]
    [InlineData("elsewhere-3", "'..\\X.npy' has a name that points elsewhere")]
    [InlineData("elsewhere-4", "'C:X.npy' has a name that points elsewhere")]
    [InlineData("text", "'readme.txt' is no array")]
    [InlineData("twice", "is there twice")]
    [InlineData("objects", "Python objects")]
    [InlineData("longer", "takes 96 bytes, but the file holds 100")]
    [InlineData("shorter", "takes 96 bytes, but the file holds 92")]
    [InlineData("longer-stored", "takes 96 bytes, but the file holds 100")]
    [InlineData("huge", "cannot hold the 4294967280 that are announced")]
    [InlineData("head-lies", "takes 96 bytes, but the file holds 67108864")]
    [InlineData("checksum", "but 04030201 is announced")]
    [InlineData("encrypted", "the member is encrypted")]
    [InlineData("method", "the member is packed in a way that is not read, such as LZMA or bzip2; stored and deflated ones are")]
    [InlineData("short", "takes 96 bytes, but the file holds 95")]
    [InlineData("not-npy", "this is not an npy file")]
    public void Refuses_what_is_not_to_be_trusted(string name, string because)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refusal(Files[$"refuse/{name}.npz"]).ShouldContain(because);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4 << 20);
    }

    [Fact]
    public void Refuses_a_length_that_lies_together_with_the_head()
    {
        // Both lists and the array's own head announce one float more than the member holds, which .NET would cut or fill in silence.
        var stream = new MemoryStream();
        Npz.Write(stream, new Dictionary<string, Tensor> { ["X"] = Tensor.Zeros([100, 100]) });
        var file = stream.ToArray();
        var lie = Replace(
            Replace(file, "(100, 100)"u8, "(100, 101)"u8), BitConverter.GetBytes(40_000 + 128), BitConverter.GetBytes(40_400 + 128));
        Refusal(lie).ShouldStartWith("test");
    }

    [Fact]
    public void Refuses_what_is_no_archive()
    {
        Refusal([]).ShouldBe("test: the file is empty; an npz file is expected.");
        Refusal("PK and more"u8.ToArray()).ShouldContain("this is not an npz file");
        Refusal(Files["good/stored.npz"][..^30]).ShouldContain("this is not an npz file");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Writes_what_comes_back_and_the_same_bytes_again(bool compress)
    {
        var arrays = new Dictionary<string, Tensor>
        {
            ["b"] = Tensor.From(1, 2), ["a"] = Tensor.From(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]), ["t"] = Tensor.From(true),
        };
        Npz.Write(folder.File("a.npz"), arrays, compress);
        Npz.Names(folder.File("a.npz")).ShouldBe(["a", "b", "t"]);
        var read = Npz.Read(folder.File("a.npz"));
        read["a"].Shape.ShouldBe([2, 3]);
        read["a"].ToArray().ShouldBe([1, 2, 3, 4, 5, 6]);
        read["b"].ToArray<int>().ShouldBe([1, 2]);
        read["t"].ToArray<bool>().ShouldBe([true]);
        Npz.Write(folder.File("b.npz"), arrays, compress);
        File.ReadAllBytes(folder.File("b.npz")).ShouldBe(File.ReadAllBytes(folder.File("a.npz")));
        foreach (var name in new[] { "", "../a", "a/b", "a\\b", "c:a" })
            Should.Throw<BadArgumentException>(() =>
                Npz.Write(folder.File("c.npz"), new Dictionary<string, Tensor> { [name] = Tensor.Scalar(1) }));
        File.Exists(folder.File("c.npz")).ShouldBeFalse();
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void NumPy_reads_what_is_written(bool compress)
    {
        Skip.IfNot(HasNumPy(), "there is no /usr/bin/python3 with NumPy");
        Npz.Write(
            folder.File("a.npz"),
            new Dictionary<string, Tensor> { ["a"] = Tensor.From(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]), ["b"] = Tensor.From(7, 8) },
            compress);
        Python(
            "import numpy, sys; f = numpy.load(sys.argv[1]); print(sorted(f.files), "
            + "f['a'].tolist(), f['a'].dtype, f['b'].tolist(), f['b'].dtype)",
            folder.File("a.npz"))
            .ShouldBe("['a', 'b'] [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]] float32 [7, 8] int32");
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_and_nothing_else()
    {
        byte[][] originals = [Files["good/stored.npz"], Files["good/deflated.npz"]];
        var refused = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 2000; number++)
        {
            try
            {
                Read(Damage.Do(originals[number % 2], number));
            }
            catch (BadFileException)
            {
                refused++;
            }
        }
        refused.ShouldBeGreaterThan(1000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2000 * (1L << 20));
    }

    private static IReadOnlyDictionary<string, Tensor> Read(byte[] file) => Npz.Read(new MemoryStream(file), "test");

    private static string Refusal(byte[] file) => Should.Throw<BadFileException>(() => Read(file)).Message;

    private static byte[] Replace(byte[] file, ReadOnlySpan<byte> old, ReadOnlySpan<byte> replacement)
    {
        var copy = file.ToArray();
        for (var at = copy.AsSpan().IndexOf(old); at >= 0; at = copy.AsSpan().IndexOf(old)) replacement.CopyTo(copy.AsSpan(at));
        return copy;
    }

    private static bool HasNumPy() =>
        File.Exists("/usr/bin/python3") && Python("try:\n import numpy; print('yes')\nexcept ImportError: print('no')", "") == "yes";

    private static string Python(string code, string argument)
    {
        using var process = Process.Start(
            new ProcessStartInfo("/usr/bin/python3", ["-c", code, argument]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Trim();
    }
}
