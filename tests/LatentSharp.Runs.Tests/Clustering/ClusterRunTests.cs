using System.Text.Json;
using System.Xml.Linq;

namespace LatentSharp.Tests;

public sealed class ClusterRunTests
{
    [Fact]
    public void ARunFolderHoldsClustersFiguresModelAndPage()
    {
        using var place = new TemporaryFolder();
        var result = ClusterRun.Run(new ClusterRequest
        {
            Data = place.Clusters(), Reading = new() { Label = "kind" }, Estimator = new KMeansOptions { Clusters = 2 }, Map = MapKind.Pca,
                Output = place.File("run"),
        });
        var lines = File.ReadAllLines(place.File("run/clusters.csv"));
        lines[0].ShouldBe("row,cluster,membership,label");
        lines.Length.ShouldBe(result.Metrics.Samples + 1);
        result.Metrics.Sizes.Sum().ShouldBe(result.Metrics.Samples);
        using var metrics = JsonDocument.Parse(File.ReadAllText(place.File("run/metrics.json")));
        metrics.RootElement.GetProperty("accuracy").GetDouble().ShouldBe(result.Metrics.Accuracy!.Value);
        metrics.RootElement.GetProperty("clusters").GetInt32().ShouldBe(2);
        var page = File.ReadAllText(place.File("run/report.html"));
        XDocument.Parse(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        // Groups far apart: the index of Davies and Bouldin is far below 1.
        result.Metrics.DaviesBouldin!.Value.ShouldBeInRange(0, 1);
        result.Metrics.Describe().ShouldContain(line => line.StartsWith("Davies–Bouldin", StringComparison.Ordinal));
        page.ShouldContain("Map by cluster");
        page.ShouldContain("trustworthiness ");
        page.ShouldContain("The same map by label");
        page.ShouldContain("<span>--clusters</span> 2 <span>--map</span> pca <span>--label</span> kind");
        var saved = SavedModel.Load(place.File("run")).Model.ShouldBeOfType<FittedKMeansClusterer>();
        saved.ClusterCount.ShouldBe(2);
    }

    [Fact]
    public void RowsThatBelongToNoneAndNoClusterAreSaid()
    {
        using var place = new TemporaryFolder();
        var result = ClusterRun.Run(new ClusterRequest
        {
            Data = place.Clusters(), Reading = new() { Label = "kind" }, Estimator = new HdbscanOptions { MinClusterSize = 1000 },
            Map = MapKind.Pca,
            Output = place.File("run"),
        });
        (result.Metrics.Clusters, result.Metrics.Unclustered).ShouldBe((0, result.Metrics.Samples));
        result.Metrics.Warnings.ShouldContain(warning => warning.StartsWith("No group of rows is dense enough", StringComparison.Ordinal));
        File.ReadAllLines(place.File("run/clusters.csv"))[1].ShouldStartWith("1,,0");
    }

    [Fact]
    public void WhatFindsNoClustersIsRefused() =>
        Should.Throw<BadArgumentException>(() => ClusterRun.Run(new ClusterRequest { Data = "digits", Estimator = new PcaOptions() }))
            .Message
            .ShouldContain("pca finds no clusters; n2d, kmeans");

    [Fact]
    public void SearchFindsTheRowItselfByAFileAndKeepsItsGraph()
    {
        using var place = new TemporaryFolder();
        var data = place.Clusters();
        var run = LearnRun.Run(new LearnRequest { Data = data, Reading = new() { Label = "kind" }, Estimator = new PcaOptions(),
            Output = place.File("run") })
            .Folder;
        var byRow = SearchRun.Run(run, data, "1", 3, NeighborSearch.Graph, place.File("like.html"), "kind");
        byRow.Hits.Count.ShouldBe(1);
        byRow.Hits[0].Rows.ShouldNotContain(1);
        byRow.Hits[0].Distances.ShouldBe(byRow.Hits[0].Distances.Order());
        XDocument.Parse(File.ReadAllText(place.File("like.html")).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        var byFile = SearchRun.Run(run, data, data, 1, NeighborSearch.Auto, place.File("like.csv"), "kind");
        byFile.InWords.ShouldContain("index read");
        for (var row = 0; row < byFile.Hits.Count; row++) byFile.Hits[row].Distances[0].ShouldBe(0);
        File.ReadAllLines(place.File("like.csv"))[0].ShouldBe("query,rank,row,name,distance");
        Should.Throw<BadArgumentException>(() => SearchRun.Run(run, data, "100000", 3, label: "kind"))
            .Message.ShouldContain("row 100000 does not exist");
        Should.Throw<BadArgumentException>(() => SearchRun.Run(run, data, "1", 5000, label: "kind"))
            .Message.ShouldContain("--k: 5000 does not fit");
    }

    [Fact]
    public void TheReportOfLearningDrawsAMapOnRequest()
    {
        using var place = new TemporaryFolder();
        LearnRun.Run(new LearnRequest
        {
            Data = place.Clusters(), Reading = new() { Label = "kind" }, Estimator = new PcaOptions { LatentSize = 3 }, Map = MapKind.Umap,
                Output = place.File("run"),
        });
        var page = File.ReadAllText(place.File("run/report.html"));
        page.ShouldContain("mapped to the plane by UMAP");
        page.ShouldContain("<span>--map</span> umap");
    }
}
