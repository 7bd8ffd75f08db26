using System.Globalization;

namespace LatentSharp;

/// <summary>How an <see cref="IsolationForest"/> learns.</summary>
public sealed record IsolationForestOptions : DetectorOptions
{
    /// <inheritdoc/>
    public override string Kind => "iforest";

    /// <summary>The number of trees, 1 or more. Default 100.</summary>
    [Option("--trees", "How many random trees isolate rows.", AtLeast = 1)]
    public int Trees { get; init; } = 100;

    /// <summary>How many rows each tree sees, 2 or more; at most all. Default 256.</summary>
    [Option("--rows-per-tree", "How many rows each tree sees; at most all.", AtLeast = 2)]
    public int RowsPerTree { get; init; } = 256;

    /// <inheritdoc/>
    public override string Describe(Shape sample) =>
        string.Create(CultureInfo.InvariantCulture, $"iforest of {Trees} trees of {RowsPerTree} rows at most, seed {Seed}");

    internal override IsolationForestOptions Defaults() => new();

    internal override FittedIsolationForest Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        new(this, sample, new(weights, StringComparer.Ordinal));
}

/// <summary>
/// Isolation forest (Liu, Ting and Zhou 2008): rows that few random cuts set apart are abnormal. Each tree sees some rows and cuts a random
/// column that varies at a random place until rows are alone or the depth ⌈log₂ ψ⌉ is reached; the score is 2^(-E[h(x)] / c(ψ)), where h is
/// the
/// depth at which a row ends, plus c(rows there), and c(n) = 2 H(n - 1) - 2 (n - 1) / n the mean depth of a search in n rows.
/// </summary>
/// <param name="options">How it learns; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class IsolationForest(IsolationForestOptions? options = null)
    : AnomalyDetector<IsolationForestOptions, FittedIsolationForest>(options)
{
    private protected override FittedIsolationForest LearnRows(IsolationForestOptions options, Shape sample, Tensor rows, LearningTask task)
    {
        var size = Math.Min(options.RowsPerTree, rows.Shape[0]);
        var stream = new RandomStream(options.Seed).Derive("isolation forest");
        var nodes = (2 * size) - 1;
        var (column, cut, left, length) = (New(), New(), New(), New());
        var tree = new IsolationTree(rows, (int)Math.Ceiling(Math.Log2(size)));
        for (var t = 0; t < options.Trees; t++)
        {
            task.Cancellation.ThrowIfCancellationRequested();
            var own = stream.Derive(t);
            tree.Grow(
                Draws.Subset(own.Derive("rows"), rows.Shape[0], size), new Draws(own.Derive("cuts")), Of(column, t), Of(cut, t),
                    Of(left, t),
                Of(length, t));
        }
        var weights = FittedDetector.Begin(rows);
        foreach (var (name, values) in new[] { ("column", column), ("cut", cut), ("left", left), ("length", length) })
            weights[name] = Tensor.From(values, [options.Trees, nodes]).Keep();
        weights["rows"] = Tensor.From([(float)size], 1).Keep();
        return new(options, sample, weights);

        float[] New() => new float[options.Trees * nodes];

        Span<float> Of(float[] values, int t) => values.AsSpan(t * nodes, nodes);
    }
}

/// <summary>Grows the trees of a forest, one after another, into arrays of nodes.</summary>
internal sealed class IsolationTree(Tensor rows, int deepest)
{
    private readonly int columns = rows.Shape[1];

    /// <summary>The mean depth of an unsuccessful search in a binary tree of so many rows.</summary>
    internal static double MeanDepth(int rows)
    {
        if (rows <= 1) return 0;
        if (rows == 2) return 1;
        var harmonic = Math.Log(rows - 1.0) + 0.57721566490153286;
        return (2 * harmonic) - (2 * (rows - 1.0) / rows);
    }

    /// <summary>Grows a tree from its root, node 0. The right child of a node stands behind its left one; a leaf has column -1.</summary>
    internal void Grow(int[] own, Draws draws, Span<float> column, Span<float> cut, Span<float> left, Span<float> length)
    {
        column.Fill(-1);
        var used = 1;
        var open = new Stack<(int Node, int First, int Count, int Depth)>();
        open.Push((0, 0, own.Length, 0));
        var varying = new List<(int Column, float Low, float High)>(columns);
        while (open.TryPop(out var at))
        {
            var part = own.AsSpan(at.First, at.Count);
            length[at.Node] = (float)(at.Depth + MeanDepth(at.Count));
            if (at.Count <= 1 || at.Depth >= deepest || !Choose(part, draws, varying, out var chosen)) continue;
            var place = Place(chosen.Low, chosen.High, draws.Next());
            var before = Divide(part, chosen.Column, place);
            (column[at.Node], cut[at.Node], left[at.Node]) = (chosen.Column, place, used);
            open.Push((used + 1, at.First + before, at.Count - before, at.Depth + 1));
            open.Push((used, at.First, before, at.Depth + 1));
            used += 2;
        }
    }

