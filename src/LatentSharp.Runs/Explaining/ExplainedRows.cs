namespace LatentSharp;

/// <summary>The data that an explanation compares a row with: some of them, in the units of the model.</summary>
internal sealed class ExplainedRows
{
    /// <summary>More rows than these say little more.</summary>
    private const int Most = 2_000;

    private readonly AppliedData data;

    public ExplainedRows(AppliedData data, Scaler scaling, int row)
    {
        this.data = data;
        if (row > data.Count)
            throw new BadArgumentException(
                $"{ExplainOptions.Row.Name}: {row} does not fit; the data have {(data.Count == 1 ? "row 1 alone" : $"rows 1 to {
                    ReportText.Count(data.Count)}")}.");
        Numbers = [.. Enumerable.Range(0, Math.Min(Most, data.Count))
            .Select(i => (int)((long)i * data.Count / Math.Min(Most, data.Count)))];
        Sample = scaling.Apply(Take(row - 1)).Keep();
        Original = Take(row - 1).Samples.ToArray();
        Length = data.Lengths.Count > 0 ? data.Lengths[row - 1] : null;
        All = Tensor.From([.. Pieces(Numbers).SelectMany(piece => scaling.Apply(piece).ToArray())],
            Sample.Shape[1..].Prepend(Numbers.Length)).Keep();
        (Mean, Low, High) = (Over(values => values.Average()), Over(values => values.Min()), Over(values => values.Max()));
    }

    /// <summary>(1, …): the row.</summary>
    public Tensor Sample { get; }

    /// <summary>The row in the units of the data.</summary>
    public float[] Original { get; }

    /// <summary>Its own steps, of a sequence.</summary>
    public int? Length { get; }

    /// <summary>(M, …): the rows to compare with.</summary>
    public Tensor All { get; }

    /// <summary>Their numbers in the data, from 0.</summary>
    public int[] Numbers { get; }

    /// <summary>(1, …) each: of every value the mean, the least and the greatest.</summary>
    public Tensor Mean { get; }

    /// <inheritdoc cref="Mean"/>
    public Tensor Low { get; }

    /// <inheritdoc cref="Mean"/>
    public Tensor High { get; }

    /// <summary>The row of a number from 0, in the units of the data.</summary>
    public Dataset Take(int row)
    {
        foreach (var piece in data.Pieces)
        {
            if (row < piece.Count) return piece.Take([row]);
            row -= piece.Count;
        }
        throw new BadArgumentException($"There is no row {row + 1}.");
    }

    private IEnumerable<Dataset> Pieces(int[] rows)
    {
        var first = 0;
        foreach (var piece in data.Pieces)
        {
            int[] own = [.. rows.Where(row => row >= first && row < first + piece.Count).Select(row => row - first)];
            if (own.Length > 0) yield return piece.Take(own);
            first += piece.Count;
        }
    }

    private Tensor Over(Func<IEnumerable<float>, float> figure)
    {
        var values = All.ToArray();
        var width = values.Length / Numbers.Length;
        return Tensor.From(
            [.. Enumerable.Range(0, width)
                .Select(i => figure(Enumerable.Range(0, Numbers.Length).Select(row => values[(row * width) + i])))],
            Sample.Shape).Keep();
    }
}
