namespace LatentSharp;

/// <summary>Rows that follow each other.</summary>
/// <param name="First">The first one.</param>
/// <param name="End">The one after the last.</param>
internal readonly record struct RowRange(int First, int End)
{
    /// <summary>How many there are; 0 or less for none.</summary>
    public int Count => End - First;

    /// <summary>Those that lie in another range too.</summary>
    public RowRange Within(RowRange other) => new(Math.Max(First, other.First), Math.Min(End, other.End));
}
