using System.Globalization;
using System.IO.Compression;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>What features are used for works on every kind of data: a table, arrays, a folder of pictures, series.</summary>
public sealed class EveryKindOfDataTests
{
    private const int Count = 24, Side = 8;

    [Theory]
    [InlineData("rows.csv")]
    [InlineData("pictures.npy")]
    [InlineData("pictures.npz")]
    [InlineData("pictures")]
    [InlineData("walks.ts")]
    public void ItIsClusteredSearchedExplainedAndItsOddRowIsFound(string kind)
    {
        using var place = new TemporaryFolder();
        var data = Write(place, kind);
        var clusters = ClusterRun.Run(new ClusterRequest
        {
            Data = data, Estimator = new KMeansOptions { Clusters = 2 }, Map = MapKind.Pca, Output = place.File("clusters"),
        });
        clusters.Metrics.Sizes.Sum().ShouldBe(Count);
        clusters.Metrics.Sizes.Min().ShouldBeInRange(1, Count / 2);

        var found = DetectRun.Run(new DetectRequest { Data = data, Estimator = new KnnDetectorOptions(), Output = place.File("odd") });
        found.Top[0].Row.ShouldBe(5);
        found.Top[0].Reasons.ShouldNotBeEmpty();

        var run = LearnRun.Run(new LearnRequest { Data = data, Estimator = new PcaOptions(), Output = place.File("pca") }).Folder;
        var hit = SearchRun.Run(run, data, "1", 3, output: place.File("like.html")).Hits.ShouldHaveSingleItem();
        // Even rows are of one group, odd ones of the other; rows are counted from 1.
        hit.Rows.ShouldAllBe(row => row % 2 == 1 && row != 1);

        ExplainRun.Run(new ExplainRequest(run, data, place.File("why.html")) { Row = 5 }).Sentences.Count
            .ShouldBeGreaterThan(2);
        foreach (var page in new[] { "clusters/report.html", "odd/report.html", "like.html", "why.html" })
            ReportPages.CheckSelfContained(File.ReadAllText(place.File(page)));
    }

    /// <summary>Two groups by turns; row 5 has one value far from all others'.</summary>
    private static float[] Values()
    {
        var values = new float[Count * Side * Side];
        new RandomStream(4).Uniform(values, 0, 20);
        for (var i = 0; i < values.Length; i++)
            values[i] = MathF.Round(values[i] + (i / (Side * Side) % 2 == 0 ? 20 : 160) + (i % Side * 2));
        for (var i = 0; i < 12; i++) values[(4 * Side * Side) + i] = 250;
        return values;
    }

    private static string Write(TemporaryFolder place, string name)
    {
        var (path, values) = (place.File(name), Values());
        var width = Side * Side;
        switch (name)
        {
            case "rows.csv":
                Text([string.Join(',', Enumerable.Range(0, width).Select(column => $"c{column}")),
                    .. values.Chunk(width)
                        .Select(row => string.Join(',', row.Select(value => value.ToString(CultureInfo.InvariantCulture))))]);
                break;
            case "pictures.npy":
                Npy.Write(path, Tensor.From(values, [Count, Side, Side, 1]));
                break;
            case "pictures.npz":
                using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
                using (var entry = archive.CreateEntry("x.npy").Open())
                    Npy.Write(entry, Tensor.From(values, [Count, Side, Side, 1]));
                break;
            case "pictures":
                Directory.CreateDirectory(path);
                foreach (var (i, picture) in values.Chunk(width).Index())
                    File.WriteAllBytes(
                        Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"{i:00}.png")),
                        PngWriter.Encode(Array.ConvertAll(picture, value => (byte)value), Side, Side, 1));
                break;
            default:
                Text(["@univariate true", "@classLabel false", "@data",
                    .. values.Chunk(width)
                        .Select(row => string.Join(',', row.Select(value => value.ToString(CultureInfo.InvariantCulture))))]);
                break;
        }
        return path;

        void Text(IEnumerable<string> lines) => File.WriteAllText(path, string.Join('\n', lines) + "\n");
    }
}
