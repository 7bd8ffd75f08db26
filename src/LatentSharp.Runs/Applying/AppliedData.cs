using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>The rows that a model is applied to: of data with a test part of their own the training rows and then the test rows, or one of the parts.</summary>
internal sealed record AppliedData
{
    private const string Train = "train", Test = "test";

    /// <summary>The rows; they have no further part.</summary>
    public required Dataset Data { get; init; }

    /// <summary>The parts in the order of the rows; empty when the data have no test part of their own.</summary>
    public required IReadOnlyList<(string Name, int Count)> Parts { get; init; }

    /// <summary>For each row the name of its part; null when the data have no test part of their own.</summary>
    public string[]? PartOfRows => Parts.Count == 0 ? null : [.. Parts.SelectMany(part => Enumerable.Repeat(part.Name, part.Count))];

    /// <summary><c>rows 1 to 60,000 are the part train, rows 60,001 to 70,000 the part test</c>; null when the data have no test part of their own.</summary>
    public string? InWords
    {
        get
        {
            if (Parts.Count == 0) return null;
            var (texts, first) = (new List<string>(), 1);
            foreach (var (name, count) in Parts)
            {
                texts.Add(count == 1 ? $"row {Count(first)} is the part {name}" : $"rows {Count(first)} to {Count(first + count - 1)} are the part {name}");
                first += count;
            }
            return string.Join(", ", texts);
        }
    }

    /// <summary>The rows of a part.</summary>
    /// <exception cref="BadArgumentException">The data have no parts.</exception>
    public static AppliedData Of(Dataset data, DataPart part = DataPart.All)
    {
        if (!Enum.IsDefined(part)) throw new BadArgumentException($"{ApplyOptions.Part.Name}: {part} is no part; it must be {ApplyOptions.Part.Requirement}.");
        if (data.TestPart is not { } test)
        {
            if (part == DataPart.All) return new() { Data = data, Parts = [] };
            throw new BadArgumentException($"{ApplyOptions.Part.Name}: {data.Name} has no test part of its own, so there are no parts to choose from; leave it out.");
        }
        var train = Alone(data, data.Samples, data.Labels, data.Sequences);
        return part switch
        {
            DataPart.Train => new() { Data = train, Parts = [(Train, train.Count)] },
            DataPart.Test => new() { Data = test, Parts = [(Test, test.Count)] },
            _ => new() { Data = Joined(data, test), Parts = [(Train, data.Count), (Test, test.Count)] },
        };
    }

    private static Dataset Joined(Dataset train, Dataset test)
    {
        Tensor? labels = train.Labels is { } first && test.Labels is { } second ? Tensor.From([.. first.ToArray<int>(), .. second.ToArray<int>()]) : null;
        var sequences = train.Sequences is { } known && test.Sequences is { } further
            ? known with { Lengths = [.. known.Lengths, .. further.Lengths], MissingValues = known.MissingValues + further.MissingValues }
            : null;
        return Alone(train, Ops.Concatenate([train.Samples, test.Samples], 0), labels, sequences);
    }

    /// <summary>Data of the same kind without a test part.</summary>
    private static Dataset Alone(Dataset like, Tensor samples, Tensor? labels, Sequences? sequences) =>
        new(like.Name, samples, labels, like.ClassNames, like.ColumnNames, like.Source, like.License, null, like.Encoding, sequences) { Notes = like.Notes };
}
