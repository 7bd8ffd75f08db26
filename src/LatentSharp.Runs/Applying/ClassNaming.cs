using System.Globalization;

namespace LatentSharp;

/// <summary>Classes by name, between data and a model that learned from other data.</summary>
internal static class ClassNaming
{
    private const int NamesToList = 5;

    /// <summary>The name of a class, or its number when it has none.</summary>
    public static string Name(IReadOnlyList<string> names, int label) =>
        label < names.Count ? names[label] : label.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// The names that a model keeps: of a classifier one for each class that it tells apart; classes without a sample to learn from may
    /// follow in the data.
    /// </summary>
    public static IReadOnlyList<string> Learned(Dataset data, FittedModel model) =>
        model is IClassifier classifier
            ? [.. Enumerable.Range(0, classifier.ClassCount).Select(place => Name(data.ClassNames, place))]
            : data.ClassNames;

    /// <summary>
    /// The labels of data as the model counts its classes, found by the rule of labels: the same text, or, where all are numbers, the same
    /// number. Classes that the model does not know come after its own, so that they count as wrong.
    /// </summary>
    public static (Tensor Labels, IReadOnlyList<string> Names)? ForModel(AppliedData data, IReadOnlyList<string> known)
    {
        if (data.Labels is not { } labels) return null;
        var (find, names) = (ClassTable.Finder(known), known.ToList());
        var places = data.Known.ClassNames.Select(name =>
        {
            var place = find(name);
            if (place < 0) names.Add(name);
            return place < 0 ? names.Count - 1 : place;
        }).ToArray();
        return (Tensor.From(Array.ConvertAll(labels.ToArray<int>(), label => places[label])), names);
    }

    /// <summary>Tells the classes of data that a classifier never learned, with their counts.</summary>
    /// <param name="path">What to call the data in messages.</param>
    /// <param name="data">The rows.</param>
    /// <param name="known">The classes of the classifier.</param>
    /// <param name="notes">Told them in a sentence.</param>
    /// <exception cref="BadFileException">It never learned any of them.</exception>
    public static void TellUnknown(string path, AppliedData data, IReadOnlyList<string> known, IProgress<string>? notes)
    {
        if (data.Labels is not { } labels) return;
        var (find, counts, total) = (ClassTable.Finder(known), new int[data.Known.ClassNames.Count], 0);
        foreach (var label in labels.AsSpan<int>())
        {
            counts[label]++;
            total++;
        }
        var unknown = data.Known.ClassNames.Zip(counts).Where(item => item.Second > 0 && find(item.First) < 0).ToArray();
        if (unknown.Length == 0) return;
        if (unknown.Sum(item => item.Second) == total)
        {
            throw new BadFileException(
                $"{path}: the model never learned any of the classes here, {List(unknown.Select(item => item.First))}; it tells "
                + $"{List(known)} apart. Name the column that holds such labels, or say {LearnOptions.Label.Name} {DataOptions.NoLabel}.");
        }
        var (word, count) = unknown.Length == 1 ? ("class", "it counts") : ("classes", "they count");
        var names = unknown.Take(NamesToList).Select(item => $"'{item.First}' ({ReportText.Plural(item.Second, "sample")})");
        notes?.Report(
            $"{path}: the model never learned the {word} {string.Join(", ", names)}{More(unknown.Length)}; {count} as wrong.");
    }

    private static string List(IEnumerable<string> names)
    {
        var all = names.ToArray();
        return string.Join(", ", all.Take(NamesToList).Select(name => $"'{name}'")) + More(all.Length);
    }

    private static string More(int count) => count > NamesToList ? $" and {ReportText.Count(count - NamesToList)} more" : "";
}
