using System.Globalization;
using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>Explains what a finished model makes of a row, on a page with pictures and a sentence for each way of asking.</summary>
public static class ExplainRun
{
    /// <summary>Explains and writes the page.</summary>
    /// <param name="request">What of which model, and where the page goes.</param>
    /// <param name="notes">Told, in a sentence each, how the data were read.</param>
    /// <param name="cancellation">Ends it with an exception.</param>
    /// <exception cref="BadArgumentException">An option does not fit, or the model has nothing of that kind.</exception>
    /// <exception cref="BadFileException">A file cannot be read or written, or the data do not fit the model.</exception>
    public static ExplainResult Run(ExplainRequest request, IProgress<string>? notes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        var saved = SavedModel.Load(request.Model);
        if (saved.Text is not null)
            throw new BadArgumentException(
                $"{request.Model}: {saved.Model.Name} reads texts, whose tokens are names and no quantities that could be a little "
                + "larger; what is made of numbers can be explained.");
        var data = AppliedData.Of(NewData.Open(saved, request.Data, request.Reading, notes), request.Part);
        if (data.InWords is { } division) notes?.Report($"{request.Data}: {division}.");
        var rows = new ExplainedRows(data, saved.Scaling, request.Row);
        if (data.Count == 1)
            notes?.Report(
                $"{request.Data}: there is one row alone, so that there are no others to compare it with; it is its own baseline.");
        var what = Chosen(request.Of, saved, rows.Sample);
        var explainer = new Explainer(saved.Model, what);
        var look = SampleLook.Of(data.Known, saved.Scaling);
        var pages = new ExplainSections(saved, explainer, rows, look, Named(what, saved), Baseline(request.Baseline, look, rows),
            cancellation);
        var sections = pages.Arranged(data);
        var page = new ReportPage(
            $"Row {request.Row} of {data.Known.Name}, explained",
            $"{saved.Model.Name} · {Named(what, saved)} · {request.Model}", pages.Tiles(), sections,
            $"Written by LatentSharp {Words.Version}.").Render();
        AtomicFile.Write(request.Output!, stream => stream.Write(Encoding.UTF8.GetBytes(page)));
        return new ExplainResult(request.Output!, [.. sections.Select(section => section.Caption)]);
    }

    /// <summary>What is explained, with the class by its name.</summary>
    private static string Named(Explained what, SavedModel saved) =>
        (what, saved.Model) switch
        {
            (Explained.Logit logit, _) => $"the logit of class “{ClassNaming.Name(saved.ClassNames, logit.Class)}”",
            (Explained.Unit, FittedDetector) => "the anomaly score",
            (Explained.Unit unit, FittedClusterer) => FormattableString.Invariant($"the membership of cluster {unit.Index + 1}"),
            _ => what.InWords,
        };

    private static Tensor Baseline(ExplainBaseline asked, SampleLook look, ExplainedRows rows)
    {
        var isLeast = asked == ExplainBaseline.Least || (asked == ExplainBaseline.Auto && look.Kind == SampleKind.Picture);
        var baseline = isLeast ? rows.Low : rows.Mean;
        if (rows.Length is not { } length) return baseline;
        // Padding is no value of the row that another could take the place of.
        float[] values = [.. baseline.AsSpan()[..(length * look.Shape[1])], .. rows.Sample.AsSpan()[(length * look.Shape[1])..]];
        return Tensor.From(values, baseline.Shape);
    }

    private static Explained Chosen(string? of, SavedModel saved, Tensor sample)
    {
        const string classes = "class:", units = "unit:";
        switch (of)
        {
            case null:
                return saved.Model is FittedClassifier ? Predicted() : saved.Model is FeatureModel ? new Explained.Anomaly()
                    : new Explained.Unit(0);
            case "class":
                return Predicted();
            case "anomaly":
                if (saved.Model is FittedDetector) return new Explained.Unit(0);
                if (saved.Model is not FeatureModel)
                    throw Refuse($"{saved.Model.Name} rebuilds no samples, so that there is no error to explain");
                return new Explained.Anomaly();
        }
        if (of.StartsWith(classes, StringComparison.Ordinal))
        {
            Classifier();
            var place = ClassTable.Finder(saved.ClassNames)(of[classes.Length..]);
            return place >= 0 ? new Explained.Logit(place) : throw Refuse($"the model tells {string.Join(", ", saved.ClassNames)} apart");
        }
        if (!of.StartsWith(units, StringComparison.Ordinal)
            || !int.TryParse(of[units.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var unit))
            throw Refuse($"it must be {ExplainOptions.Of.Requirement}");
        return unit >= 1 && unit <= saved.Model.FeatureSize
            ? new Explained.Unit(unit - 1)
            : throw Refuse($"the model has {(saved.Model.FeatureSize == 1 ? "unit 1 alone" : $"units 1 to {saved.Model.FeatureSize}")}");

        Explained Predicted() => new Explained.Logit(Classifier().Predict(sample).AsSpan<int>()[0]);

        FittedClassifier Classifier() => saved.Model as FittedClassifier ?? throw Refuse($"{saved.Model.Name} tells no classes apart");

        BadArgumentException Refuse(string problem) => new($"{ExplainOptions.Of.Name}: '{of}' does not fit; {problem}.");
    }
}
