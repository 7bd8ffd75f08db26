namespace LatentSharp;

/// <summary>The nearest rows so far, nearest first; of equal distances the smaller row.</summary>
internal ref struct NearestList(Span<int> rows, Span<double> distances)
{
    private readonly Span<int> rows = rows;
    private readonly Span<double> distances = distances;

    /// <summary>How many there are so far.</summary>
    public int Count { get; private set; }

    /// <summary>What a distance must not be above to belong to them.</summary>
    public readonly double Limit => Count < rows.Length ? double.PositiveInfinity : distances[^1];

    /// <summary>Takes a row in if it belongs to the nearest.</summary>
    public void Add(int row, double distance)
    {
        if (Count == rows.Length && !Before(distance, row, Count - 1)) return;
        var place = Count == rows.Length ? Count - 1 : Count++;
        for (; place > 0 && Before(distance, row, place - 1); place--)
            (rows[place], distances[place]) = (rows[place - 1], distances[place - 1]);
        (rows[place], distances[place]) = (row, distance);
    }

    private readonly bool Before(double distance, int row, int place) =>
        distance < distances[place] || (distance == distances[place] && row < rows[place]);
}
