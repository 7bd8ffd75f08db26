namespace LatentSharp;

/// <summary>Reads the labels of an npz file.</summary>
/// <param name="archive">The file.</param>
/// <param name="path">Its name.</param>
/// <param name="notes">Gets sentences on what was made of them.</param>
internal sealed class NpzLabels(NpzArchive archive, string path, List<string> notes)
{
    private const string WayOut = $"to read the samples without labels, say --label {DataOptions.NoLabel}.";

    /// <summary>The labels of an array; null when it was not asked for and holds no classes, which is noted.</summary>
    /// <param name="array">The array.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="isGiven">Whether the user named it, so that it must hold classes.</param>
    /// <exception cref="BadFileException">It does not fit the samples, or holds no classes though it should.</exception>
    internal LabelList? Read(string array, int count, bool isGiven)
    {
        var place = $"{path}: {array}";
        return Advised(isGiven, () => archive.Read(array, takesTexts: true, (stream, name, length) =>
            Read(stream, name, length, place, count, isGiven, notes, array)));
    }

    /// <summary>The labels of an array in the form of an npy file.</summary>
    /// <inheritdoc cref="Read(string, int, bool)"/>
    internal static LabelList? Read(
        Stream stream, string name, long length, string place, int count, bool isGiven, List<string> notes, string array = "")
    {
        var header = NpyHeader.Read(stream, name, length, takesTexts: true);
        if (!NumberLabels.Fits(header.Shape, count))
            throw new BadFileException($"{place}: labels of shape {header.Shape} do not fit {count} samples; ({count}) is needed.");
        return header.IsText ? Texts(stream, name, header, place) : Numbers(stream, array, header, place, isGiven, notes);
    }

    /// <summary>The classes of the labels of all parts, and for each part the indices of its samples' classes.</summary>
    /// <exception cref="BadFileException">A label stands for nothing, or there are too many classes.</exception>
    internal (string[] Names, Tensor[] Labels) Classes(bool isGiven, params IReadOnlyList<LabelList> parts) =>
        Advised(isGiven, () => ClassLabels.From(notes, parts));

    /// <summary>Tells who did not ask for labels that cannot be had how to do without them.</summary>
    private static T Advised<T>(bool isGiven, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (BadFileException e) when (!isGiven)
        {
            throw new BadFileException($"{e.Message.TrimEnd('.')}; {WayOut}", e);
        }
    }

    private static LabelList Texts(Stream stream, string name, NpyHeader header, string place) => header.Shape.Count == header.Shape[0]
        ? new LabelList(place, NpyElements.Texts(stream, name, header))
        : throw new BadFileException($"{place}: texts of shape {header.Shape} are several for a sample; ({header.Shape[0]}) is needed.");

    private static LabelList? Numbers(
        Stream stream, string array, NpyHeader header, string place, bool isGiven, List<string> notes)
    {
        var labels = new NumberLabels(header.Shape, header.Shape[0], header.FortranOrder);
        NpyElements.Visit(stream, place, header, labels.Take);
        var list = labels.Find(place);
        if (list is null && isGiven) throw new BadFileException($"{place}: {labels.Problem}.");
        if (list is null)
            notes.Add($"the array '{CsvLayout.Shorten(array)}' holds no classes, so that the samples have no labels: {labels.Problem}.");
        else if (labels.IsOneHot)
            notes.Add($"the labels of shape {header.Shape} are one-hot; the place of the 1 in a row, from 0, was taken for the class.");
        return list;
    }
}
