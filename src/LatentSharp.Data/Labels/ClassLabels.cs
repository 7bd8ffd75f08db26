using System.Globalization;

namespace LatentSharp;

/// <summary>The labels of some samples as a file has them, and where that is.</summary>
/// <param name="Place">What to call them in messages.</param>
/// <param name="Texts">One for each sample.</param>
internal sealed record LabelList(string Place, string[] Texts);

/// <summary>Turns labels into indices of classes.</summary>
internal static class ClassLabels
{
    /// <summary>
    /// The classes that occur in any of the lists, by the rule of <see cref="ClassTable"/>, and for each list the indices of its samples'
    /// classes, Int32 of shape (N).
    /// </summary>
    /// <param name="notes">Gets what was taken for granted.</param>
    /// <param name="lists">The labels of each part.</param>
    /// <exception cref="BadFileException">
    /// A label stands for nothing, or there are too many classes; the message names the element.
    /// </exception>
    internal static (string[] Names, Tensor[] Labels) From(List<string> notes, params IReadOnlyList<LabelList> lists)
    {
        var classes = new ClassTable((at, problem) => Refuse(lists, at, problem));
        var at = 0;
        foreach (var list in lists)
            foreach (var text in list.Texts) classes.Add(text, at++);
        classes.Sort();
        if (classes.Note is { } note) notes.Add(note);
        return (classes.Names, [.. lists.Select(list => Tensor.From(Array.ConvertAll(list.Texts, classes.IndexOf)))]);
    }

    internal static string Element(long index) => $"element [{index.ToString(CultureInfo.InvariantCulture)}]";

    /// <summary>Names the element that is counted through all lists.</summary>
    private static BadFileException Refuse(IReadOnlyList<LabelList> lists, int at, string problem)
    {
        var list = 0;
        for (; at >= lists[list].Texts.Length; list++) at -= lists[list].Texts.Length;
        return BadFileException.At(lists[list].Place, Element(at), problem);
    }
}
