using System.Text;

namespace LatentSharp;

/// <summary>
/// The one rule of labels, whatever file they come from. A label is a text without the blanks and tabs around it. When all labels are
/// numbers, numbers that are equal are the same class, as 1, 1.0 and 1e0, which is named by the shortest spelling and stands in the order
/// of the numbers; otherwise each spelling is a class, in the order of the characters' codes. A word for a missing value is no class and is
/// refused, but for a dash beside a plus.
/// </summary>
/// <param name="refuse">
/// Makes the refusal of a label from its place, as <see cref="Add(ReadOnlySpan{char}, int)"/> got it, and the problem.
/// </param>
/// <param name="areNames">Whether labels are names that somebody chose, as those of folders, so that none stands for nothing.</param>
internal sealed class ClassTable(Func<int, string, BadFileException> refuse, bool areNames = false)
{
    /// <summary>The most classes that there can be.</summary>
    internal const int Most = 10_000;

    private const string Dash = "-", Plus = "+";
    private const int PairsToList = 5;

    private static readonly char[] Blanks = [' ', '\t'];

    private const int LongestOnStack = 256;

    private readonly Dictionary<string, int> indices = new(StringComparer.Ordinal);
    private readonly List<string> spellings = [];
    private int? firstDash;

    /// <summary>The names in their order, once <see cref="Sort"/> was called.</summary>
    internal string[] Names { get; private set; } = [];

    /// <summary>What was taken for granted, as a sentence; null for nothing, or before <see cref="Sort"/> was called.</summary>
    internal string? Note { get; private set; }

    /// <summary>A label as it is compared: without the blanks and tabs around it.</summary>
    internal static string TextOf(string label) => label.Trim(Blanks);

    /// <summary>Notes a label.</summary>
    /// <param name="label">The label.</param>
    /// <param name="place">Where it is: a line, or the number of an element.</param>
    /// <returns>The number of its spelling, for <see cref="IndexOf(int)"/>.</returns>
    /// <exception cref="BadFileException">It stands for nothing, or there are more different ones than classes can be.</exception>
    internal int Add(ReadOnlySpan<char> label, int place)
    {
        var text = label.Trim(Blanks);
        if (indices.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var spelling)) return spelling;
        return AddNew(text.ToString(), place);
    }

    /// <inheritdoc cref="Add(ReadOnlySpan{char}, int)"/>
    internal int Add(ReadOnlySpan<byte> cell, int place)
    {
        if (cell.Length > LongestOnStack) return Add(Encoding.UTF8.GetString(cell), place);
        Span<char> label = stackalloc char[LongestOnStack];
        return Add(label[..Encoding.UTF8.GetChars(cell, label)], place);
    }

    private int AddNew(string text, int place)
    {
        if (!areNames && MissingWords.Contains(text))
        {
            if (text != Dash) throw Missing(text, place);
            firstDash ??= place;
        }
        indices.Add(text, spellings.Count);
        spellings.Add(text);
        if (indices.Count > Most) throw refuse(place, $"there are more than {Most} different labels, too many for classes.");
        return spellings.Count - 1;
    }

    /// <summary>Ends collecting.</summary>
    /// <exception cref="BadFileException">There is a dash and no plus, so that the dash stands for nothing.</exception>
    internal void Sort()
    {
        if (firstDash is { } place && !indices.ContainsKey(Plus)) throw Missing(Dash, place);
        var ordered = spellings.Order(StringComparer.Ordinal).ToArray();
        var numbers = Numbers(ordered);
        Note = numbers is null ? NoteOn(ordered) : null;
        var classes = numbers is null
            ? ordered.Select(spelling => new[] { spelling })
            : ordered.Zip(numbers).GroupBy(pair => pair.Second).OrderBy(group => group.Key)
                .Select(group => group.Select(pair => pair.First).OrderBy(text => text.Length).ToArray());
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
    internal int IndexOf(ReadOnlySpan<byte> cell) => IndexOf(Encoding.UTF8.GetString(cell));

    /// <summary>The index of a label by the number of its spelling.</summary>
    internal int IndexOf(int spelling) => indices[spellings[spelling]];

    /// <summary>
    /// Finds labels among classes that are known already, in their order: by the same text, and where all those classes are numbers, by the
    /// same number.
    /// </summary>
    internal static Func<string, int> Finder(IReadOnlyList<string> names)
    {
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++) texts.TryAdd(TextOf(names[i]), i);
        var numbers = new Dictionary<LabelNumber, int>();
        if (Numbers(names) is { } values)
            for (var i = 0; i < values.Length; i++) numbers.TryAdd(values[i], i);
        return label =>
        {
            var text = TextOf(label);
            if (texts.TryGetValue(text, out var index)) return index;
            return LabelNumber.TryParse(text, out var number) && numbers.TryGetValue(number, out index) ? index : -1;
        };
    }

    /// <summary>The first name that is the same class as one before it; null when there is none.</summary>
    internal static string? Repeated(IReadOnlyList<string> names)
    {
        var numbers = Numbers(names);
        var seen = new HashSet<object>();
        return names.Where((name, i) => !seen.Add(numbers is null ? TextOf(name) : numbers[i])).FirstOrDefault();
    }

    private BadFileException Missing(string text, int place) => refuse(place, CellText.TrimBlanks(text).Length == 0
        ? "the label is empty."
        : $"the label is missing ({Quoted(text)}), for this stands for nothing; fill it, or remove the sample.");

    /// <summary>Says of labels that are not all numbers which equal numbers became several classes.</summary>
    private static string? NoteOn(string[] spellings)
    {
        var byNumber = spellings.ToLookup(spelling => LabelNumber.TryParse(spelling, out var number) ? number : (LabelNumber?)null);
        var several = byNumber.Where(same => same.Key is not null && same.Count() > 1)
            .Select(same => string.Join(" and ", same.Select(Quoted))).ToArray();
        if (several.Length == 0) return null;
        var list = string.Join(", ", several.Take(PairsToList)) + (several.Length > PairsToList ? ", …" : "");
        return $"labels that are equal numbers became different classes, since not all "
            + $"labels are numbers, as {Quoted(byNumber[null].First())}: "
            + $"{list}; if they are the same class, write them alike.";
    }

    private static string Quoted(string label) => $"'{CsvLayout.Shorten(label)}'";

    /// <summary>The labels as numbers, when all are; null otherwise.</summary>
    private static LabelNumber[]? Numbers(IReadOnlyList<string> labels)
    {
        var numbers = new LabelNumber[labels.Count];
        for (var i = 0; i < numbers.Length; i++)
            if (!LabelNumber.TryParse(TextOf(labels[i]), out numbers[i])) return null;
        return numbers;
    }
}
