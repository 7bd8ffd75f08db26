namespace LatentSharp;

/// <summary>
/// A map of rows that keeps neighbours (<see cref="Umap"/>, <see cref="TSne"/>): a row that it was made of has its place there, and a new
/// row the mean place of its nearest rows, weighed by how strongly it belongs to each, as the paper begins with for new rows
/// (McInnes et al. 2018); nothing is moved afterwards, so that a row's place does not depend on its company.
/// </summary>
public sealed class FittedMap : FittedModel
{
    private readonly Lazy<NeighborIndex> index;

    internal FittedMap(MapOptions options, Shape inputShape, Tensor rows, Tensor places) : base(options, inputShape, Named(rows, places))
    {
        Places = Weights["places"];
        index = new(() => NeighborIndex.Build(Weights["rows"], options.Search, options.Seed));
    }

    internal static FittedMap Restore(MapOptions options, Shape inputShape, IReadOnlyDictionary<string, Tensor> weights)
    {
        var (rows, places) = (WeightSet.Take(options, weights, "rows"), WeightSet.Take(options, weights, "places"));
        WeightSet.Only(options, weights, "rows", "places");
        if (rows.Rank != 2 || rows.Shape[0] == 0 || rows.Shape[1] != inputShape.Count)
            throw new BadArgumentException($"{options.Kind}: rows {rows.Shape} do not fit samples of shape {inputShape}.");
        if (places.Shape != new Shape(rows.Shape[0], options.LatentSize))
            throw new BadArgumentException(
                $"{options.Kind}: LatentSize is {options.LatentSize}, but the weights hold places {places.Shape} of {rows.Shape[0]} rows.");
        return new FittedMap(options, inputShape, rows, places);
    }

    /// <summary>(N, LatentSize): where the rows lie that the map was made of.</summary>
    public Tensor Places { get; }

    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        CheckSamples(samples);
        var n = samples.Shape[0];
        var k = Math.Max(1, ((MapOptions)Options).NearestOf(Places.Shape[0]));
        var result = new float[n * LatentSize];
        if (n == 0) return Tensor.From(result, [0, LatentSize]);
        var near = index.Value.Search(samples.Reshape([n, InputShape.Count]), k);
        var (rows, distances, places) = (near.Rows.ToArray<int>(), near.Distances.ToArray(), Places.ToArray());
        RowWork.ForEach(n, 64, (start, end) =>
        {
            var weights = new float[k];
            for (var i = start; i < end; i++)
            {
                var nearest = rows.AsSpan(i * k, k);
                var away = distances.AsSpan(i * k, k);
                var own = result.AsSpan(i * LatentSize, LatentSize);
                if (away[0] == 0)
                {
                    places.AsSpan(nearest[0] * LatentSize, LatentSize).CopyTo(own);
                    continue;
                }
                FuzzySet.Memberships(away, 0, weights);
                double sum = 0;
                foreach (var weight in weights) sum += weight;
                for (var c = 0; c < LatentSize; c++)
                {
                    double place = 0;
                    for (var j = 0; j < k; j++) place += weights[j] * (double)places[(nearest[j] * LatentSize) + c];
                    own[c] = (float)(place / sum);
                }
            }
        });
        return Tensor.From(result, [n, LatentSize]).Keep();
    }

    private static Dictionary<string, Tensor> Named(Tensor rows, Tensor places) => new(StringComparer.Ordinal)
    {
        ["rows"] = rows.Keep(), ["places"] = places.Keep(),
    };
}
