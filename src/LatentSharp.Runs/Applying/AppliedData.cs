using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>
/// The rows that a model is applied to: of data with a test part of their own the training rows and then the test rows, or one of the
/// parts.
/// </summary>
internal sealed record AppliedData
{
    private const string Train = "train", Test = "test";

    /// <summary>
    /// The rows, in one data set or, of two parts, in two that follow each other; of each the samples without its test part.
    /// </summary>
    public required IReadOnlyList<Dataset> Pieces { get; init; }

    /// <summary>The parts in the order of the rows; empty when the data have no test part of their own.</summary>
    public required IReadOnlyList<(string Name, int Count)> Parts { get; init; }

    /// <summary>What is known of all rows: their names, classes and columns.</summary>
    public Dataset Known => Pieces[0];

    /// <summary>The number of rows.</summary>
    public int Count => Pieces.Sum(piece => piece.Count);

    /// <summary>(N): their classes; null without labels.</summary>
    public Tensor? Labels => Known.Labels is null ? null
        : Pieces.Count == 1 ? Known.Labels
        : Tensor.From([.. Pieces.SelectMany(piece => piece.Labels!.Value.ToArray<int>())]);

    /// <summary>How many steps of each are its own; empty for samples that are no sequences.</summary>
    public IReadOnlyList<int> Lengths => Pieces.Count == 1 ? Known.Lengths : [.. Pieces.SelectMany(piece => piece.Lengths)];

    /// <summary>For each row the name of its part; null when the data have no test part of their own.</summary>
    public string[]? PartOfRows => Parts.Count == 0 ? null : [.. Parts.SelectMany(part => Enumerable.Repeat(part.Name, part.Count))];

    /// <summary>
    /// <c>rows 1 to 60,000 are the part train, rows 60,001 to 70,000 the part test</c>; null when the data have no test part of their own.
    /// </summary>
    public string? InWords
    {
        get
        {
            if (Parts.Count == 0) return null;
            var (texts, first) = (new List<string>(), 1);
            foreach (var (name, count) in Parts)
            {
                texts.Add(
                    count == 1
                        ? $"row {Count(first)} is the part {name}"
                        : $"rows {Count(first)} to {Count(first + count - 1)} are the part {name}");
                first += count;
            }
            return string.Join(", ", texts);
        }
    }

    /// <summary>(1, …): a row, in the units of the file.</summary>
    public Tensor Original(int row)
    {
        var (piece, own) = Find(row);
        return piece.Samples.Rows(own, 1);
    }

    /// <summary>What a row is called: <c>row 17</c>, with its label where there is one.</summary>
    public string Caption(int row)
    {
        var (piece, own) = Find(row);
        var name = $"row {ReportText.Count(row + 1)}";
        return piece.Labels is { } labels ? $"{name}: {Known.ClassNames[labels.AsSpan<int>()[own]]}" : name;
    }

    /// <summary>How many steps of a row are its own; null of samples that are no sequences.</summary>
    public int? LengthOf(int row)
    {
        var (piece, own) = Find(row);
        return piece.Sequences is { } sequences ? sequences.Lengths[own] : null;
    }

    private (Dataset Piece, int Row) Find(int row)
    {
        foreach (var piece in Pieces)
        {
            if (row < piece.Count) return (piece, row);
            row -= piece.Count;
        }
        throw new ArgumentOutOfRangeException(nameof(row));
    }

    /// <summary>The rows of a part.</summary>
    /// <exception cref="BadArgumentException">The data have no parts.</exception>
    public static AppliedData Of(Dataset data, DataPart part = DataPart.All)
    {
        if (!Enum.IsDefined(part))
            throw new BadArgumentException($"{ApplyOptions.Part.Name}: {part} is no part; it must be {ApplyOptions.Part.Requirement}.");
        if (data.TestPart is not { } test)
        {
            if (part == DataPart.All) return new() { Pieces = [data], Parts = [] };
            throw new BadArgumentException(
                $"{ApplyOptions.Part.Name}: {data.Name} has no test part of its own, so there are no parts to choose from; leave it out.");
        }
        return part switch
        {
            DataPart.Train => new() { Pieces = [data.WithoutTestPart()], Parts = [(Train, data.Count)] },
            DataPart.Test => new() { Pieces = [test], Parts = [(Test, test.Count)] },
            _ => new() { Pieces = [data, test], Parts = [(Train, data.Count), (Test, test.Count)] },
        };
    }

    /// <summary>What is computed of rows, some at a time: scaled (M, …) -> (M, result…), together (N, result…).</summary>
    public Tensor Map(Scaler scaling, Shape result, Func<Tensor, Tensor> compute) => Map(scaling, result, (scaled, _) => compute(scaled));

    /// <summary>The same of scaled (M, …) and the rows themselves -> (M, result…), together (N, result…).</summary>
    public Tensor Map(Scaler scaling, Shape result, Func<Tensor, RowView, Tensor> compute) =>
        Tensor.Create<float, (AppliedData Self, Scaler Scaling, Func<Tensor, RowView, Tensor> Compute)>(
            result.Prepend(Count), (this, scaling, compute), static (values, state) =>
            {
                foreach (var piece in state.Self.Pieces)
                {
                    var rows = RowView.Of(piece);
                    using var blocks = new RowBlocks(rows, state.Scaling);
                    while (blocks.Next())
                    {
                        var made = state.Compute(blocks.Scaled, rows.Slice(blocks.First, blocks.Scaled.Shape[0])).AsSpan();
                        made.CopyTo(values);
                        values = values[made.Length..];
                    }
                }
            });
}
