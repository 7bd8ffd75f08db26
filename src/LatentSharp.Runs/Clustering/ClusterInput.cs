namespace LatentSharp;

/// <summary>What is divided into clusters: rows of data, or what a finished model makes of them.</summary>
internal sealed record ClusterInput
{
    private const string Feature = "feature_";

    /// <summary>The rows of the data.</summary>
    public required AppliedData Rows { get; init; }

    /// <summary>From the units of the data to those of the model that was there, or that learns.</summary>
    public required Scaler Scaling { get; init; }

    /// <summary>The model that was there, and where; null for none.</summary>
    public SavedModel? Saved { get; init; }

    /// <summary>Where <see cref="Saved"/> is.</summary>
    public string? Place { get; init; }

    /// <summary>What learns; null where the model has found clusters already.</summary>
    public EstimatorOptions? Estimator { get; init; }

    /// <summary>(N, …): what the clusterer takes, scaled rows or features.</summary>
    public required Tensor Samples { get; init; }

    /// <summary>What to know of how the data were read.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    private bool IsOfFeatures => Saved is not null && Estimator is not null;

    /// <summary>Opens what a request names.</summary>
    /// <exception cref="BadArgumentException">There is one row, or options of learning are given to what has learned.</exception>
    /// <exception cref="BadFileException">A file cannot be read, or the data do not fit the model.</exception>
    public static ClusterInput Open(ClusterRequest request)
    {
        var saved = request.Model is { } place ? SavedModel.Load(place) : null;
        if (saved?.Model is FittedClusterer && request.Estimator is { } extra)
            throw new BadArgumentException(
                $"{request.Model}: has found clusters already, so that {extra.Kind} has nothing to learn; leave out how to learn, or give "
                    + "the data alone.");
        var estimator = saved?.Model is FittedClusterer ? null : request.Estimator ?? ClusterRequest.Default(saved is not null);
        var notes = new List<string>();
        var data = saved is null
            ? LearnRun.OpenQuantities(request.Data, request.Reading)
            : NewData.Open(saved, request.Data, request.Reading, new CollectedNotes(notes));
        if (saved is null) notes.AddRange(data.Notes);
        var rows = AppliedData.Of(data);
        if (rows.Count == 0) throw new BadFileException($"{request.Data}: there are no rows.");
        if (estimator is not null && rows.Count < 2)
            throw new BadArgumentException($"{request.Data}: one row makes no clusters; two at least are needed.");
        var scaling = saved?.Scaling ?? Scaler.Choose(RowView.Of(data), data.IsByChannel);
        return new ClusterInput
        {
            Rows = rows, Scaling = scaling, Saved = saved, Place = request.Model, Estimator = estimator, Notes = notes,
            Samples = saved is not null && estimator is not null
                ? rows.Map(scaling, [saved.Model.FeatureSize], saved.Model.Transform)
                : rows.Map(scaling, data.SampleShape, static block => block),
        };
    }

    /// <summary>What is told before it begins.</summary>
    /// <param name="options">Of the clusterer, complete.</param>
    public LearnEvent.Prepared Prepared(EstimatorOptions options) => new(
        InWords, Scaling.Description, DivisionInWords, options.Describe(Samples.Shape[1..]), "") { Notes = Notes };

    /// <summary>What was found, with what it needs to meet new data: of features these, as a table.</summary>
    public SavedModel ToSave(FittedClusterer clusterer, ClusterRequest request)
    {
        var (data, seed) = (Rows.Known, clusterer.Options.Seed);
        return IsOfFeatures
            ? new SavedModel(clusterer, Scaler.Identity, data.ClassNames, [.. Enumerable.Range(1, Samples.Shape[1]).Select(Named)])
            {
                Seed = seed,
            }
            : new SavedModel(clusterer, Scaling, data.ClassNames, data.ColumnNames)
            {
                Encoding = data.Encoding, Missing = request.Reading.Missing,
                Sound = data.Sounds?.Reading, Size = request.Reading.Size, Fit = request.Reading.Fit,
                Seed = seed, LearnedRows = LearnedRows.Of(RowView.Of(data)),
            };
    }

    private string DivisionInWords
    {
        get
        {
            var all = Rows.Count == 1 ? "row 1 is" : $"all {ReportText.Count(Rows.Count)} rows are";
            return Saved is null ? $"{all} clustered"
                : IsOfFeatures ? $"{all} clustered by {ReportText.Plural(Samples.Shape[1], "feature")} of {Place} ({Saved.Model.Name})"
                : $"{all} assigned to the clusters of {Place}, which has learned already";
        }
    }

    private string InWords
    {
        get
        {
            var known = Rows.Known;
            return $"{known.Name}: {Words.Counted(known, Rows.Count)}"
                + (known.Labels is null ? ", no labels" : $", {ReportText.Plural(known.ClassNames.Count, "label")} to compare with alone");
        }
    }

    private static string Named(int number) => FormattableString.Invariant($"{Feature}{number}");
}
