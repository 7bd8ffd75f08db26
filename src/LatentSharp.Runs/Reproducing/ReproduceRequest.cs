namespace LatentSharp;

/// <summary>Which figures to measure anew, and how.</summary>
public sealed record ReproduceRequest
{
    /// <summary>Names of experiments, or beginnings of names; <c>all</c> for every one.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>
    /// Whether a twentieth of the epochs and one seed must do: to see whether a recipe works at all. Such figures compare with nothing.
    /// </summary>
    public bool IsQuick { get; init; }

    /// <inheritdoc cref="ReproduceOptions.Seed"/>
    public int? Seed { get; init; }

    /// <inheritdoc cref="ReproduceOptions.DataFolder"/>
    public string? DataFolder { get; init; }

    /// <inheritdoc cref="ReproduceOptions.Output"/>
    public string? Output { get; init; }

    /// <inheritdoc cref="LearnOptions.Threads"/>
    public int? Threads { get; init; }

    /// <summary>Where data sets are looked for.</summary>
    public IReadOnlyList<string> Folders => DataFolder is { } own ? [own, DataCache.Folder] : DataCache.Folders;

    /// <summary>Refuses values that cannot work, before anything is read or written.</summary>
    /// <exception cref="BadArgumentException">A value is out of its range, or the folder of data sets is none.</exception>
    public void Validate()
    {
        if (DataFolder is not null) ReproduceOptions.DataFolder.Check(DataFolder);
        if (DataFolder is not null && !Directory.Exists(DataFolder))
            throw new BadArgumentException($"{ReproduceOptions.DataFolder.Name}: {DataFolder} is no folder.");
        ReproduceOptions.Seed.Check(Seed);
        if (Output is not null) ReproduceOptions.Output.Check(Output);
        if (Threads is { } threads) LearnOptions.Threads.Check(threads);
    }
}
