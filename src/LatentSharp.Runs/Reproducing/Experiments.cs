namespace LatentSharp;

/// <summary>
/// The published figures that can be measured anew, in the order of a full run. A new one is a line in one of the tables.
/// </summary>
public static class Experiments
{
    /// <summary>The name that stands for all of them.</summary>
    public const string Every = "all";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Experiment> All { get; } =
    [
        .. DigitsExperiments.All, .. SeriesExperiments.All, .. MnistExperiments.All, .. MnistGanExperiments.All,
        .. DetectionExperiments.All, .. ClusterExperiments.All, .. MapExperiments.All, .. RestorationExperiments.All,
        .. CompressionExperiments.All, .. SoundExperiments.All, .. TextExperiments.All, .. LanguageExperiments.All,
    ];

    /// <summary>Those of these names, or whose names begin so, in the order of the table; all without a name or of <c>all</c>.</summary>
    /// <exception cref="BadArgumentException">There is none of a name.</exception>
    public static IReadOnlyList<Experiment> Find(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0 || names.Contains(Every, StringComparer.Ordinal)) return All;
        foreach (var name in names)
            if (!All.Any(experiment => IsMeant(experiment, name)))
                throw new BadArgumentException(
                    $"reproduce: there is no experiment '{name}'; "
                    + (Spelling.Nearest(name, [.. All.Select(experiment => experiment.Name)]) is { } near
                        ? $"perhaps {near} is meant."
                        : "'latent reproduce --list' names them."));
        // A whole name means that one alone, though others begin so.
        return [.. All.Where(experiment => names.Any(name => experiment.Name == name
            || (IsMeant(experiment, name) && !All.Any(other => other.Name == name))))];
    }

    private static bool IsMeant(Experiment experiment, string name) =>
        name.Length > 0 && experiment.Name.StartsWith(name, StringComparison.Ordinal);
}
