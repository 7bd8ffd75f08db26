namespace LatentSharp;

/// <summary>How well one class is recognised.</summary>
/// <param name="Name">The class.</param>
/// <param name="Precision">The share of predictions of this class that are right.</param>
/// <param name="Recall">The share of samples of this class that are recognised.</param>
/// <param name="F1">The harmonic mean of precision and recall.</param>
/// <param name="Support">Samples of this class.</param>
public sealed record ClassFigures(string Name, double Precision, double Recall, double F1, int Support)
{
    internal static IReadOnlyList<ClassFigures> Of(ConfusionMatrix matrix, IReadOnlyList<string> names) =>
        [
            .. matrix.PerClass.Select(scores =>
                new ClassFigures(ClassNaming.Name(names, scores.Class), scores.Precision, scores.Recall, scores.F1, scores.Support))];
}

/// <summary>How often samples of each class were taken for each class.</summary>
/// <param name="Classes">The names of the classes that occur as label or prediction.</param>
/// <param name="Counts">
/// A row for each true class, a column for each predicted one, both in the order of <paramref name="Classes"/>.
/// </param>
public sealed record ConfusionFigures(IReadOnlyList<string> Classes, IReadOnlyList<IReadOnlyList<int>> Counts)
{
    internal static ConfusionFigures Of(ConfusionMatrix matrix, IReadOnlyList<string> names)
    {
        var places = Enumerable.Range(0, matrix.Classes.Count).ToArray();
        return new(
            [.. matrix.Classes.Select(label => ClassNaming.Name(names, label))],
            [.. places.Select(truth => (IReadOnlyList<int>)[.. places.Select(guess => matrix[truth, guess])])]);
    }
}
