namespace LatentSharp.Quality;

/// <summary>
/// The area under the ROC curve on sets of ADBench in the protocol of PyOD's table: 10 divisions of 60 to 40, standardised by the training
/// part, no label, the mean over the divisions' test parts. bench/peers/detection.py makes the same divisions.
/// </summary>
internal static class DetectionSets
{
    public const int Trials = 10;

    private const double TrainingShare = 0.6;

    // Whose figures are averaged, as in the script, since one varies by some points where anomalies are few.
    private const int Forests = 3;

    private static readonly Dictionary<(string Set, string Detector, int Trial), double> Known = [];

    /// <summary>The sets, with the file of each; shuttle, by far the largest, is last.</summary>
    public static readonly (string Set, string File)[] All =
    [
        ("cardio", "6_cardio"), ("glass", "14_glass"), ("musk", "25_musk"), ("optdigits", "26_optdigits"), ("pima", "29_Pima"),
        ("vowels", "40_vowels"), ("shuttle", "32_shuttle"),
    ];

    /// <summary>Sets that nothing was chosen by. WBC is not among them: of its ten anomalies a test part may have none.</summary>
    public static readonly (string Set, string File)[] Unseen =
    [
        ("wine", "45_wine"), ("breastw", "4_breastw"), ("cardiotocography", "7_Cardiotocography"), ("mammography", "23_mammography"),
    ];

    /// <summary>The figure of a detector on a set, measured once in a process.</summary>
    public static double Measure(string set, string detector, Effort effort)
    {
        var figures = new List<double>();
        var data = new Lazy<Dataset>(() => Load(set));
        foreach (var trial in effort.Seeds(Trials))
        {
            if (!Known.TryGetValue((set, detector, trial), out var figure))
                Known[(set, detector, trial)] = figure = Once(data.Value, detector, trial);
            figures.Add(figure);
        }
        var (mean, deviation) = (figures.Average(), Math.Sqrt(figures.Average(figure => Math.Pow(figure - figures.Average(), 2))));
        effort.Say(FormattableString.Invariant($"{detector} on {set}: {100 * mean:0.00} (deviation {100 * deviation:0.00})"));
        return mean;
    }

    private static Dataset Load(string set)
    {
        var file = All.Concat(Unseen).First(each => each.Set == set).File + ".npz";
        return DataCache.Folders.Select(folder => Path.Combine(folder, "adbench", file)).FirstOrDefault(File.Exists) is { } path
            ? NpzDataset.Read(path, "X", "y")
            : throw new BadFileException($"{set}: is not there; put {file} of ADBench into the folder adbench of LATENT_DATA.");
    }

    private static double Once(Dataset data, string detector, int trial)
    {
        var (training, test) = Division(data.Count, trial);
        var learned = data.Take(training).Samples;
        var scaling = Scaler.Fit(ScalerKind.Standard, learned);
        var judged = data.Take(test);
        // Classes are named; the abnormal one is 1 in the files.
        var abnormal = data.ClassNames.ToList().IndexOf("1");
        var labels = Tensor.From([.. judged.Labels!.Value.ToArray<int>().Select(label => label == abnormal ? 1 : 0)]);
        var (x, unseen) = (scaling.Apply(learned), scaling.Apply(judged.Samples));
        return Enumerable.Range(0, detector == "iforest" ? Forests : 1)
            .Average(forest => Detection.RocAuc(labels, Fit(detector, trial + (100 * forest), x).AnomalyScores(unseen)));
    }

    private static IAnomalyDetector Fit(string detector, long seed, Tensor samples) => detector switch
    {
        "iforest" => new IsolationForest(new() { Seed = seed }).Fit(samples),
        "inne" => new Inne(new() { Seed = seed }).Fit(samples),
        "lof" => new LocalOutlierFactor().Fit(samples),
        "pca" => new PcaDetector().Fit(samples),
        "knn" => new KnnDetector().Fit(samples),
        "ecod" => new Ecod().Fit(samples),
        "copod" => new Copod().Fit(samples),
        "hbos" => new Hbos().Fit(samples),
        "kde" => new KernelDensity().Fit(samples),
        "deep-svdd" => new DeepSvdd(new() { Seed = seed }).Fit(samples),
        "autoencoders" => new RobustAutoencoders(new() { Seed = seed }).Fit(samples),
        "default" => new AnomalyEnsemble(new() { Seed = seed }).Fit(samples),
        _ => throw new ArgumentException($"There is no detector {detector}.", nameof(detector)),
    };

    /// <summary>The rows of the training part and of the test part of a trial: ordered by SplitMix64 of trial and row.</summary>
    private static (int[] Training, int[] Test) Division(int rows, int trial)
    {
        int[] order = [.. Enumerable.Range(0, rows).OrderBy(row => Mix(((ulong)trial << 32) + (ulong)row))];
        var training = (int)Math.Ceiling((TrainingShare * rows) - 1e-9);
        return (order[..training], order[training..]);
    }

    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}

