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
        page.ShouldContain("trustworthiness 0.997");
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
            Data = place.Clusters(), Reading = new() { Label = "kind" }, Estimator = new HdbscanOptions { MinClusterSize = 30 },
            Map = MapKind.Pca,
            Output = place.File("run"),
        });
        (result.Metrics.Clusters, result.Metrics.Unclustered).ShouldBe((0, result.Metrics.Samples));
        result.Metrics.Describe().First().ShouldBe("0 clusters, 40 rows belong to none");
        result.Metrics.Warnings.ShouldContain(warning => warning.StartsWith("No group of rows is dense enough", StringComparison.Ordinal));
        File.ReadAllLines(place.File("run/clusters.csv"))[1].ShouldStartWith("1,,0");
    }

    [Fact]
    public void WhatFindsNoClustersIsRefused() =>
        Should.Throw<BadArgumentException>(() => ClusterRun.Run(new ClusterRequest { Data = "digits", Estimator = new PcaOptions() }))
            .Message
            .ShouldContain("pca finds no clusters; n2d, kmeans");

    [Fact]
    public void NoRowsAndOneMakeNoClusters()
    {
        using var place = new TemporaryFolder();
        Refused(place.Write("header.csv", "a,b\n")).ShouldContain("may be a header; at least 2 rows");
        Npy.Write(place.File("one.npy"), Tensor.Ones([1, 3]));
        Refused(place.File("one.npy")).ShouldContain("holds 1 sample; at least 2 are needed");
        Npy.Write(place.File("none.npy"), Tensor.Zeros([0, 3]));
        Refused(place.File("none.npy")).ShouldContain("none.npy");
        LearnRun.Run(new LearnRequest
        {
            Data = place.Clusters(), Reading = new() { Label = "kind" }, Estimator = new PcaOptions(), Output = place.File("pca"),
        });
        // What a model has learned says how a single row is read.
        Refused(place.Write("row.csv", "width,height,depth\n1,2,3\n"), place.File("pca")).ShouldContain("one row makes no clusters");
        Directory.Exists(place.File("run")).ShouldBeFalse();

        string Refused(string data, string? model = null)
        {
            var request = new ClusterRequest { Model = model, Data = data, Estimator = new KMeansOptions(), Output = place.File("run") };
            var refusal = Should.Throw<Exception>(() => ClusterRun.Run(request));
            (refusal is BadArgumentException or BadFileException).ShouldBeTrue(refusal.ToString());
            return refusal.Message;
        }
    }

    [Fact]
    public void FeaturesOfARunAreClusteredAndClustersThatWereFoundServeOtherRows()
    {
        using var place = new TemporaryFolder();
        var (data, kind) = (place.Clusters(), new DataOptions { Label = "kind" });
        LearnRun.Run(new LearnRequest
        {
            Data = data, Reading = kind, Estimator = new PcaOptions { LatentSize = 2 }, Output = place.File("pca"),
        });
        var features = new ClusterRequest { Model = place.File("pca"), Data = data, Reading = kind, Map = MapKind.Pca };
        var ofFeatures = ClusterRun.Run(features with { Output = place.File("groups") });
        (ofFeatures.Metrics.Model, ofFeatures.Metrics.Features).ShouldBe(("kmeans", "pca"));
        ofFeatures.Metrics.Choice.ShouldNotBeNull();
        var page = File.ReadAllText(place.File("groups/report.html"));
        page.ShouldContain("rows are clustered by 2 features of");
        page.ShouldContain("the model in model/");
        ApplyRun.Features(place.File("pca"), data, place.File("features.csv"), new() { Label = "kind" });

        // The table of features is what the clusters are of: the same rows are in the same clusters.
        var again = ClusterRun.Run(new ClusterRequest
        {
            Model = place.File("groups"), Data = place.File("features.csv"), Reading = new() { Label = "-1" }, Map = MapKind.Pca,
            Output = place.File("again"),
        });
        again.Metrics.Sizes.ShouldBe(ofFeatures.Metrics.Sizes);
        again.Metrics.Accuracy.ShouldBe(ofFeatures.Metrics.Accuracy);
        Directory.Exists(place.File("again/model")).ShouldBeFalse();
        File.ReadAllText(place.File("again/report.html")).ShouldNotContain("the model in model/");
        Should.Throw<BadArgumentException>(() => ClusterRun.Run(new ClusterRequest
        {
            Model = place.File("groups"), Data = place.File("features.csv"), Estimator = new KMeansOptions(),
        })).Message.ShouldContain("has found clusters already");
    }

    [Fact]
    public void WhatTakesLongIsToldBeforeItBegins()
    {
        // 10 rounds of 1,000 rows, 2 clusters and 1,000 · 1,000 covariances: 2 · 10¹⁰ multiplications one by one, of all threads.
        var set = new LearningSet(Tensor.Zeros([1000, 1000]));
        ClusterTime.Of(new GaussianMixtureOptions { Clusters = 2 }, set)!.Later.TotalSeconds.ShouldBe(20.0 / Engine.Threads, 1e-6);
        ClusterTime.Of(new KMeansOptions(), set).ShouldBeNull();
        // 1,000 squared pairs of 1,000 numbers.
        var dense = ClusterTime.Of(new HdbscanOptions(), set)!;
        dense.Later.TotalSeconds.ShouldBe(1, 1e-6);
        TimeEstimate.Before(dense, 1e9).ShouldBeNull();
        TimeEstimate.Before(dense with { Later = TimeSpan.FromMinutes(2) }, 1e9)!.InWords.ShouldBe(
            "this will take at least about 2 minutes; fewer rows take less");
        // Half as many rounds as epochs, each forward and backward through the same network.
        var vade = new VadeOptions { Clusters = 2, Hidden = [4], LatentSize = 1, Epochs = 10, ClusteringRounds = 5, BatchSize = 32 };
        var plan = ClusterTime.Of(vade with { EarlyStopping = EarlyStoppingMode.No }, set)!;
        plan.LaterWork.ShouldBe(plan.WorkOfOne!.Value / 2, 1);
        plan.EndsEarly.ShouldBeFalse("all rounds of this one are gone through");
        var dec = new DecOptions { Clusters = 2, Hidden = [4], LatentSize = 1, Epochs = 10, ClusteringRounds = 5, BatchSize = 32 };
        plan = ClusterTime.Of(dec with { EarlyStopping = EarlyStoppingMode.No }, set)!;
        plan.LaterWork.ShouldBe(plan.WorkOfOne!.Value / 2, 1);
        plan.EndsEarly.ShouldBeTrue();
    }

    [Fact]
    public void SearchFindsTheRowItselfByAFileAndKeepsItsGraph()
    {
        using var place = new TemporaryFolder();
        var data = place.Clusters();
        var run = LearnRun.Run(new LearnRequest { Data = data, Reading = new() { Label = "kind" }, Estimator = new PcaOptions(),
            Output = place.File("run") })
            .Folder;
        var byRow = SearchRun.Run(run, data, "1", 3, NeighborSearch.Graph, place.File("like.html"), new() { Label = "kind" });
        byRow.Hits.Count.ShouldBe(1);
        byRow.Hits[0].Rows.ShouldNotContain(1);
        byRow.Hits[0].Distances.ShouldBe(byRow.Hits[0].Distances.Order());
        XDocument.Parse(File.ReadAllText(place.File("like.html")).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        var byFile = SearchRun.Run(run, data, data, 1, NeighborSearch.Auto, place.File("like.csv"), new() { Label = "kind" });
        byFile.InWords.ShouldContain("index read");
        for (var row = 0; row < byFile.Hits.Count; row++) byFile.Hits[row].Distances[0].ShouldBe(0);
        File.ReadAllLines(place.File("like.csv"))[0].ShouldBe("query,rank,row,name,distance");
        Should.Throw<BadArgumentException>(() => SearchRun.Run(run, data, "100000", 3, reading: new() { Label = "kind" }))
            .Message.ShouldContain("row 100000 does not exist");
        Should.Throw<BadArgumentException>(() => SearchRun.Run(run, data, "-1", 3, reading: new() { Label = "kind" }))
            .Message.ShouldContain("row -1 does not exist");
        Should.Throw<BadArgumentException>(() => SearchRun.Run(run, data, "1", 5000, reading: new() { Label = "kind" }))
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
