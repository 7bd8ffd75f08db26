namespace LatentSharp;

/// <summary>Opens data for a model that has learned from others, and refuses what does not fit it.</summary>
internal static class NewData
{
    public static Dataset Open(SavedModel saved, string path, string? label, string? sequence = null)
    {
        var data = DataSource.Open(path, new DataOptions { Label = label, Sequence = sequence });
        var expected = saved.Model.InputShape;
        if (data.Sequences is not null && expected.Rank == 2 && data.SampleShape[1] == expected[1])
        {
            if (data.SampleShape[0] > expected[0])
                throw new BadFileException($"{path}: the longest sequence has {data.SampleShape[0]} steps, but the model takes at most {expected[0]}; shorten it, or divide it.");
            data = data.PadTo(expected[0]);
        }
        if (data.SampleShape.Count != expected.Count)
        {
            var hint = label is null && data.SampleShape.Count == expected.Count + 1 && path.Contains(".csv", StringComparison.OrdinalIgnoreCase)
                ? $"; if one column holds labels, name it with {LearnOptions.Label.Name}"
                : "";
            throw new BadFileException($"{path}: a sample has {data.SampleShape.Count} values {data.SampleShape}, but the model takes {expected.Count} {expected}{hint}.");
        }
        for (var c = 0; c < Math.Min(data.ColumnNames.Count, saved.ColumnNames.Count); c++)
        {
            if (data.ColumnNames[c] != saved.ColumnNames[c])
                throw new BadFileException($"{path}: column {c + 1} is '{data.ColumnNames[c]}', but the model learned from '{saved.ColumnNames[c]}' there; the columns must be the same, in the same order.");
        }
        return data.SampleShape == expected
            ? data
            : new Dataset(data.Name, data.Samples.Reshape(expected.Prepend(data.Count)), data.Labels, data.ClassNames, source: data.Source, license: data.License);
    }
}
