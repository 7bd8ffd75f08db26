using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>Says which values made a row abnormal, by how much, and against what is usual.</summary>
internal sealed class RowReasons
{
    /// <summary>Reasons a row.</summary>
    public const int Most = 3;

    private readonly SampleLook look;
    private readonly IReadOnlyList<TableColumn> columns;
    private readonly PictureBlocks? blocks;
    private readonly float[]? usual, spread;

    /// <param name="look">What samples look like.</param>
    /// <param name="usual">(D), in the units of the data; null where each row has its own.</param>
    /// <param name="spread">(D), in the units of the data; null where it is not known.</param>
    public RowReasons(SampleLook look, float[]? usual, float[]? spread) =>
        (this.look, columns, blocks, this.usual, this.spread) = (look, look.Columns, PictureBlocks.Of(look), usual, spread);

    /// <summary>The reasons of a row, the weightiest first; fewer where fewer values speak for it.</summary>
    /// <param name="values">(D), in the units of the data.</param>
    /// <param name="shares">(D), what each value has of it.</param>
    /// <param name="expected">(D), what was expected in this row, in the units of the data; empty for what is usual in all.</param>
    /// <param name="firstStep">The number of a sequence's first step. Default 1.</param>
    public string[] Of(ReadOnlySpan<float> values, ReadOnlySpan<float> shares, ReadOnlySpan<float> expected, int firstStep = 1)
    {
        var weights = Weights(shares);
        var groups = weights.Length;
        var sum = weights.Sum();
        if (!(sum > 0)) return [];
        // The few greatest, of equal ones the first.
        var best = new List<int>(Most + 1);
        for (var group = 0; group < groups; group++)
        {
            if (!(weights[group] > 0) || (best.Count == Most && weights[group] <= weights[best[^1]])) continue;
            var place = best.FindIndex(other => weights[group] > weights[other]);
            best.Insert(place < 0 ? best.Count : place, group);
            if (best.Count > Most) best.RemoveAt(Most);
        }
        var reasons = new string[best.Count];
        for (var i = 0; i < reasons.Length; i++)
            reasons[i] = $"{Name(best[i], firstStep)} {Value(best[i], values)}{Against(best[i], expected)}, "
                + $"{Percent(weights[best[i]] / sum)}";
        return reasons;
    }

    /// <summary>What speaks for each column, block or value.</summary>
    private double[] Weights(ReadOnlySpan<float> shares)
    {
        var weights = new double[look.Kind == SampleKind.Table ? columns.Count : blocks?.Count ?? shares.Length];
        if (look.Kind == SampleKind.Table)
        {
            for (var group = 0; group < weights.Length; group++)
                foreach (var share in shares.Slice(columns[group].At, columns[group].Width)) weights[group] += Math.Max(0, share);
            return weights;
        }
        for (var place = 0; place < shares.Length; place++) weights[blocks?.At(place) ?? place] += Math.Max(0, shares[place]);
        return weights;
    }

    private string Name(int place, int firstStep)
    {
        var shape = look.Shape;
        switch (look.Kind)
        {
            case SampleKind.Table: return columns[place].Name;
            case SampleKind.Curves:
                var channel = shape[1] == 1 ? "" : look.Channels.Count == shape[1] ? $" {look.Channels[place % shape[1]]}"
                    : $" channel {(place % shape[1]) + 1}";
                return $"step {Count((place / shape[1]) + firstStep)}{channel}";
            case SampleKind.Picture when blocks is not null: return blocks.Name(place);
            case SampleKind.Picture:
                var depth = shape.Rank == 2 ? 1 : shape[2];
                var colour = depth == 3 ? new[] { " red", " green", " blue" }[place % 3] : "";
                return $"pixel {(place / depth / shape[1]) + 1}, {(place / depth % shape[1]) + 1}{colour}";
            default: return $"value {Count(place + 1)}";
        }
    }

    private string Value(int place, ReadOnlySpan<float> values)
    {
        if (blocks is not null) return $"mean {Figure(blocks.Mean(place, values))}";
        if (look.Kind != SampleKind.Table) return Number(values[place]);
        var column = columns[place];
        return column.Show(values, Range(column.At));
    }

    private string Against(int place, ReadOnlySpan<float> expected)
    {
        if (blocks is not null)
        {
            return !expected.IsEmpty ? $" (expected {Figure(blocks.Mean(place, expected))})"
                : usual is null ? "" : $" (usually {Figure(blocks.Mean(place, usual))})";
        }
        var column = look.Kind == SampleKind.Table ? columns[place] : null;
        if (column is { IsText: true }) return expected.IsEmpty ? "" : $" (expected {column.Show(expected, 0)})";
        var at = column?.At ?? place;
        if (!expected.IsEmpty) return $" (expected {Shown(column, expected, at)})";
        if (usual is null) return "";
        var text = Shown(column, usual, at);
        return spread is null || column?.Encoding?.Dates is not null ? $" (usually {text})" : $" (usually {text} ± {Figure(spread[at])})";
    }

    private string Shown(TableColumn? column, ReadOnlySpan<float> values, int at) =>
        column is null ? Figure(values[at]) : column.Show(values, Range(at));

    private double Range(int at) => look.Low.Length == 1 ? look.High[0] - (double)look.Low[0] : look.High[at] - (double)look.Low[at];
}
