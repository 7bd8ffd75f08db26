using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class NeighborIndexTests
{
    [Theory]
    [InlineData(300, 5, 7, false)]
    [InlineData(300, 40, 3, false)]
    [InlineData(200, 3, 20, true)] // Few different numbers: many rows are equally far, and many the same.
    public void The_exact_nearest_are_those_of_all_distances(int rows, int columns, int neighbors, bool whole)
    {
        var values = new TestNumbers(3).Tensor([rows, columns], -2, 2).ToArray();
        if (whole) values = Array.ConvertAll(values, MathF.Round);
        var found = NeighborIndex.Build(Tensor.From(values, [rows, columns]), NeighborSearch.Exact).OfRows(neighbors);
        for (var i = 0; i < rows; i++)
        {
            var own = i;
            int[] expected =
            [
                .. Enumerable.Range(0, rows).Where(j => j != own).OrderBy(j => Square(values, own, j, columns)).ThenBy(j => j)
                    .Take(neighbors),
            ];
            found.Rows.Rows(i, 1).ToArray<int>().ShouldBe(expected);
            for (var j = 0; j < neighbors; j++)
                found.Distances[i, j].ShouldBe((float)Math.Sqrt(Square(values, i, expected[j], columns)), 1e-5f);
        }
    }

    [Fact]
    public void A_graph_finds_nearly_all_and_tells_how_many()
    {
        var rows = new TestNumbers(4).Tensor([3000, 8], 0, 1).Keep();
        var (graph, exact) = (NeighborIndex.Build(rows, NeighborSearch.Graph), NeighborIndex.Build(rows, NeighborSearch.Exact));
        var (found, all) = (graph.OfRows(10).Rows.ToArray<int>(), exact.OfRows(10).Rows.ToArray<int>());
        var right = Enumerable.Range(0, 3000).Sum(i => found[(10 * i)..(10 * (i + 1))].Intersect(all[(10 * i)..(10 * (i + 1))]).Count());
        (right / 30_000.0).ShouldBeGreaterThan(0.97);
        graph.Recall(10).ShouldBe(right / 30_000.0, 0.03);
        (graph.IsExact, exact.IsExact, exact.Recall(10)).ShouldBe((false, true, 1));
    }

    [Theory]
    [InlineData(NeighborSearch.Exact)]
    [InlineData(NeighborSearch.Graph)]
    public void Threads_change_nothing(NeighborSearch search)
    {
        var rows = new TestNumbers(5).Tensor([900, 6], 0, 1).Keep();
        var before = Engine.Threads;
        try
        {
            var results = new[] { 1, 3 }.Select(threads =>
            {
                Engine.Threads = threads;
                return NeighborIndex.Build(rows, search, seed: 2).OfRows(5);
            }).ToArray();
            results[1].Rows.ToArray<int>().ShouldBe(results[0].Rows.ToArray<int>());
            results[1].Distances.ToArray().ShouldBe(results[0].Distances.ToArray());
        }
        finally
        {
            Engine.Threads = before;
        }
    }

    [Fact]
    public void A_query_that_is_a_row_finds_itself_first()
    {
        var rows = new TestNumbers(6).Tensor([50, 4], 0, 1);
        var found = NeighborIndex.Build(rows).Search(rows.Rows(17, 1), 3);
        (found.Rows.ToArray<int>()[0], found.Distances[0, 0]).ShouldBe((17, 0f));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var index = NeighborIndex.Build(Tensor.Zeros([4, 2]));
        Message(() => index.OfRows(4)).ShouldBe("NeighborIndex: 4 neighbours do not exist; 1 to 3 do.");
        Message(() => index.Search(Tensor.Zeros([1, 2]), 5)).ShouldContain("1 to 4 do");
        Message(() => index.Search(Tensor.Zeros([1, 3]), 1)).ShouldContain("(1, 3)");
        Message(() => NeighborIndex.Build(Tensor.Zeros([0, 2]))).ShouldContain("(0, 2)");
        Message(() => NeighborIndex.Build(Tensor.From(new[,] { { 1f, float.NaN } }))).ShouldContain("NaN");
    }

    private static double Square(float[] values, int a, int b, int columns) =>
        Enumerable.Range(0, columns).Sum(c => Math.Pow((double)values[(a * columns) + c] - values[(b * columns) + c], 2));

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