    /// <summary>A place between two values, at or above the lower and below the higher, so that both sides have rows.</summary>
    private static float Place(float low, float high, double share)
    {
        var place = (float)(low + (share * ((double)high - low)));
        return place >= high ? low : place;
    }

    /// <summary>A column that varies over these rows, each as likely.</summary>
    private bool Choose(Span<int> part, Draws draws, List<(int, float, float)> varying, out (int Column, float Low, float High) chosen)
    {
        var values = rows.AsSpan();
        // Most columns vary: a few random ones are tried before all are looked at.
        for (var attempt = 0; attempt < 4; attempt++)
        {
            chosen = Range(values, part, draws.Below(columns));
            if (chosen.High > chosen.Low) return true;
        }
        varying.Clear();
        for (var j = 0; j < columns; j++)
        {
            var range = Range(values, part, j);
            if (range.High > range.Low) varying.Add(range);
        }
        chosen = varying.Count > 0 ? varying[draws.Below(varying.Count)] : default;
        return varying.Count > 0;
    }

    private (int Column, float Low, float High) Range(ReadOnlySpan<float> values, Span<int> part, int j)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var row in part)
        {
            var value = values[(row * columns) + j];
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        return (j, low, high);
    }

    /// <summary>Puts the rows up to the cut first and returns how many they are.</summary>
    private int Divide(Span<int> part, int j, float cut)
    {
        var values = rows.AsSpan();
        var before = 0;
        for (var i = 0; i < part.Length; i++)
        {
            if (values[(part[i] * columns) + j] > cut) continue;
            (part[before], part[i]) = (part[i], part[before]);
            before++;
        }
        return before;
    }
}

/// <summary>An isolation forest that has learned.</summary>
public sealed class FittedIsolationForest : FittedDetector
{
    private readonly float[] column, cut, left, length;
    private readonly int trees, nodes;
    private readonly double meanDepth;

    internal FittedIsolationForest(IsolationForestOptions options, Shape inputShape, Dictionary<string, Tensor> weights)
        : base(options, inputShape, weights)
    {
        ExpectNothingBut("column", "cut", "left", "length", "rows");
        var shape = Expect("column", Shape.Any, Shape.Any).Shape;
        (trees, nodes) = (shape[0], shape[1]);
        (column, cut, left, length) = (Values("column"), Values("cut"), Values("left"), Values("length"));
        var rows = Expect("rows", 1).AsSpan()[0];
        meanDepth = IsolationTree.MeanDepth((int)rows);
        Check();

        float[] Values(string name) => Expect(name, trees, nodes).ToArray();
    }

    internal override void ScoreRows(Tensor rows, Span<float> scores, CancellationToken cancellation)
    {
        var d = rows.Shape[1];
        var values = rows.AsSpan();
        for (var i = 0; i < scores.Length; i++)
        {
            if (i % 1024 == 0) cancellation.ThrowIfCancellationRequested();
            var row = values.Slice(i * d, d);
            double depths = 0;
            for (var t = 0; t < trees; t++)
            {
                var (first, at) = (t * nodes, 0);
                for (int j; (j = (int)column[first + at]) >= 0;) at = (int)left[first + at] + (row[j] > cut[first + at] ? 1 : 0);
                depths += length[first + at];
            }
            scores[i] = (float)Math.Pow(2, -(depths / trees) / meanDepth);
        }
    }

    /// <summary>Refuses nodes that lead nowhere, or back.</summary>
    private void Check()
    {
        var fits = trees > 0 && nodes > 0 && meanDepth > 0;
        for (var i = 0; fits && i < column.Length; i++)
            fits = column[i] < 0 || (column[i] < InputShape.Count && left[i] > i % nodes && left[i] + 1 < nodes);
        if (!fits) throw new BadArgumentException($"{Name}: the trees are damaged; a node leads to none behind it.");
    }
}
