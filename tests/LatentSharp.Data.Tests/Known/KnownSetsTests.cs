using LatentSharp.Testing;

namespace LatentSharp.Tests;

public sealed class KnownSetsTests
{
    // numpy.frombuffer(gzip.open(...).read(), "u1", offset=16 or 8): the pixels' sums, the first 5 labels, the classes' counts of the test
    // part.
    [SkippableTheory]
    [InlineData(
        "mnist", 1567298545, 264923200, new[] { 5, 0, 4, 1, 9 }, new[] { 980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009 }, "7")]
    [InlineData(
        "fashion-mnist", 3431114169, 573469082, new[] { 9, 0, 0, 3, 0 },
        new[] { 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000 }, "Sneaker")]
    public void Opens_by_name(string name, long sum, long testSum, int[] first, int[] testCounts, string seventh)
    {
        DataSets.Require(name);
        var data = DataSource.Open(name);
        data.Name.ShouldBe(name);
        data.Samples.Shape.ShouldBe([60_000, 28, 28, 1]);
        data.Samples.ToArray().Sum(v => (long)v).ShouldBe(sum);
        data.Labels!.Value.ToArray<int>()[..5].ShouldBe(first);
        data.ClassNames[7].ShouldBe(seventh);
        data.License.ShouldNotBeNullOrEmpty();
        var test = data.TestPart.ShouldNotBeNull();
        test.Samples.Shape.ShouldBe([10_000, 28, 28, 1]);
        test.Samples.ToArray().Sum(v => (long)v).ShouldBe(testSum);
        test.Labels!.Value.ToArray<int>().CountBy(l => l).OrderBy(c => c.Key).Select(c => c.Value).ShouldBe(testCounts);
    }

    [Fact]
    public void Says_how_to_get_a_set_that_is_nowhere()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<BadFileException>(() => KnownSets.Load(KnownSets.Find("MNIST")!, [folder.Path])).Message
            .ShouldBe("mnist: its files are not on this machine; get them with: latent data get mnist");
    }

    [Fact]
    public void Refuses_files_that_are_another_set()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("mnist"));
        foreach (var file in KnownSets.Find("mnist")!.Files)
            folder.Write($"mnist/{file.Name}", [0, 0, 8, 1, 0, 0, 0, 2, 1, 2]);
        Should.Throw<BadFileException>(() =>
            KnownSets.Load(KnownSets.Find("mnist")!, [folder.Path])).Message.ShouldContain("mnist has 10 classes and a test part");
    }
}
