namespace LatentSharp;

/// <summary>
/// The area under the ROC curve on sets of ADBench in the protocol of PyOD's table: 10 divisions of 60 to 40, standardised by the training
/// part, no label, the mean over the divisions' test parts. bench/peers/detection.py makes the same divisions.
/// </summary>
internal static class DetectionExperiments
{
    private const string ScikitLearn = "scikit-learn 1.2.1 on the same divisions, bench/peers/detection.py",
        Pyod = "PyOD, table of benchmarks";

    // What may lie between two random forests of the same kind, or two ways to the same number.
    private const double Tolerance = 0.015;

    private static readonly (string Set, double Forest, double Lof, double Pca, double Autoencoder, double PublishedForest,
        double Inne, double Best)[] Others =
    [
        ("cardio", 0.9217, 0.5993, 0.8946, 0.817, 0.918, 0.909, 0.95),
        ("glass", 0.7424, 0.7218, 0.7012, 0.675, 0.75, 0.78, 0.864),
        ("musk", 0.9993, 0.6106, 0.9933, 0.813, 1, 1, 1),
        ("optdigits", 0.7157, 0.5361, 0.5008, 0.598, 0.702, 0.639, 0.873),
        ("pima", 0.6619, 0.6188, 0.6613, 0.666, 0.68, 0.679, 0.718),
        ("vowels", 0.7471, 0.9330, 0.8985, 0.924, 0.756, 0.886, 0.968),
        ("shuttle", 0.9969, 0.5272, 0.9836, 0.99, 0.997, 0.988, 0.997),
    ];

    public static IEnumerable<Experiment> All
    {
        get
        {
            foreach (var (set, forest, lof, pca, autoencoder, published, inne, best) in Others)
            {
                yield return On(set, "iforest", forest, forest - Tolerance, ScikitLearn);
                yield return On(set, "lof", lof, lof - Tolerance, ScikitLearn);
                yield return On(set, "pca", pca, pca - Tolerance, ScikitLearn);
                yield return On(set, "autoencoders", autoencoder, autoencoder, $"{Pyod}: autoencoder");
                yield return On(set, "inne", inne, inne - Tolerance, $"{Pyod}: INNE");
                yield return On(
                    set, "default", published, published, FormattableString.Invariant($"{Pyod}: IForest; the best there {best}"));
                yield return On(set, AnomalySet.Normal, null, null, "none; with rows that are known to be normal");
            }
            var (autoencoders, forests) = (Others.Average(o => o.Autoencoder), Others.Average(o => o.PublishedForest));
            yield return Mean("mean", "autoencoders", AnomalySet.All, autoencoders, autoencoders + 0.04, $"{Pyod}: autoencoder");
            yield return Mean("mean", "default", AnomalySet.All, forests, forests, $"{Pyod}: IForest");
            yield return Mean("mean", "inne", AnomalySet.All, Others.Average(o => o.Inne), null, $"{Pyod}: INNE");
            yield return Mean("mean", AnomalySet.Normal, AnomalySet.All, null, 0.93, "none; with rows that are known to be normal");
            foreach (var detector in new[] { "iforest", "lof", "pca", "knn", "ecod", "copod", "hbos", "kde", "deep-svdd" })
                yield return Mean("mean", detector, AnomalySet.All, forests, null, $"{Pyod}: IForest, for comparison");
            foreach (var detector in new[] { "iforest", "inne", "hbos", "autoencoders", "default", AnomalySet.Normal })
                yield return Mean(
                    "unseen", detector, AnomalySet.Unseen, null, null, "none; sets that nothing was chosen by, beside each other");
        }
    }

    private static Experiment On(string name, string detector, double? published, double? goal, string source)
    {
        var set = AnomalySet.All.First(each => each.Name == name);
        return new(effort => set.Measure(detector, effort))
        {
            Name = $"detect_{name}_{detector}",
            Recipe = detector == AnomalySet.Normal
                ? $"ROC-AUC of default on {name} of ADBench, learned from the normal rows of the training part alone, as with --normal: "
                    + "mean over the test parts of 10 divisions of 60 to 40"
                : $"ROC-AUC of {detector} on {name} of ADBench, without labels: mean over the test parts of 10 divisions of 60 to 40, "
                    + "standardised by the training part",
            Published = published,
            Source = source,
            Goal = goal,
            Expected = set.Expected(detector),
            Data = [set.Data],
        };
    }

    private static Experiment Mean(
        string name, string detector, IReadOnlyList<AnomalySet> sets, double? published, double? goal, string source) =>
        new(effort => sets.Average(set => set.Measure(detector, effort)))
        {
            Name = $"detect_{name}_{detector}",
            Recipe = $"ROC-AUC of {detector}, mean over "
                + (goal is null && published is null ? "four other sets, by which nothing was chosen"
                    : "the seven sets, each measured as in its own row"),
            Published = published,
            Source = source,
            Goal = goal,
            Expected = TimeSpan.FromTicks(sets.Sum(set => set.Expected(detector).Ticks)),
            Data = [.. sets.Select(set => set.Data)],
        };
}
