using System.Text;

namespace LatentSharp;

/// <summary>
/// The one rule of labels, whatever file they come from. A label is a text without the blanks and tabs around it. When all labels are numbers, numbers that are equal are the same
/// class, as 1, 1.0 and 1e0, which is named by the shortest spelling and stands in the order of the numbers; otherwise each spelling is a class, in the order of the
/// characters' codes.
/// </summary>
internal sealed class ClassTable
{
    /// <summary>The most classes that there can be.</summary>
    internal const int Most = 10_000;

    private static readonly char[] Blanks = [' ', '\t'];

    private readonly Dictionary<string, int> indices = new(StringComparer.Ordinal);

    /// <summary>The names in their order, once <see cref="Sort"/> was called.</summary>
    internal string[] Names { get; private set; } = [];

    /// <summary>A label as it is compared: without the blanks and tabs around it.</summary>
    internal static string TextOf(ReadOnlySpan<byte> cell) => TextOf(Encoding.UTF8.GetString(cell));

    /// <inheritdoc cref="TextOf(ReadOnlySpan{byte})"/>
    internal static string TextOf(string label) => label.Trim(Blanks);

    /// <summary>Whether the label says that there is no class. A dash does not by itself: beside a plus it is one.</summary>
    internal static bool IsMissing(string label) => MissingWords.Contains(label) && TextOf(label) != "-";

    /// <inheritdoc cref="IsMissing(string)"/>
    internal static bool IsMissing(ReadOnlySpan<byte> cell) => MissingWords.Contains(cell) && !TableText.IsDash(cell);

    /// <summary>Notes a label; false when there are more of them than classes can be.</summary>
    internal bool Add(string label)
    {
        indices.TryAdd(TextOf(label), 0);
        return indices.Count <= Most;
    }

    /// <inheritdoc cref="Add(string)"/>
    internal bool Add(ReadOnlySpan<byte> cell) => Add(TextOf(cell));

    /// <summary>Ends collecting.</summary>
    internal void Sort()
    {
        var spellings = indices.Keys.Order(StringComparer.Ordinal).ToArray();
        var numbers = Numbers(spellings);
        var classes = numbers is null
            ? spellings.Select(spelling => new[] { spelling })
            : spellings.Zip(numbers).GroupBy(pair => pair.Second).OrderBy(group => group.Key).Select(group => group.Select(pair => pair.First).OrderBy(text => text.Length).ToArray());
        var names = new List<string>();
        foreach (var group in classes)
        {
            foreach (var spelling in group) indices[spelling] = names.Count;
            names.Add(group[0]);
        }
        Names = [.. names];
    }

    /// <summary>The index of a label, or -1 for one that was never added.</summary>
    internal int IndexOf(string label) => indices.GetValueOrDefault(TextOf(label), -1);

    /// <inheritdoc cref="IndexOf(string)"/>
    internal int IndexOf(ReadOnlySpan<byte> cell) => IndexOf(TextOf(cell));

    /// <summary>
    /// Finds labels among classes that are known already, in their order: by the same text, and where all those classes are numbers, by the same number.
    /// </summary>
    internal static Func<string, int> Finder(IReadOnlyList<string> names)
    {
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++) texts.TryAdd(TextOf(names[i]), i);
        var numbers = new Dictionary<LabelNumber, int>();
        if (Numbers(names) is { } values)
            for (var i = 0; i < values.Length; i++) numbers.TryAdd(values[i], i);
        return label => texts.TryGetValue(TextOf(label), out var index) || (LabelNumber.TryParse(TextOf(label), out var number) && numbers.TryGetValue(number, out index)) ? index : -1;
    }

    /// <summary>The first name that is the same class as one before it; null when there is none.</summary>
    internal static string? Repeated(IReadOnlyList<string> names)
    {
        var numbers = Numbers(names);
        var seen = new HashSet<object>();
        return names.Where((name, i) => !seen.Add(numbers is null ? TextOf(name) : numbers[i])).FirstOrDefault();
    }

    /// <summary>The labels as numbers, when all are; null otherwise.</summary>
    private static LabelNumber[]? Numbers(IReadOnlyList<string> labels)
    {
        var numbers = new LabelNumber[labels.Count];
        for (var i = 0; i < numbers.Length; i++)
            if (!LabelNumber.TryParse(TextOf(labels[i]), out numbers[i])) return null;
        return numbers;
    }
}
