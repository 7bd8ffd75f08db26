using System.Text.Json;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>References: tests/references/clustering.py.</summary>
public class MapTests
{
    private static readonly JsonElement Reference = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "References", "clustering.json"))).RootElement;

    [Fact]
    public void Memberships_are_those_of_the_paper()
    {
        var fuzzy = Reference.GetProperty("fuzzy");
        var rows = Numbers(fuzzy.GetProperty("rows"));
        var expected = fuzzy.GetProperty("weights").EnumerateArray().Select(row => row.EnumerateArray().Select(v => v.GetDouble())
            .ToArray())
            .ToArray();
        var set = FuzzySet.Of(NeighborIndex.Build(rows).OfRows(fuzzy.GetProperty("neighbors").GetInt32()));
        for (var i = 0; i < expected.Length; i++)
        {
            var own = Enumerable.Range(set.Starts[i], set.Starts[i + 1] - set.Starts[i]).ToDictionary(l => set.Others[l], l =>
                set.Weights[l]);
            for (var j = 0; j < expected.Length; j++) ((double)own.GetValueOrDefault(j)).ShouldBe(expected[i][j], 1e-4);
        }
    }

    [Fact]
    public void The_curve_is_that_of_least_squares()
    {
        foreach (var each in Reference.GetProperty("curves").EnumerateArray())
        {
            var curve = UmapCurve.For(each[0].GetDouble());
            curve.A.ShouldBe(each[1].GetDouble(), 1e-4);
            curve.B.ShouldBe(each[2].GetDouble(), 1e-4);
        }
    }

    [Theory]
    [InlineData(1e-9, -0.7)]
    [InlineData(0.3, 0.895)]
    [InlineData(1, 3.1)]
    [InlineData(12345.678, 0.79)]
    public void Powers_are_powers(double x, double p)
    {
        Powers.Of(x, p).ShouldBe(Math.Pow(x, p), 1e-9 * Math.Pow(x, p));
        Powers.Exp(-x).ShouldBe(Math.Exp(-x), 1e-9);
    }

    [Fact]
    public void A_tree_that_joins_nothing_pushes_as_all_points_do()
    {
        var values = Array.ConvertAll(new TestNumbers(2).Tensor([60, 2], -3, 3).ToArray(), value => (double)value);
        (values[0], values[1]) = (values[10], values[11]); // twins
        var tree = new QuadTree(60);
        tree.Build(values);
        for (var i = 0; i < 60; i++)
        {
            double sum = 0, x = 0, y = 0;
            for (var j = 0; j < 60; j++)
            {
                if (j == i) continue;
                var (dx, dy) = (values[2 * i] - values[2 * j], values[(2 * i) + 1] - values[(2 * j) + 1]);
                var near = 1 / (1 + (dx * dx) + (dy * dy));
                (sum, x, y) = (sum + near, x + (near * near * dx), y + (near * near * dy));
            }
            var (own, forceX, forceY) = tree.Push(i, values[2 * i], values[(2 * i) + 1], 0, QuadTree.NewStack());
            own.ShouldBe(sum, 1e-9);
            forceX.ShouldBe(x, 1e-9);
            forceY.ShouldBe(y, 1e-9);
            tree.Push(i, values[2 * i], values[(2 * i) + 1], 0.5, QuadTree.NewStack()).Sum.ShouldBe(sum, 0.05 * sum);
        }
    }

    [Fact]
    public void Neighbours_stay_neighbours_by_t_SNE_as_in_scikit_learn()
    {
        var expected = Reference.GetProperty("tsne");
        var rows = Digits(expected.GetProperty("rows").GetInt32());
        var places = new TSne().Fit(rows).Places;
        Trustworthiness.Compute(rows, places).ShouldBeGreaterThan(expected.GetProperty("trustworthiness").GetDouble() - 0.01);
    }

    [Fact]
    public void Neighbours_stay_neighbours_by_UMAP_and_classes_lie_apart()
    {
        var rows = Digits(500);
        var map = new Umap(new() { Epochs = 200 }).Fit(rows);
        Trustworthiness.Compute(rows, map.Places).ShouldBeGreaterThan(0.97);
        map.Transform(rows).ToArray().ShouldBe(map.Places.ToArray());
        // A row a little aside lies beside it.
        var aside = map.Transform((rows.Rows(3, 1) + 1e-3f).Keep());
        Math.Abs(aside[0, 0] - map.Places[3, 0]).ShouldBeLessThan(1.5f);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Threads_change_no_place(bool umap)
    {
        var rows = Digits(700);
        var before = Engine.Threads;
        try
        {
            var places = new[] { 1, 3 }.Select(threads =>
            {
                Engine.Threads = threads;
                return umap ? new Umap(new() { Epochs = 20 }).Fit(rows).Places.ToArray() : new TSne(new() { Iterations = 20 }).Fit(rows)
                    .Places.ToArray();
            }).ToArray();
            places[1].ShouldBe(places[0]);
        }
        finally
        {
            Engine.Threads = before;
        }
    }

    [Fact]
    public void Few_and_equal_rows_have_places_too()
    {
        foreach (var rows in new[] { Tensor.Zeros([1, 3]), Tensor.Zeros([2, 3]), Tensor.Zeros([9, 3]) })
        {
            new Umap(new UmapOptions { Epochs = 5 }).Fit(rows).Places.ToArray().ShouldAllBe(place => float.IsFinite(place));
            new TSne(new TSneOptions { Iterations = 5 }).Fit(rows).Places.ToArray().ShouldAllBe(place => float.IsFinite(place));
        }
        Should.Throw<BadArgumentException>(() => new TSne(new() { LatentSize = 3 }).Fit(Tensor.Zeros([9, 3])))
            .Message.ShouldContain("plane");
    }

    private static Tensor Digits(int count) =>
        (EvaluationReference.Digits.Rows(0, count).Reshape([count, 64]) / EvaluationReference.Digits.ToArray().Max()).Keep();

    private static Tensor Numbers(JsonElement rows)
    {
        var values = rows.EnumerateArray().SelectMany(row => row.EnumerateArray().Select(v => v.GetSingle())).ToArray();
        return Tensor.From(values, [rows.GetArrayLength(), values.Length / rows.GetArrayLength()]);
    }
}
