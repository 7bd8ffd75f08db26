namespace LatentSharp;

/// <summary>
/// A kind of model that can be learned, saved and loaded by its name. The table is closed: a saved configuration can name nothing else.
/// A new estimator adds its line.
/// </summary>
internal abstract class ModelKind
{
    private const string Tables = "tables and small images", Images = "images", ImagesOrSeries = "images and series",
        Sequences = "sequences", Texts = "texts", AnyRows = "any rows";

    private static readonly ModelKind[] Learning =
    [
        Of((AutoencoderOptions options) => new Autoencoder(options), Tables, "rebuilds samples from few numbers"),
        Of((DenoisingAutoencoderOptions options) => new DenoisingAutoencoder(options),
            Tables, "rebuilds them from corrupted ones: features that withstand noise"),
        Of((SparseAutoencoderOptions options) => new SparseAutoencoder(options),
            Tables, "many features, of which few are active at a time"),
        Of((ContractiveAutoencoderOptions options) => new ContractiveAutoencoder(options),
            Tables, "features that change little when a sample does"),
        Of((StackedAutoencoderOptions options) => new StackedAutoencoder(options),
            Tables, "an autoencoder whose layers learn one after the other first"),
        Of((ConvolutionalAutoencoderOptions options) => new ConvolutionalAutoencoder(options),
            ImagesOrSeries, "rebuilds samples from few numbers, with convolutions"),
        Of((RecurrentAutoencoderOptions options) => new RecurrentAutoencoder(options),
            Sequences, "rebuilds sequences, of unequal lengths too, from few numbers"),
        Of((VariationalAutoencoderOptions options) => new VariationalAutoencoder(options),
            Tables, "a distribution of samples: smooth features, likelihoods, new samples"),
        Of((ConvolutionalVariationalAutoencoderOptions options) => new ConvolutionalVariationalAutoencoder(options),
            Images, "the same with convolutions"),
        Of((GanOptions options) => new Gan(options), Tables, "makes samples that pass for real"),
        Of((DcganOptions options) => new Dcgan(options), Images, "makes images that pass for real, with convolutions"),
        Of((WassersteinGanOptions options) => new WassersteinGan(options),
            Tables, "makes samples, with a critic whose gradient is held: steadier"),
        Of((CnnOptions options) => new CnnClassifier(options), ImagesOrSeries, "tells classes apart; needs labels"),
        Of((RnnOptions options) => new RnnClassifier(options), Sequences, "tells classes apart; needs labels"),
        Of((MlpOptions options) => new MlpClassifier(options), "tables", "tells classes of rows apart"),
        Of((TextClassifierOptions options) => new TextClassifier(options), Texts, "tells classes of texts apart; needs labels"),
        Of((TextAutoencoderOptions options) => new TextAutoencoder(options),
            Texts, "writes texts again from few numbers: features of whole sentences"),
        Of((TfIdfOptions options) => new TfIdf(options),
            Texts, "how often each word is there, in few numbers: a yardstick that stands beside every other model of texts"),
        Of((LanguageModelOptions options) => new LanguageModel(options),
            "one long text", "learns how a text goes on, and continues others"),
        Of((MiniRocketOptions options) => new MiniRocket(options),
            Sequences, "thousands of features by fixed convolutions, in a moment: best for telling classes of series apart"),
        Of((MultiRocketOptions options) => new MultiRocket(options),
            Sequences, "the same of the differences too, pooled in four ways: more features, often better ones"),
        Of((ForecasterOptions options) => new Forecaster(options),
            Sequences, "tells the next step of a series from those before: features, forecasts, abnormal stretches"),
        Of((UmapOptions options) => new Umap(options), Tables, "a map on which neighbours lie together: few features, to look at"),
        Of((PcaOptions options) => new Pca(options), Tables, "the best linear features: a yardstick that stands beside every other model"),
    ];

    private static readonly ModelKind[] Detecting =
    [
        Of((AnomalyEnsembleOptions options) => new AnomalyEnsemble(options), AnyRows, "several of these, averaged by ranks"),
        Of((RobustAutoencodersOptions options) => new RobustAutoencoders(options),
            AnyRows, "small autoencoders of several sizes that do not learn the anomalies they see"),
        Of((IsolationForestOptions options) => new IsolationForest(options), AnyRows, "rows that few random cuts set apart"),
        Of((InneOptions options) => new Inne(options), AnyRows, "rows outside the balls around random others"),
        Of((KnnDetectorOptions options) => new KnnDetector(options), AnyRows, "rows far from their nearest"),
        Of((LocalOutlierFactorOptions options) => new LocalOutlierFactor(options), AnyRows, "rows in sparser places than their nearest"),
        Of((EcodOptions options) => new Ecod(options), AnyRows, "rare tails of columns, each by itself"),
        Of((CopodOptions options) => new Copod(options), AnyRows, "rare tails of columns, of one side at a time"),
        Of((HbosOptions options) => new Hbos(options), AnyRows, "rare bins of columns' histograms"),
        Of((PcaDetectorOptions options) => new PcaDetector(options), AnyRows, "far from the mean, by the columns' covariance"),
        Of((KernelDensityOptions options) => new KernelDensity(options), AnyRows, "a low density of rows"),
        Of((DeepSvddOptions options) => new DeepSvdd(options), AnyRows, "far from where a network maps usual rows"),
    ];

