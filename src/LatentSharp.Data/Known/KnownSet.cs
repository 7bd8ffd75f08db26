namespace LatentSharp;

/// <summary>A data set that is known by name and fetched from its home: it does not come with the library.</summary>
/// <param name="Name">What to call it: <c>mnist</c>.</param>
/// <param name="Description">One sentence for people: what it holds.</param>
/// <param name="Source">Authors and address.</param>
/// <param name="License">The terms under which it may be used.</param>
/// <param name="ClassNames">What its classes 0, 1, … are.</param>
/// <param name="Files">Its files.</param>
public sealed record KnownSet(
    string Name, string Description, string Source, string License, IReadOnlyList<string> ClassNames, IReadOnlyList<KnownFile> Files)
{
    /// <summary>The bytes of all files.</summary>
    public long Length => Files.Sum(file => file.Length);

    /// <summary>Reads it from a folder that holds its files.</summary>
    /// <exception cref="BadFileException">A file is not there or not whole.</exception>
    public Dataset Load(string folder)
    {
        var data = IdxDataset.Read(folder);
        if (data.ClassNames.Count != ClassNames.Count || data.TestPart is null)
            throw new BadFileException(
                $"{folder}: {Name} has {ClassNames.Count} classes and a test part, which is not what the files here hold.");
        return Named(data, Named(data.TestPart, null));
    }

    private Dataset Named(Dataset data, Dataset? test) =>
        new(Name, data.Samples, data.Labels, ClassNames, source: Source, license: License, testPart: test);
}

/// <summary>One file of a known data set.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Sha256">The checksum that it must have, in small hexadecimal digits.</param>
/// <param name="Homes">Where it can be had; the first that answers is taken.</param>
public sealed record KnownFile(string Name, long Length, string Sha256, IReadOnlyList<Uri> Homes);
