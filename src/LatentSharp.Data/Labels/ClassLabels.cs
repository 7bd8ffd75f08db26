using System.Globalization;

namespace LatentSharp;

/// <summary>The labels of some samples as a file has them, and where that is.</summary>
/// <param name="Place">What to call them in messages.</param>
/// <param name="Texts">One for each sample.</param>
internal sealed record LabelList(string Place, string[] Texts);

/// <summary>Turns labels into indices of classes.</summary>
internal static class ClassLabels
{
    /// <summary>The list, when every sample has a label.</summary>
    /// <exception cref="BadFileException">A label is empty or a word for a missing value; the message names the element.</exception>
    internal static LabelList Complete(LabelList list)
    {
        var at = Array.FindIndex(list.Texts, ClassTable.IsMissing);
        return at < 0 ? list : throw BadFileException.At(list.Place, Element(at), list.Texts[at].Trim().Length == 0 ? "the label is empty." : $"the label is missing ('{list.Texts[at]}').");
    }

    /// <summary>The classes that occur in any of the lists, by the rule of <see cref="ClassTable"/>, and for each list the indices of its samples' classes, Int32 of shape (N).</summary>
    /// <exception cref="BadFileException">There are more than 10,000 classes.</exception>
    internal static (string[] Names, Tensor[] Labels) From(params IReadOnlyList<LabelList> lists)
    {
        var classes = new ClassTable();
        foreach (var (place, texts) in lists)
        {
            foreach (var text in texts)
            {
                if (!classes.Add(text)) throw new BadFileException($"{place}: the labels have more than {ClassTable.Most} different values, too many for classes.");
            }
        }
        classes.Sort();
        return (classes.Names, [.. lists.Select(list => Tensor.From(Array.ConvertAll(list.Texts, classes.IndexOf)))]);
    }

    internal static string Element(long index) => $"element [{index.ToString(CultureInfo.InvariantCulture)}]";
}
