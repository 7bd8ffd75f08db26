using System.Globalization;

namespace LatentSharp;

/// <summary>Classes by name, between data and a model that learned from other data.</summary>
/// <param name="places">For each class of the data its place among the model's, or after them.</param>
/// <param name="names">The names of the model's classes, then those that it never learned.</param>
internal sealed class ClassNaming(int[] places, IReadOnlyList<string> names)
{
    private const int NamesToList = 5;

    /// <summary>The names of the model's classes, then those of the data that it never learned.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>The name of a class, or its number when it has none.</summary>
    public static string Name(IReadOnlyList<string> names, int label) => label < names.Count ? names[label] : label.ToString(CultureInfo.InvariantCulture);

    /// <summary>The names that a model keeps: of a classifier one for each class that it tells apart; classes without a sample to learn from may follow in the data.</summary>
    public static IReadOnlyList<string> Learned(Dataset data, FittedModel model) =>
        model is FittedClassifier classifier ? [.. Enumerable.Range(0, classifier.ClassCount).Select(place => Name(data.ClassNames, place))] : data.ClassNames;

    /// <summary>
    /// Finds the classes of data among those of a model, by the rule of labels: the same text, or, where all are numbers, the same number. Those that the model never learned come after
    /// its own, so that they count as wrong, and are told with their counts.
    /// </summary>
    /// <param name="path">What to call the data in messages.</param>
    /// <param name="data">The data.</param>
    /// <param name="known">The classes of the model.</param>
    /// <param name="notes">Told of classes that the model never learned.</param>
    /// <returns>Null of data without labels.</returns>
    /// <exception cref="BadFileException">The model never learned any of the classes.</exception>
    public static ClassNaming? Match(string path, Dataset data, IReadOnlyList<string> known, IProgress<string>? notes)
    {
        if (data.Labels is null) return null;
        var (find, all) = (ClassTable.Finder(known), known.ToList());
        var places = new int[data.ClassNames.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = find(data.ClassNames[i]);
            if (places[i] >= 0) continue;
            places[i] = all.Count;
            all.Add(data.ClassNames[i]);
        }
        var strange = Strange(data, places, known.Count);
        if (strange.Count > 0 && strange.Sum(item => item.Count) == Count(data))
        {
            throw new BadFileException(
                $"{path}: the model never learned any of the classes here, {List(strange.Select(item => item.Name))}; it tells {List(known)} apart. Name the column that holds such labels, or say {LearnOptions.Label.Name} {DataOptions.NoLabel}.");
        }
        if (strange.Count > 0)
        {
            var words = strange.Select(item => string.Create(CultureInfo.InvariantCulture, $"'{item.Name}' ({ReportText.Plural(item.Count, "sample")})"));
            notes?.Report($"{path}: the model never learned the {(strange.Count == 1 ? "class" : "classes")} {Shorten(words)}; {(strange.Count == 1 ? "it counts" : "they count")} as wrong.");
        }
        return new ClassNaming(places, all);
    }

    /// <summary>The labels of data, or of a part of them, as the model counts its classes; null when they have none.</summary>
    public Tensor? Of(Dataset part) => part.Labels is { } labels ? Tensor.From(Array.ConvertAll(labels.ToArray<int>(), label => places[label])) : null;

    /// <summary>The classes that the model never learned, with the number of their samples, where there are any.</summary>
    private static List<(string Name, int Count)> Strange(Dataset data, int[] places, int known)
    {
        var counts = new int[places.Length];
        foreach (var label in Labels(data)) counts[label]++;
        return [.. Enumerable.Range(0, places.Length).Where(i => places[i] >= known && counts[i] > 0).Select(i => (data.ClassNames[i], counts[i]))];
    }

    private static IEnumerable<int> Labels(Dataset data) => data.Labels!.Value.ToArray<int>().Concat(data.TestPart?.Labels?.ToArray<int>() ?? []);

    private static int Count(Dataset data) => Labels(data).Count();

    private static string List(IEnumerable<string> names) => Shorten(names.Select(name => $"'{name}'"));

    private static string Shorten(IEnumerable<string> words)
    {
        var all = words.ToArray();
        return string.Join(", ", all.Take(NamesToList)) + (all.Length > NamesToList ? $" and {ReportText.Count(all.Length - NamesToList)} more" : "");
    }
}
