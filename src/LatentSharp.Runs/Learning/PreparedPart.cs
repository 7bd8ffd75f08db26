namespace LatentSharp;

/// <summary>
/// A part of data as the model takes it. Its rows in the units of the file are where the data are; nothing is held twice.
/// </summary>
internal sealed class PreparedPart
{
    private readonly Dataset data;
    private readonly int[] rows;

    /// <param name="data">What it is a part of.</param>
    /// <param name="rows">Its rows in these data.</param>
    /// <param name="scaling">From the units of the file to those of the model.</param>
    public PreparedPart(Dataset data, int[] rows, Scaler scaling)
    {
        (this.data, this.rows) = (data, rows);
        Scaled = scaling.Apply(RowView.Of(data, rows));
        Labels = data.Labels?.Take(rows);
        Lengths = data.Sequences is { } sequences ? [.. rows.Select(row => sequences.Lengths[row])] : [];
    }

    /// <summary>(M, …): the samples, in the units of the model.</summary>
    public Tensor Scaled { get; }

    /// <summary>(M): their classes; null without labels.</summary>
    public Tensor? Labels { get; }

    /// <summary>How many steps of each are its own; empty for samples that are no sequences.</summary>
    public IReadOnlyList<int> Lengths { get; }

    /// <summary>The number of samples.</summary>
    public int Count => rows.Length;

    /// <summary>What is known of all the data: names of classes and columns, channels.</summary>
    public Dataset Data => data;

    /// <summary>(1, …): a sample, in the units of the file.</summary>
    public Tensor Original(int row) => data.Samples.Rows(rows[row], 1);

    /// <summary>The text that a sample is of; null for samples that are no texts.</summary>
    public string? Text(int row) => data.Texts.Count == 0 ? null : data.Texts[rows[row]];

    /// <summary>Puts values of each sample where the sample is in the data: (M, k) into (N, k).</summary>
    public void Spread(ReadOnlySpan<float> values, Span<float> all)
    {
        var width = values.Length / Math.Max(1, Count);
        for (var i = 0; i < Count; i++) values.Slice(i * width, width).CopyTo(all[(rows[i] * width)..]);
    }

    /// <summary>Digests of the samples in the units of the file.</summary>
    public LearnedRows Digests() => LearnedRows.Of(RowView.Of(data, rows));
}
