using System.Buffers.Binary;
using System.IO.Compression;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Against files that NumPy and Python's struct and gzip wrote: references/make_idx.py.</summary>
public sealed class IdxTests : IDisposable
{
    private static readonly Dictionary<string, byte[]> Files = ReferenceArchive.Read("Idx", "idx.zip");

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Types => new(Files.Keys.Where(name => name.StartsWith("types/", StringComparison.Ordinal)));

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Types))]
    public void Reads_every_type_packed_or_not(string name)
    {
        var tensor = Read(Files[name]);
        tensor.Shape.ShouldBe([2, 3, 4]);
        Func<int, float> expected = name[6] switch { 'u' => n => 10 * n, 'i' => n => (5 * n) - 60, _ => n => (n / 4f) - 2 };
        tensor.ToArray().ShouldBe(Enumerable.Range(0, 24).Select(expected));
    }

    [Fact]
    public void Reads_up_to_eight_axes()
    {
        Read(Files["ranks/1-idx"]).Shape.ShouldBe([5]);
        Read(Files["ranks/2-idx"]).Shape.ShouldBe([5, 2]);
        Read(Files["ranks/5-idx"]).Shape.ShouldBe([2, 1, 3, 1, 2]);
        Read(Files["ranks/8-idx"]).Shape.ShouldBe([2, 1, 1, 1, 1, 1, 1, 3]);
    }

    [Fact]
    public void Rounds_to_the_nearest_float()
    {
        // numpy: np.array([...]).astype("f4")
        Read(Files["round/f8-idx"]).ToArray().ShouldBe([0.1f, 0.33333334f, -16777216f, 1.401298464324817e-45f]);
        Read(Files["round/i4-idx"]).ToArray().ShouldBe([16777216f, -2147483648f, 2147483648f]);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 8 }, "byte 0: this is not an IDX file")]
    [InlineData(new byte[] { 0, 1, 8, 1, 0, 0, 0, 0 }, "byte 0: this is not an IDX file")]
    [InlineData(new byte[] { 0, 0, 0x0A, 1, 0, 0, 0, 0 }, "byte 2: the element type 0A is not known")]
    [InlineData(new byte[] { 0, 0, 8, 0, 0 }, "byte 3: 0 axes cannot be; 1 to 8 can")]
    [InlineData(new byte[] { 0, 0, 8, 255, 0 }, "byte 3: 255 axes cannot be")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 0, 0, 1, 0 }, "byte 4: the file ends inside the sizes of its 2 axes")]
    [InlineData(new byte[] { 0, 0, 8, 1, 255, 255, 255, 255 }, "byte 4: axis 1 has 4294967295 elements")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 1, 0, 0, 0, 1, 0, 0 }, "2147483648 elements or more")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0x7F, 255, 255, 255, 0x7F, 255, 255, 255, 0, 0, 0, 0 }, "2147483648 elements or more")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 3, 1, 2 }, "data: shape (3) takes 3 bytes, but the file holds 2")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 1, 2 }, "data: shape (1) takes 1 bytes, but the file holds 2")]
    [InlineData(new byte[] { 0, 0, 0x0E, 1, 0x7F, 255, 255, 255 }, "takes 17179869176 bytes, but the file holds 0")]
    public void Refuses_a_head_that_lies(byte[] file, string because)
    {
        Refusal(file).ShouldContain(because);
        Refusal(Pack(file)).ShouldContain(because);
    }

    [Fact]
    public void Refuses_a_bomb_without_taking_memory_for_it()
    {
        // 300 MB of zeros in 300 kB, announced truthfully.
        var bomb = new byte[300 << 20];
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(4), bomb.Length - 8);
        (bomb[2], bomb[3]) = (8, 1);
        var packed = Pack(bomb);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refusal(packed).ShouldContain("a file that swells so is refused");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(packed.Length + (4 << 20));
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_and_nothing_else()
    {
        var refused = 0;
        var originals = Files.Values.ToArray();
        for (var number = 0; number < 1000; number++)
        {
            try
            {
                Read(Damage.Do(originals[number % originals.Length], number));
            }
            catch (BadFileException)
            {
                refused++;
            }
        }
        refused.ShouldBeGreaterThan(400);
    }

    [Fact]
    public void Pairs_images_with_labels_and_a_test_part()
    {
        Write("train-images-idx3-ubyte", Images(3));
        Write("train-labels-idx1-ubyte.gz", Pack(Labels(7, 2, 7)));
        Write("t10k-images-idx3-ubyte.gz", Pack(Images(2)));
        Write("t10k-labels-idx1-ubyte", Labels(9, 2));
        var data = DataSource.Open(folder.Path);
        data.Samples.Shape.ShouldBe([3, 2, 2, 1]);
        data.Samples.ToArray().ShouldBe(Enumerable.Range(0, 12).Select(n => (float)n));
        data.ClassNames.ShouldBe(["2", "7", "9"]);
        data.Labels!.Value.ToArray<int>().ShouldBe([1, 0, 1]);
        data.TestPart!.Samples.Shape.ShouldBe([2, 2, 2, 1]);
        data.TestPart.Labels!.Value.ToArray<int>().ShouldBe([2, 0]);

        var part = DataSource.Open(folder.File("t10k"));
        part.Name.ShouldBe("t10k");
        part.ClassNames.ShouldBe(["2", "9"]);
        part.TestPart.ShouldBeNull();
        DataSource.Open(folder.File("train-images-idx3-ubyte")).Labels!.Value.ToArray<int>().ShouldBe([1, 0, 1]);
        DataSource.Open(folder.File("train-labels-idx1-ubyte.gz")).Samples.ToArray().ShouldBe([7, 2, 7]);
        Should.Throw<BadArgumentException>(() =>
            DataSource.Open(folder.Path, new DataOptions { Label = "x" })).Message.ShouldContain("bring their own labels");
    }

    [Fact]
    public void Names_may_have_a_dot_for_the_dash()
    {
        // 40 images to learn from, 20 of each of 2 classes, and 12 to test on, as many unpackers name them.
        foreach (
            var (name, content) in ReferenceArchive.Read("Labels", "labels.zip")
                .Where(file => file.Key.EndsWith("-ubyte", StringComparison.Ordinal)))
            Write(Path.GetFileName(name), content);
        var data = DataSource.Open(folder.Path);
        (data.Count, data.TestPart!.Count, data.ClassNames.Count).ShouldBe((40, 12, 2));
        data.Labels!.Value.ToArray<int>().Count(label => label == 0).ShouldBe(20);
        data.TestPart.Labels.ShouldNotBeNull();
        data.Notes.ShouldBeEmpty();

        var single = DataSource.Open(folder.File("train-images.idx3-ubyte"));
        single.Labels!.Value.ToArray<int>().ShouldBe(data.Labels.Value.ToArray<int>());
        single.TestPart.ShouldBeNull();
        DataSource.Open(folder.File("t10k")).Count.ShouldBe(12);

        File.Move(folder.File("train-labels.idx1-ubyte"), folder.File("train-labels-idx1-ubyte"));
        DataSource.Open(folder.Path).Labels!.Value.ToArray<int>().ShouldBe(data.Labels.Value.ToArray<int>());
        File.Delete(folder.File("train-labels-idx1-ubyte"));
        DataSource.Open(folder.File("train-images.idx3-ubyte")).Notes
            .ShouldBe(["no file of labels lies beside train-images.idx3-ubyte, so the samples have none."]);
    }

    [Fact]
    public void Names_may_begin_with_images_and_labels()
    {
        Write("images.idx3-ubyte", Images(3));
        Write("labels.idx1-ubyte.gz", Pack(Labels(4, 4, 5)));
        DataSource.Open(folder.Path).ClassNames.ShouldBe(["4", "5"]);
        DataSource.Open(folder.File("images.idx3-ubyte")).ClassNames.ShouldBe(["4", "5"]);
    }

    [Fact]
    public void Refuses_parts_that_do_not_fit_together()
    {
        Write("a-images-idx3-ubyte", Images(3));
        Write("a-labels-idx1-ubyte", Labels(1, 2));
        Should.Throw<BadFileException>(() => DataSource.Open(folder.Path)).Message
            .ShouldBe($"{folder.File("a-labels-idx1-ubyte")}: labels of shape (2) do not fit 3 samples; (3) is needed.");
        Write("b-images-idx3-ubyte", Images(3));
        Should.Throw<BadFileException>(() => DataSource.Open(folder.Path)).Message
            .ShouldBe($"{folder.Path}: it is not clear which images to learn from; name one of a-images-idx3-ubyte, b-images-idx3-ubyte.");
    }

    private static byte[] Images(int count) =>
        [0, 0, 8, 3, 0, 0, 0, (byte)count, 0, 0, 0, 2, 0, 0, 0, 2, .. Enumerable.Range(0, 4 * count).Select(n => (byte)n)];

    private static byte[] Labels(params byte[] labels) => [0, 0, 8, 1, 0, 0, 0, (byte)labels.Length, .. labels];

    private void Write(string name, byte[] content) => folder.Write(name, content);

    private static Tensor Read(byte[] file) => IdxFile.Read(new InputSource("test", () => new MemoryStream(file)));

    private static string Refusal(byte[] file) => Should.Throw<BadFileException>(() => Read(file)).Message;

    private static byte[] Pack(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(content);
        return packed.ToArray();
    }
}
