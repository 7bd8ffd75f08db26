using System.Globalization;

namespace LatentSharp;

/// <summary>How an <see cref="Inne"/> learns.</summary>
public sealed record InneOptions : DetectorOptions
{
    /// <inheritdoc/>
    public override string Kind => "inne";

    /// <summary>How many sets of balls, 1 or more. Default 200.</summary>
    [Option("--sets", "How many random sets of balls.", AtLeast = 1)]
    public int Sets { get; init; } = 200;

    /// <summary>How many rows each set is drawn of, 2 or more; at most all. Default 8.</summary>
    [Option("--rows-per-set", "How many rows are the middles of a set's balls; at most all.", AtLeast = 2)]
    public int RowsPerSet { get; init; } = 8;

    /// <inheritdoc/>
    public override string Describe(Shape sample) =>
        string.Create(CultureInfo.InvariantCulture, $"inne of {Sets} sets of {RowsPerSet} balls, seed {Seed}");

    internal override InneOptions Defaults() => new();

    internal override FittedInne Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        new(this, sample, new(weights, StringComparer.Ordinal));
}

/// <summary>
/// Isolation by nearest-neighbour ensembles (Bandaragoda, Ting, Albrecht, Liu, Zhu and Wells 2018): of each of many small random sets,
/// every row
/// is the middle of a ball that reaches to its nearest in the set. A row in no ball scores 1; otherwise 1 - r²(the nearest of c) / r²(c),
/// where
/// c is the smallest ball around it. The mean over the sets is the score.
/// </summary>
/// <param name="options">How it learns; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class Inne(InneOptions? options = null) : AnomalyDetector<InneOptions, FittedInne>(options)
{
    // Equal rows make balls of no size; a ratio of two of them is 1.
    private const double Least = 1e-12;

    private protected override FittedInne LearnRows(InneOptions options, Shape sample, Tensor rows, LearningTask task)
    {
        var (n, d, size) = (rows.Shape[0], rows.Shape[1], Math.Min(options.RowsPerSet, rows.Shape[0]));
        var stream = new RandomStream(options.Seed).Derive("inne");
        var (middles, reach, isolation) = (
            new float[options.Sets * size * d], new float[options.Sets * size], new float[options.Sets * size]);
        var (squared, nearest) = (new double[size], new int[size]);
        var values = rows.AsSpan();
        for (var set = 0; set < options.Sets; set++)
        {
            task.Cancellation.ThrowIfCancellationRequested();
            var own = Draws.Subset(stream.Derive(set), n, size);
            for (var i = 0; i < size; i++)
            {
                var row = values.Slice(own[i] * d, d);
                row.CopyTo(middles.AsSpan(((set * size) + i) * d));
                squared[i] = double.PositiveInfinity;
                for (var j = 0; j < size; j++)
                {
                    if (j == i) continue;
                    var distance = FittedInne.SquaredDistance(row, values.Slice(own[j] * d, d));
                    if (distance < squared[i]) (squared[i], nearest[i]) = (distance, j);
                }
            }
            for (var i = 0; i < size; i++)
            {
                reach[(set * size) + i] = (float)squared[i];
                isolation[(set * size) + i] = (float)(1 - ((squared[nearest[i]] + Least) / (squared[i] + Least)));
            }
        }
        var weights = FittedDetector.Begin(rows);
        weights["middles"] = Tensor.From(middles, [options.Sets, size, d]).Keep();
        weights["reach"] = Tensor.From(reach, [options.Sets, size]).Keep();
        weights["isolation"] = Tensor.From(isolation, [options.Sets, size]).Keep();
        return new(options, sample, weights);
    }
}

/// <summary>Sets of balls.</summary>
public sealed class FittedInne : FittedDetector
{
    private readonly float[] middles, reach, isolation;
    private readonly int sets, size;

    internal FittedInne(InneOptions options, Shape inputShape, Dictionary<string, Tensor> weights) : base(options, inputShape, weights)
    {
        ExpectNothingBut("middles", "reach", "isolation");
        var shape = Expect("middles", Shape.Any, Shape.Any, inputShape.Count).Shape;
        (sets, size) = (shape[0], shape[1]);
        middles = Weight("middles").ToArray();
        (reach, isolation) = (Expect("reach", sets, size).ToArray(), Expect("isolation", sets, size).ToArray());
    }

    internal override void ScoreRows(Tensor rows, Span<float> scores, CancellationToken cancellation)
    {
        var d = rows.Shape[1];
        var values = rows.AsSpan();
        for (var i = 0; i < scores.Length; i++)
        {
            if (i % 256 == 0) cancellation.ThrowIfCancellationRequested();
            var row = values.Slice(i * d, d);
            double sum = 0;
            for (var set = 0; set < sets; set++)
            {
                var (smallest, at) = (float.PositiveInfinity, -1);
                for (var ball = set * size; ball < (set + 1) * size; ball++)
                {
                    // Only a smaller ball can take the place of one that was found.
                    if (reach[ball] >= smallest || SquaredDistance(row, middles.AsSpan(ball * d, d)) > reach[ball]) continue;
                    (smallest, at) = (reach[ball], ball);
                }
                sum += at < 0 ? 1 : isolation[at];
            }
            scores[i] = (float)(sum / sets);
        }
    }

    internal static double SquaredDistance(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var difference = (double)x[i] - y[i];
            sum += difference * difference;
        }
        return sum;
    }
}
