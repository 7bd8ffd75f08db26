using System.IO.Compression;

namespace LatentSharp.Tests;

/// <summary>What is read in blocks is what is held in memory.</summary>
public sealed class StreamSourceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("latent-stream-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("table.csv", "kind")]
    [InlineData("table.csv.gz", "kind")]
    [InlineData("table.csv", DataOptions.NoLabel)]
    [InlineData("table.tsv", null)]
    [InlineData("images.npy", "labels.npy")]
    [InlineData("images.npz", null)]
    [InlineData("part-images-idx3-ubyte", null)]
    [InlineData("part-images-idx3-ubyte.gz", null)]
    public void SamplesAndLabelsAreThoseInMemory(string name, string? label)
    {
        var path = Write(name);
        var options = new DataOptions { Label = label == "labels.npy" ? Path.Combine(folder, label) : label, Missing = Missing.Impute };
        StreamSource.Has(path, options).ShouldBeTrue();
        var expected = DataSource.Open(path, options);
        using var stream = StreamSource.Open(path, options);
        stream.Name.ShouldBe(expected.Name);
        stream.Samples.Count.ShouldBe(expected.Count);
        stream.ClassNames.ShouldBe(expected.ClassNames);
        (stream.Labels?.ToArray<int>()).ShouldBe(expected.Labels?.ToArray<int>());
        int[] rows = [3, 0, 5];
        var some = stream.Take(rows);
        some.Samples.ToArray().ShouldBe(expected.Take(rows).Samples.ToArray());
        (some.Labels?.ToArray<int>()).ShouldBe(expected.Labels?.Take(rows).ToArray<int>());
        some.ColumnNames.ShouldBe(expected.ColumnNames);
        expected.Notes.ShouldBeSubsetOf(stream.Notes);
        if (name.Contains("csv", StringComparison.Ordinal)) stream.Notes[^1].ShouldContain("written once, 0.0 MiB");
    }

    [Fact]
    public void WhatCannotBeReadInBlocksIsRefused()
    {
        StreamSource.Has("digits", new()).ShouldBeFalse();
        StreamSource.Has("a.ts", new()).ShouldBeFalse();
        StreamSource.Has("a.csv", new() { Sequence = "id" }).ShouldBeFalse();
        var path = Path.Combine(folder, "first.npy");
        Npy.Write(path, Tensor.From(new float[2 * 3 * 5 * 5], [2, 3, 5, 5]));
        Should.Throw<BadFileException>(() => StreamSource.Open(path, new())).Message
            .ShouldContain("channels of images (3, 5, 5) come first");
        var images = Write("images.npy");
        Should.Throw<BadFileException>(() => StreamSource.Open(images, new() { Label = path })).Message
            .ShouldContain("do not fit 8 samples");
        Should.Throw<BadFileException>(() => DataSource.Open(images, new() { Label = Path.Combine(folder, "no.npy") })).Message
            .ShouldContain("no such file");
    }

    private string Write(string name)
    {
        var path = Path.Combine(folder, name);
        var images = Tensor.From([.. Enumerable.Range(0, 8 * 12).Select(i => (float)(i % 7))], [8, 3, 4]);
        var labels = Tensor.From([.. Enumerable.Range(0, 8).Select(i => 10 * (i % 3))]);
        if (name.StartsWith("table", StringComparison.Ordinal))
        {
            var separator = name.Contains("tsv", StringComparison.Ordinal) ? "\t" : ",";
            var lines = Enumerable.Range(0, 8).Select(i =>
                string.Join(
                    separator, FormattableString.Invariant($"{i / 4.0:0.00}"), i == 2 ? "" : $"{i}", i % 2 == 0 ? "left" : "right",
                    $"k{i % 3}"));
            var head = string.Join(separator, "a", "b", "side", "kind");
            Save(path, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines.Prepend(head))));
        }
        else if (name == "images.npy")
        {
            Npy.Write(path, images);
            Npy.Write(Path.Combine(folder, "labels.npy"), labels);
        }
        else if (name == "images.npz") Npz.Write(path, new Dictionary<string, Tensor> { ["x"] = images, ["y"] = labels });
        else
        {
            Save(path, [0, 0, 8, 3, 0, 0, 0, 8, 0, 0, 0, 3, 0, 0, 0, 4, .. images.ToArray().Select(value => (byte)value)]);
            byte[] classes = [.. labels.ToArray<int>().Select(value => (byte)value)];
            Save(Path.Combine(folder, "part-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, 8, .. classes]);
        }
        return path;
    }

    private static void Save(string path, byte[] bytes)
    {
        using var file = File.Create(path);
        using Stream to = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        to.Write(bytes);
    }
}