    private static readonly ModelKind[] Grouping =
    [
        Of((N2dOptions options) => new N2d(options),
            Tables, "an autoencoder, a map of its features that keeps neighbours, normal distributions on the map"),
        Of((KMeansOptions options) => new KMeansClusterer(options), Tables, "round clusters about centres"),
        Of((GaussianMixtureOptions options) => new GaussianMixture(options), Tables, "normal distributions: long clusters too"),
        Of((HdbscanOptions options) => new Hdbscan(options),
            Tables, "dense clusters of any form, as many as there are; some rows belong to none"),
        Of((DecOptions options) => new DeepEmbeddedClustering(options), Tables,
            "an autoencoder's features, drawn together with their clusters"),
        Of((IdecOptions options) => new ImprovedDeepEmbeddedClustering(options),
            Tables, "the same while features go on to rebuild samples"),
        Of((VadeOptions options) => new VariationalDeepEmbedding(options),
            Tables, "a distribution of samples whose codes are of a mixture: memberships are probabilities"),
    ];

    /// <summary>Maps that have no place for new rows but that of their neighbours: drawn in reports, and for programs.</summary>
    private static readonly ModelKind[] Mapping =
    [
        Of((TSneOptions options) => new TSne(options), Tables, "a map of the plane on which neighbours lie together"),
    ];

    private static readonly ModelKind[] Restoring =
    [
        Of((DenoiserOptions options) => new Denoiser(options), ImagesOrSeries, "takes noise away, whatever their size"),
        Of((SuperResolutionOptions options) => new SuperResolution(options), Images, "enlarges them"),
    ];

    private static readonly ModelKind[] Coding =
    [
        Of((PictureCodecOptions options) => new PictureCodec(options), Images, "puts pictures of any size into few bits, with loss"),
    ];

    private static readonly ModelKind[] Table = [.. Learning, .. Detecting, .. Grouping, .. Mapping, .. Restoring, .. Coding];

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<ModelKind> All => Table;

    /// <summary>Those that learn features, the one that learns when nothing is said first.</summary>
    public static IReadOnlyList<ModelKind> Learners => Learning;

    /// <summary>Those that detect, and those learners that can, the one that detects when nothing is said first.</summary>
    public static IReadOnlyList<ModelKind> Detectors => [.. Detecting, .. Learning.Where(kind => kind.Detects)];

    /// <summary>Those that find clusters, the one that does when nothing is said first.</summary>
    public static IReadOnlyList<ModelKind> Clusterers => Grouping;

    /// <summary>Those that restore samples.</summary>
    public static IReadOnlyList<ModelKind> Restorers => Restoring;

    /// <summary>Those that put samples into few bits, with loss.</summary>
    public static IReadOnlyList<ModelKind> Codecs => Coding;

    /// <summary>The names, as the command line and saved configurations have them.</summary>
    public static IReadOnlyList<string> Names => [.. Table.Select(kind => kind.Name)];

    /// <summary>The names of those that make samples.</summary>
    public static IReadOnlyList<string> Generative => [.. Table.Where(kind => kind.MakesSamples).Select(kind => kind.Name)];

    /// <summary>The names of those that tell classes apart.</summary>
    public static IReadOnlyList<string> Classifiers => [.. Table.Where(kind => kind.Classifies).Select(kind => kind.Name)];

    /// <summary>The names of those that learn features from texts.</summary>
    public static IReadOnlyList<string> OfTexts => [.. Learning.Where(kind => kind.Defaults.ReadsTexts).Select(kind => kind.Name)];

    /// <summary>The data that it suits.</summary>
    public required string Suits { get; init; }

    /// <summary>What it is good for, in a few words.</summary>
    public required string Purpose { get; init; }

    /// <summary>What its models are.</summary>
    protected abstract Type Model { get; }

    /// <summary>Whether its models lead from features back to samples.</summary>
    public bool Rebuilds => Model.IsAssignableTo(typeof(FeatureModel));

    private bool Classifies => Model.IsAssignableTo(typeof(IClassifier));

    private bool Detects => Model.IsAssignableTo(typeof(IAnomalyDetector));

    private bool MakesSamples => Model.IsAssignableTo(typeof(IGenerative));

    /// <summary>The name.</summary>
    public string Name => Defaults.Kind;

    /// <summary>The options when nothing is said.</summary>
    public abstract EstimatorOptions Defaults { get; }

    /// <summary>All options of the kind.</summary>
    public IReadOnlyList<EstimatorOption> Options => EstimatorOption.Of(Defaults);

    /// <summary>The kind of that name, or null.</summary>
    public static ModelKind? Find(string name) => Array.Find(Table, kind => kind.Name == name);

    /// <summary>The kind of these options.</summary>
    /// <exception cref="BadArgumentException">They are of none in the table.</exception>
    public static ModelKind Of(EstimatorOptions options) => Array.Find(Table, kind => kind.Defaults.GetType() == options.GetType())
        ?? throw new BadArgumentException($"A model of the kind '{options.Kind}' cannot be saved; there are {string.Join(", ", Names)}.");

    /// <summary>The option of the kind that has this name on the command line, or null.</summary>
    public EstimatorOption? Option(string flag) => Options.FirstOrDefault(option => option.Spec.Name == flag);

    /// <summary>The estimator of these options.</summary>
    public abstract IEstimator Create(EstimatorOptions options);

    private static Kind<TOptions, TModel> Of<TOptions, TModel>(
        Func<TOptions, Estimator<TOptions, TModel>> create, string suits, string purpose)
        where TOptions : EstimatorOptions, new()
        where TModel : FittedModel => new(create) { Suits = suits, Purpose = purpose };

    private sealed class Kind<TOptions, TModel>(Func<TOptions, Estimator<TOptions, TModel>> create) : ModelKind
        where TOptions : EstimatorOptions, new()
        where TModel : FittedModel
    {
        public override EstimatorOptions Defaults { get; } = new TOptions();

        protected override Type Model => typeof(TModel);

        public override IEstimator Create(EstimatorOptions options) => create((TOptions)options);
    }
}
