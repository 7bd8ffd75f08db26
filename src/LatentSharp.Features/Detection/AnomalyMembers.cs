namespace LatentSharp;

/// <summary>The detectors of an ensemble.</summary>
internal static class AnomalyMembers
{
    internal static readonly AnomalyMember[] Usual = [AnomalyMember.Iforest, AnomalyMember.Inne, AnomalyMember.RobustAutoencoders];

    internal static IEnumerable<IEstimator> Create(AnomalyEnsembleOptions options) => Options(options).Select(own => (IEstimator)(own switch
    {
        IsolationForestOptions forest => new IsolationForest(forest),
        InneOptions inne => new Inne(inne),
        RobustAutoencodersOptions robust => new RobustAutoencoders(robust),
        KnnDetectorOptions neighbours => new KnnDetector(neighbours),
        LocalOutlierFactorOptions factor => new LocalOutlierFactor(factor),
        EcodOptions ecod => new Ecod(ecod),
        CopodOptions copod => new Copod(copod),
        HbosOptions bins => new Hbos(bins),
        PcaDetectorOptions distance => new PcaDetector(distance),
        KernelDensityOptions density => new KernelDensity(density),
        _ => new DeepSvdd((DeepSvddOptions)own),
    }));

    internal static IEnumerable<EstimatorOptions> Options(AnomalyEnsembleOptions options) =>
        options.Members.Select(member => Of(member, options));

    /// <summary>A member of these options with weights that are there already.</summary>
    internal static FittedDetector Restore(EstimatorOptions own, int width, Dictionary<string, Tensor> weights)
    {
        // Those that keep their rows complete their options by them.
        var complete = weights.TryGetValue("rows", out var rows) && rows.Rank == 2 ? own.CompleteFor(rows) : own;
        return (FittedDetector)complete.Restore([width], weights);
    }

    private static EstimatorOptions Of(AnomalyMember member, AnomalyEnsembleOptions options) => member switch
    {
        AnomalyMember.Iforest => new IsolationForestOptions { Seed = options.Seed },
        AnomalyMember.Inne => new InneOptions { Seed = options.Seed },
        AnomalyMember.RobustAutoencoders => new RobustAutoencodersOptions
        {
            Seed = options.Seed, Trim = options.Normal ? 0 : new RobustAutoencodersOptions().Trim,
        },
        AnomalyMember.Knn => new KnnDetectorOptions { Seed = options.Seed },
        AnomalyMember.Lof => new LocalOutlierFactorOptions { Seed = options.Seed },
        AnomalyMember.Ecod => new EcodOptions { Seed = options.Seed },
        AnomalyMember.Copod => new CopodOptions { Seed = options.Seed },
        AnomalyMember.Hbos => new HbosOptions { Seed = options.Seed },
        AnomalyMember.PcaDistance => new PcaDetectorOptions { Seed = options.Seed },
        AnomalyMember.Kde => new KernelDensityOptions { Seed = options.Seed },
        _ => new DeepSvddOptions { Seed = options.Seed },
    };
}
