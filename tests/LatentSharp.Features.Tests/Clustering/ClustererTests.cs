using System.Text.Json;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>References: tests/references/clustering.py.</summary>
public class ClustererTests
{
    private static readonly JsonElement Reference = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "References", "clustering.json"))).RootElement;

    private static readonly Tensor Three = Blobs();

    public static TheoryData<EstimatorOptions> Kinds =>
    [
        new KMeansOptions { Clusters = 3 },
        new GaussianMixtureOptions { Clusters = 3 },
        new HdbscanOptions(),
        new N2dOptions { Clusters = 3, Hidden = [8], LatentSize = 2, Epochs = 30, Neighbors = 6 },
        new DecOptions { Clusters = 3, Hidden = [8], LatentSize = 2, Epochs = 30, ClusteringRounds = 3 },
        new IdecOptions { Clusters = 3, Hidden = [8], LatentSize = 2, Epochs = 30, ClusteringRounds = 3 },
        new VadeOptions { Clusters = 3, Hidden = [8], LatentSize = 2, Epochs = 30, ClusteringRounds = 3 },
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_clusterer_finds_three_clouds_and_is_restored_bit_by_bit(EstimatorOptions options)
    {
        var model = Fit(options);
        model.ClusterCount.ShouldBe(3);
        var memberships = model.Memberships(Three);
        memberships.Shape.ShouldBe(new Shape(60, 3));
        var labels = Tensor.From([.. Enumerable.Range(0, 60).Select(i => i % 3)]);
        ClusterAccuracy.Compute(labels, model.Assign(Three)).ShouldBeGreaterThan(0.95);
        Fit(options).Memberships(Three).ToArray().ShouldBe(memberships.ToArray());
        model.Transform(Three.Rows(7, 1)).ToArray().ShouldBe(memberships.Rows(7, 1).ToArray());
        var again = FittedModel.FromWeights(model.Options, model.InputShape, model.Weights);
        again.Transform(Three).ToArray().ShouldBe(memberships.ToArray());
        foreach (var name in model.Weights.Keys)
            Message(() => FittedModel.FromWeights(model.Options, model.InputShape, model.Weights.Where(pair => pair.Key != name)
                .ToDictionary()))
                .ShouldContain("lack");
        Message(() => model.Transform(Tensor.Zeros([5, 4]))).ShouldContain("(5, 4)");
        foreach (var option in EstimatorOption.Of(model.Options)) option.Get(model.Options).ShouldNotBeNull(option.Name);
    }

    [Theory]
    [InlineData("full", CovarianceKind.Full)]
    [InlineData("diag", CovarianceKind.Diagonal)]
    public void A_mixture_is_that_of_scikit_learn(string name, CovarianceKind kind)
    {
        var (rows, expected) = (Numbers(Reference.GetProperty("mixture").GetProperty("rows")), Reference.GetProperty("mixture")
            .GetProperty(name));
        var model = new GaussianMixture(new() { Clusters = 3, Covariance = kind, Tolerance = 1e-9, MaxIterations = 1000 }).Fit(rows);
        model.LogDensity.ShouldBe(expected.GetProperty("logDensity").GetDouble(), 1e-5);
        model.Bic(rows).ShouldBe(expected.GetProperty("bic").GetDouble(), 1e-2);
        var order = Enumerable.Range(0, 3).OrderBy(k => model.Means[k, 0]).ToArray();
        for (var k = 0; k < 3; k++)
        {
            model.Shares[order[k]].ShouldBe(expected.GetProperty("shares")[k].GetSingle(), 1e-3f);
            for (var c = 0; c < 3; c++) model.Means[order[k], c].ShouldBe(expected.GetProperty("means")[k][c].GetSingle(), 2e-3f);
        }
        var memberships = model.Memberships(rows.Rows(0, 5));
        for (var i = 0; i < 5; i++)
            for (var k = 0; k < 3; k++)
                memberships[i, order[k]].ShouldBe(expected.GetProperty("memberships")[i][k].GetSingle(), 1e-3f);
    }

    [Fact]
    public void Dense_clusters_are_those_of_the_definition()
    {
        var expected = Reference.GetProperty("hdbscan");
        var rows = Numbers(expected.GetProperty("rows"));
        var model = new Hdbscan(new()
        {
            MinClusterSize = expected.GetProperty("minClusterSize").GetInt32(), MinSamples = expected.GetProperty("minSamples").GetInt32(),
        }).Fit(rows);
        int[] labels = [.. expected.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32())];
        var found = model.Assignments.ToArray<int>();
        // Which cluster is first is nobody's business.
        var same = labels.Zip(found).All(pair => pair.First == pair.Second);
        var swapped = labels.Zip(found).All(pair => (pair.First < 0 ? -1 : 1 - pair.First) == pair.Second);
        (same || swapped).ShouldBeTrue(string.Join(' ', found));
        var strengths = model.Strengths.ToArray();
        for (var i = 0; i < strengths.Length; i++)
            strengths[i].ShouldBe(expected.GetProperty("strengths")[i].GetSingle(), 1e-4f);
        model.Choice!.ShouldContain("2 groups of 8 samples at least");
    }

    [Fact]
    public void The_number_of_clusters_is_chosen_with_a_reason()
    {
        var byBic = new GaussianMixture().Fit(Three);
        (byBic.ClusterCount, byBic.Options.Clusters).ShouldBe((3, 3));
        byBic.Choice!.ShouldStartWith("3 clusters have the least Bayesian information criterion");
        new KMeansClusterer().Fit(Three).Choice!.ShouldStartWith("3 clusters have the greatest mean silhouette");
        new KMeansClusterer(new() { Clusters = 2 }).Fit(Three).Choice.ShouldBeNull();
    }

    [Fact]
    public void Targets_are_squared_memberships_over_sizes()
    {
        // q = (0.8, 0.2; 0.4, 0.6): sizes 1.2 and 0.8; p(1,1) = (0.64/1.2) / (0.64/1.2 + 0.04/0.8).
        var target = EmbeddedTraining.Target(Tensor.From(new[,] { { 0.8f, 0.2f }, { 0.4f, 0.6f } }));
        target[0, 0].ShouldBe((float)(0.64 / 1.2 / ((0.64 / 1.2) + (0.04 / 0.8))), 1e-6f);
        target[1, 1].ShouldBe((float)(0.36 / 0.8 / ((0.16 / 1.2) + (0.36 / 0.8))), 1e-6f);
    }

    /// <summary>Equation 11 of Jiang et al. 2017, term by term, in double precision.</summary>
    [Fact]
    public void The_divergence_from_a_mixture_is_that_of_the_paper()
    {
        double[] mean = [0.3, -1.2], variance = [0.5, 2], code = [0.7, -0.4], share = [0.25, 0.75];
        double[,] centres = { { 1, 0 }, { -0.5, -1 } }, spreads = { { 0.8, 1.5 }, { 2, 0.4 } };
        var joint = new double[2];
        for (var c = 0; c < 2; c++)
        {
            joint[c] = share[c];
            for (var d = 0; d < 2; d++)
                joint[c] *= Math.Exp(-Math.Pow(code[d] - centres[c, d], 2) / (2 * spreads[c, d])) / Math.Sqrt(2 * Math.PI * spreads[c, d]);
        }
        var expected = 0.0;
        for (var c = 0; c < 2; c++)
        {
            var posterior = joint[c] / joint.Sum();
            expected -= posterior * Math.Log(share[c] / posterior);
            for (var d = 0; d < 2; d++)
                expected += posterior / 2 * (Math.Log(spreads[c, d]) + (variance[d] / spreads[c, d])
                    + (Math.Pow(mean[d] - centres[c, d], 2) / spreads[c, d]));
        }
        expected -= variance.Sum(value => 1 + Math.Log(value)) / 2;
        MixtureEmbedding.Divergence(
            Row(mean), Ops.Log(Row(variance)), Row(code), Ops.Log(Row(share)).Reshape([2]) + 3, Table(centres), Ops.Log(Table(spreads)))
            .Item().ShouldBe((float)expected, 1e-5f);

        static Tensor Row(double[] values) => Tensor.From(Array.ConvertAll(values, value => (float)value), [1, 2]);
        static Tensor Table(double[,] values) => Tensor.From([.. values.Cast<double>().Select(value => (float)value)], [2, 2]);
    }

    [Fact]
    public void What_cannot_be_clustered_is_refused_or_said()
    {
        Message(() => new KMeansClusterer(new() { Clusters = 9 }).Fit(Three.Rows(0, 5))).ShouldBe(
            "Clusters: 9 does not fit; there are 5 samples, which make so many clusters at most.");
        Message(() => new GaussianMixture(new() { Clusters = 0 })).ShouldContain("1 or more");
        var none = new Hdbscan(new() { MinClusterSize = 50 }).Fit(Three);
        (none.ClusterCount, none.FeatureSize).ShouldBe((0, 1));
        none.Assign(Three).ToArray<int>().ShouldAllBe(cluster => cluster == -1);
        new KMeansClusterer().Fit(Tensor.Zeros([6, 2])).Choice!.ShouldStartWith("There are too few different samples");
        var alike = new N2d(new() { LatentSize = 2, Hidden = [4], Epochs = 2 }).Fit(Tensor.Full([30, 3], 0.5f));
        (alike.ClusterCount, alike.Choice!).ShouldBe((1, new KMeansClusterer().Fit(Tensor.Zeros([6, 2])).Choice!));
        Message(() => new Hdbscan(new() { MinClusterSize = 61 }).Fit(Three)).ShouldContain("there are 60 samples, fewer than 61");
        Message(() => new Hdbscan(new() { MinSamples = 70 }).Fit(Three)).ShouldContain("MinSamples");
    }

    private static FittedClusterer Fit(EstimatorOptions options) => options switch
    {
        KMeansOptions own => new KMeansClusterer(own).Fit(Three),
        GaussianMixtureOptions own => new GaussianMixture(own).Fit(Three),
        HdbscanOptions own => new Hdbscan(own).Fit(Three),
        N2dOptions own => new N2d(own).Fit(Three),
        IdecOptions own => new ImprovedDeepEmbeddedClustering(own).Fit(Three),
        VadeOptions own => new VariationalDeepEmbedding(own).Fit(Three),
        DecOptions own => new DeepEmbeddedClustering(own).Fit(Three),
        _ => throw new ArgumentException(options.Kind, nameof(options)),
    };

    private static Tensor Blobs()
    {
        var values = new TestNumbers(9).Tensor([60, 3], 0, 1).ToArray();
        for (var i = 0; i < 60; i++) values[(3 * i) + (i % 3)] += 5;
        return Tensor.From(values, [60, 3]).Keep();
    }

    private static Tensor Numbers(JsonElement rows)
    {
        var values = rows.EnumerateArray().SelectMany(row => row.EnumerateArray().Select(v => v.GetSingle())).ToArray();
        return Tensor.From(values, [rows.GetArrayLength(), values.Length / rows.GetArrayLength()]);
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
