namespace LatentSharp.Bench;

/// <summary>Every row, in the table's order.</summary>
internal static class Table
{
    internal static Row[] Rows { get; } =
    [
        .. Sgemm.All(), .. Convolving.All(), .. Differentiating.All(),
        .. Training.All(), .. RecurrentTraining.All(), new TransformerTraining(), .. GenerativeTraining.All(),
        .. ConvolutionalNetworks.All(),
        .. Encoding.All(), .. Mapping.All(), new TableReading(), .. FolderReading.All(), .. Programs.All(),
    ];

    /// <summary>Those with such a name, or whose name begins so; all of them without names.</summary>
    /// <exception cref="BadArgumentException">A name fits none.</exception>
    internal static Row[] Choose(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (!Rows.Any(row => Fits(row, name)))
                throw new BadArgumentException($"no row begins with {name}; there are {string.Join(", ", Rows.Select(row => row.Name))}");
        }
        return names.Count == 0 ? Rows : [.. Rows.Where(row => names.Any(name => Fits(row, name)))];
    }

    private static bool Fits(Row row, string name) =>
        Array.Exists(Rows, r => r.Name == name) ? row.Name == name : row.Name.StartsWith(name, StringComparison.Ordinal);
}
