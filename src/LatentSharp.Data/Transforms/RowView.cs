using System.Collections.Immutable;

namespace LatentSharp;

/// <summary>Samples, or some of them in an order of their own, without a copy; of sequences their own steps without the padding.</summary>
internal sealed class RowView
{
    private readonly Tensor samples;
    private readonly int[]? rows;
    private readonly ImmutableArray<int> lengths;

    /// <param name="samples">Float32 of shape (N, sample shape…).</param>
    /// <param name="rows">Which, in which order; null for all in theirs.</param>
    /// <param name="lengths">How many steps of each of the N samples are its own; default for all.</param>
    internal RowView(Tensor samples, int[]? rows = null, ImmutableArray<int> lengths = default)
    {
        (this.samples, this.rows, this.lengths) = (samples, rows, lengths);
        Shape = rows is null ? samples.Shape : samples.Shape.With(0, rows.Length);
        Width = Shape.Rank == 0 ? 1 : Shape[1..].Count;
        StepWidth = lengths.IsDefault ? Width : Shape[2..].Count;
    }

    /// <summary>All samples of a data set.</summary>
    internal static RowView Of(Dataset data, int[]? rows = null) => new(data.Samples, rows, data.Sequences?.Lengths ?? default);

    /// <summary>The shape that a copy would have.</summary>
    internal Shape Shape { get; }

    /// <summary>The number of samples.</summary>
    internal int Count => Shape[0];

    /// <summary>The numbers of a sample, with its padding.</summary>
    internal int Width { get; }

    /// <summary>The numbers of a step of a sequence, or of a sample that is none.</summary>
    internal int StepWidth { get; }

    /// <summary>The numbers of a sample, without its padding.</summary>
    internal ReadOnlySpan<float> this[int place]
    {
        get
        {
            var sample = Whole(place);
            return lengths.IsDefault ? sample : sample[..(lengths[RowAt(place)] * StepWidth)];
        }
    }

    /// <summary>The numbers of a sample, with its padding.</summary>
    internal ReadOnlySpan<float> Whole(int place) => samples.AsSpan().Slice(RowAt(place) * Width, Width);

    /// <summary>Samples that follow each other.</summary>
    internal RowView Slice(int first, int count) => rows is not null ? new(samples, rows[first..(first + count)], lengths)
        : new(samples.Rows(first, count), null, lengths.IsDefault ? default : lengths.Slice(first, count));

    /// <summary>Other samples in the place of these, as long as they are.</summary>
    internal RowView Like(Tensor others) =>
        new(others, null, lengths.IsDefault || rows is null ? lengths : [.. rows.Select(row => lengths[row])]);

    private int RowAt(int place) => rows is null ? place : rows[place];
}
