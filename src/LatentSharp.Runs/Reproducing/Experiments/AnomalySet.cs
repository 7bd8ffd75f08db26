namespace LatentSharp;

/// <summary>A set of ADBench.</summary>
/// <param name="Name">The name.</param>
/// <param name="File">The name of its file, without the ending.</param>
/// <param name="Rows">How many rows it has.</param>
internal sealed record AnomalySet(string Name, string File, int Rows)
{
    private const int Trials = 10;

    private const double TrainingShare = 0.6;

    // Whose figures are averaged, as in the script, since one varies by some points where anomalies are few.
    private const int Forests = 3;

    /// <summary>What a detector is called that learns from the normal rows of the training part alone.</summary>
    public const string Normal = "normal";

    private readonly Dictionary<(string Detector, int Trial), double> known = [];

    /// <summary>The sets of the table; shuttle, by far the largest, is last.</summary>
    public static IReadOnlyList<AnomalySet> All { get; } =
    [
        new("cardio", "6_cardio", 1831), new("glass", "14_glass", 214), new("musk", "25_musk", 3062),
        new("optdigits", "26_optdigits", 5216), new("pima", "29_Pima", 768), new("vowels", "40_vowels", 1456),
        new("shuttle", "32_shuttle", 49097),
    ];

    /// <summary>Sets that nothing was chosen by. WBC is not among them: of its ten anomalies a test part may have none.</summary>
    public static IReadOnlyList<AnomalySet> Unseen { get; } =
    [
        new("wine", "45_wine", 129), new("breastw", "4_breastw", 683), new("cardiotocography", "7_Cardiotocography", 2114),
        new("mammography", "23_mammography", 11183),
    ];

    /// <summary>Its file.</summary>
    public ExperimentData Data { get; } = ExperimentData.Adbench(Name, File);

    /// <summary>About how long a detector's ten divisions take.</summary>
    public TimeSpan Expected(string detector) => TimeSpan.FromSeconds(Math.Max(2, Rows * detector switch
    {
        "autoencoders" or "default" or "deep-svdd" => 0.005,
        "iforest" or "inne" => 0.002,
        "pca" or "ecod" or "copod" or "hbos" => 0.0005,
        // Those that look at all pairs of rows.
        _ => 1e-6 * Rows,
    }));

    /// <summary>The figure of a detector, measured once in a process.</summary>
    public double Measure(string detector, Effort effort)
    {
        var figures = new List<double>();
        var data = new Lazy<Dataset>(() => NpzDataset.Read(Path.Combine(effort.Place(Data), File + ".npz"), "X", "y"));
        foreach (var trial in effort.Seeds(Trials))
        {
            if (!known.TryGetValue((detector, trial), out var figure))
                known[(detector, trial)] = figure = Once(data.Value, detector, trial, effort);
            figures.Add(figure);
        }
        var mean = figures.Average();
        var deviation = Math.Sqrt(figures.Average(figure => Math.Pow(figure - mean, 2)));
        effort.Say(FormattableString.Invariant($"{detector} on {Name}: {100 * mean:0.00} (deviation {100 * deviation:0.00})"));
        return mean;
    }

    private static double Once(Dataset data, string detector, int trial, Effort effort)
    {
        var (training, test) = Division(data.Count, trial);
        // Classes are named; the abnormal one is 1 in the files.
        var abnormal = data.ClassNames.ToList().IndexOf("1");
        var classes = data.Labels!.Value.ToArray<int>();
        var learned = data.Take(detector == Normal ? [.. training.Where(row => classes[row] != abnormal)] : training).Samples;
        var scaling = Scaler.Fit(ScalerKind.Standard, learned);
        var judged = data.Take(test);
        var labels = Tensor.From([.. judged.Labels!.Value.ToArray<int>().Select(label => label == abnormal ? 1 : 0)]);
        var (x, unseen) = (scaling.Apply(learned), scaling.Apply(judged.Samples));
        return Enumerable.Range(0, detector == "iforest" ? Forests : 1)
            .Average(forest => Detection.RocAuc(labels, Fit(detector, trial + (100 * forest), x, effort).AnomalyScores(unseen)));
    }

    private static IAnomalyDetector Fit(string detector, long seed, Tensor samples, Effort effort)
    {
        var options = ModelKind.Find(detector switch
        {
            "pca" => new PcaDetectorOptions().Kind,
            "autoencoders" => new RobustAutoencodersOptions().Kind,
            Normal => DetectRequest.Usual(normal: true).Kind,
            "default" => DetectRequest.Usual(normal: false).Kind,
            _ => detector,
        })!.Defaults with { Seed = seed };
        return (IAnomalyDetector)ModelKind.Of(options).Create(options)
            .Fit(new LearningTask(new LearningSet(samples, null)) { Cancellation = effort.Cancellation });
    }

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
