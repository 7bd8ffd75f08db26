using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>Opens what is detected in, and says what it is.</summary>
internal static class DetectionData
{
    /// <summary>The rows to score, and the long series that they are windows of; null for rows by themselves.</summary>
    public static (AppliedData Rows, LongSeries? Series) Open(
        DetectRequest request, SavedModel? saved, SeriesPlan? plan, List<string> notes)
    {
        if (saved is not null && plan is null)
        {
            var fitting = NewData.Open(saved, request.Data, request.Reading, new CollectedNotes(notes));
            return (AppliedData.Of(fitting), null);
        }
        if ((plan?.Window ?? request.Window) is not { } window)
        {
            var data = LearnRun.OpenQuantities(request.Data, request.Reading);
            if (data.Count == 0) throw new BadFileException($"{request.Data}: there are no rows.");
            notes.AddRange(data.Notes);
            return (AppliedData.Of(LearnRun.Known(data, request.Estimator)), null);
        }
        var series = LongSeries.Of(
            SeriesRows.Read(request.Data, request.Reading), window, request.Stride ?? plan?.Stride, request.MaxGap ?? plan?.MaxGap,
            plan?.Columns, everyRow: true);
        notes.AddRange(series.Notes);
        return (AppliedData.Of(series.Windows), series);
    }

    /// <summary>The rows that labels are of.</summary>
    public static AppliedData Labelled(AppliedData rows, LongSeries? series) => series is null ? rows : AppliedData.Of(series.Table);

    /// <summary>What learns, with what is known of the rows.</summary>
    public static EstimatorOptions Tuned(DetectRequest request) => (request.Normal, request.Estimator) switch
    {
        (true, AnomalyEnsembleOptions ensemble) => ensemble with { Normal = true },
        (true, RobustAutoencodersOptions robust) => robust with { Trim = 0 },
        _ => request.Estimator,
    };

    /// <summary>What to know where every row is compared with every other and they are many; null otherwise.</summary>
    public static string? Slowness(EstimatorOptions options, Shape samples)
    {
        const double asMuchAsAMinute = 4e10;
        var comparesAll = options is KernelDensityOptions or KnnDetectorOptions or LocalOutlierFactorOptions;
        return comparesAll && (double)samples[0] * samples.Count > asMuchAsAMinute
            ? $"{options.Kind} compares each of the {Count(samples[0])} rows with every other, which takes minutes or more; "
                + $"{DetectOptions.Model.Name} iforest does not."
            : null;
    }

    /// <summary><c>cardio: 1,831 rows of 21 columns</c>.</summary>
    public static string InWords(Dataset data) =>
        $"{data.Name}: {Words.Counted(data, data.Count)}";

    public static string LearningInWords(DetectRequest request, int count) => request.Normal
        ? $"learned from {Plural(count, request.Window is null ? "row" : "window")}, which are known to be normal"
        : $"learned from all {Plural(count, request.Window is null ? "row" : "window")}, normal and abnormal, without a label";
}