/// <summary>A detector on a set.</summary>
/// <param name="set">The set's name.</param>
/// <param name="detector">The detector.</param>
/// <param name="published">What others reached.</param>
/// <param name="goal">What ours should reach.</param>
/// <param name="source">Where that is from.</param>
internal sealed class AnomalyRow(string set, string detector, double published, double goal, string source) : QualityRow
{
    public override string Name => $"detect_{set}_{detector}";

    public override string Description =>
        $"ROC-AUC of {detector} on {set} of ADBench, without labels: mean over the test parts of 10 divisions of 60 to 40, standardised "
            + $"by the training part";

    public override double Published => published;

    public override string Source => source;

    public override double Goal => goal;

    public override Better Better => Better.Higher;

    public override double Measure(Effort effort) => DetectionSets.Measure(set, detector, effort);
}

/// <summary>The mean of a detector over the seven sets.</summary>
/// <param name="detector">The detector.</param>
/// <param name="published">What others reached.</param>
/// <param name="goal">What ours should reach.</param>
/// <param name="source">Where that is from.</param>
/// <param name="unseen">Whether of the four sets instead that nothing was chosen by.</param>
internal sealed class AnomalyMean(string detector, double published, double goal, string source, bool unseen = false) : QualityRow
{
    public override string Name => $"detect_{(unseen ? "unseen" : "mean")}_{detector}";

    public override string Description =>
        $"ROC-AUC of {detector}, mean over "
        + (unseen ? "four other sets, by which nothing was chosen" : "the seven sets, each as its own row");

    public override double Published => published;

    public override string Source => source;

    public override double Goal => goal;

    public override Better Better => Better.Higher;

    public override double Measure(Effort effort) =>
        (unseen ? DetectionSets.Unseen : DetectionSets.All).Average(each => DetectionSets.Measure(each.Set, detector, effort));
}

/// <summary>All rows of detecting, and what others reached.</summary>
internal static class AnomalyRows
{
    private const string ScikitLearn = "scikit-learn 1.2.1 on the same divisions, bench/peers/detection.py";
    private const string Pyod = "PyOD, table of benchmarks";

    // What may lie between two random forests of the same kind, or two ways to the same number.
    private const double Tolerance = 0.015;

    private static readonly (string Set, double Forest, double Lof, double Pca, double Autoencoder, double PublishedForest)[] Others =
    [
        ("cardio", 0.9217, 0.5993, 0.8946, 0.817, 0.918),
        ("glass", 0.7424, 0.7218, 0.7012, 0.675, 0.75),
        ("musk", 0.9993, 0.6106, 0.9933, 0.813, 1),
        ("optdigits", 0.7157, 0.5361, 0.5008, 0.598, 0.702),
        ("pima", 0.6619, 0.6188, 0.6613, 0.666, 0.68),
        ("vowels", 0.7471, 0.9330, 0.8985, 0.924, 0.756),
        ("shuttle", 0.9969, 0.5272, 0.9836, 0.99, 0.997),
    ];

    public static IEnumerable<QualityRow> All
    {
        get
        {
            foreach (var (set, forest, lof, pca, autoencoder, published) in Others)
            {
                yield return new AnomalyRow(set, "iforest", forest, forest - Tolerance, ScikitLearn);
                yield return new AnomalyRow(set, "lof", lof, lof - Tolerance, ScikitLearn);
                yield return new AnomalyRow(set, "pca", pca, pca - Tolerance, ScikitLearn);
                yield return new AnomalyRow(set, "autoencoders", autoencoder, autoencoder, $"{Pyod}: autoencoder");
                yield return new AnomalyRow(set, "default", published, published, $"{Pyod}: IForest");
            }
            yield return new AnomalyMean(
                "autoencoders", Others.Average(o => o.Autoencoder), Others.Average(o => o.Autoencoder) + 0.04, $"{Pyod}: autoencoder");
            yield return new AnomalyMean(
                "default", Others.Average(o => o.PublishedForest), Others.Average(o => o.PublishedForest), $"{Pyod}: IForest");
            foreach (var detector in new[] { "iforest", "inne", "lof", "pca", "knn", "ecod", "copod", "hbos", "kde", "deep-svdd" })
                yield return new AnomalyMean(detector, Others.Average(o => o.PublishedForest), 0, $"{Pyod}: IForest, for comparison");
            foreach (var detector in new[] { "iforest", "inne", "hbos", "autoencoders", "default" })
                yield return new AnomalyMean(
                    detector, 0, 0, "none published; four sets that nothing was chosen by, beside each other", unseen: true);
        }
    }
}
