using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>Writes what a run folder holds.</summary>
internal static class RunFiles
{
    /// <summary>The folder of the model inside a run folder.</summary>
    public const string Model = "model";

    /// <summary>Of more features a table of text would be many times the data, and no program of tables opens it.</summary>
    private const int MostColumns = 2_000;

    /// <summary>Whether so many features are written as a table of text too.</summary>
    public static bool HasTable(int features) => features <= MostColumns;

    public static void Write(
        string folder, LearnRequest request, LearnEvent.Prepared prepared, SavedModel saved, PreparedData data, Measurement measured,
        IReadOnlyList<(int Epoch, Tensor Samples)> sheets, CancellationToken cancellation)
    {
        var modelFolder = Directory.CreateDirectory(Path.Combine(folder, Model)).FullName;
        saved.Save(modelFolder);
        data.Series?.Save(modelFolder);
        var features = Path.Combine(folder, "features.npy");
        if (data.Stream is { } stream) StreamedData.WriteFeatures(features, stream, data.Scaling, saved.Model, cancellation);
        else Npy.Write(features, measured.Features);
        if (data.Stream is null && HasTable(measured.Features.Shape[1]))
            FeatureTable.Write(Path.Combine(folder, "features.csv"), measured.Features, AppliedData.Of(data.All));
        var look = SampleLook.Of(data.All, data.Scaling);
        WriteText(folder, "history.csv", History(measured.History));
        WriteText(folder, "metrics.json", measured.Metrics.ToJson() + "\n");
        WriteText(folder, "report.html", RunReport.Render(new RunReport.Content
        {
            Metrics = measured.Metrics,
            History = measured.History,
            Data = data.All,
            Features = measured.Features.Rows(0, data.All.Count),
            HeldOut = data.HeldOut,
            Look = look,
            Rebuild = saved.Model is FeatureModel able ? row =>
                data.Scaling.Invert(able.Reconstruct(data.HeldOut.Scaled.Rows(row, 1))) : null,
            Errors = measured.Errors,
            LossInWords = saved.Model.Options.LossInWords,
            Charts = measured.Charts,
            Generated = [.. GenerationReport.Sections(saved.Model, look, sheets, measured.Metrics.Figures)],
            Augmented = [.. AugmentedSection.Sections(saved.Model.Options, data, look)],
            Classes =
            [
                .. ConfusionSection.Sections(measured.Metrics, data.HeldOut, look, measured.Probabilities),
                .. FilterSection.Sections(saved.Model.Weights),
                .. RewrittenSection.Sections(saved.Model, data.HeldOut, look),
            ],
            Map = request.Map,
            Facts = Facts(prepared, data.All, measured.Metrics),
            Command = request.ToCommand(),
        }));
    }

    /// <summary>One line an epoch, one column a series.</summary>
    private static string History(History history)
    {
        var names = history.Names.ToArray();
        var text = new StringBuilder("epoch").AppendJoin("", names.Select(name => "," + name)).Append('\n');
        for (var epoch = 0; epoch < history.Epochs; epoch++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{epoch + 1}");
            foreach (var name in names)
                text.Append(',').Append(
                    epoch < history[name].Count ? history[name][epoch].ToString("R", CultureInfo.InvariantCulture) : "");
            text.Append('\n');
        }
        return text.ToString();
    }

    private static List<(string Name, string Value)> Facts(LearnEvent.Prepared prepared, Dataset data, RunMetrics metrics)
    {
        var facts = new List<(string, string)>
        {
            ("data", prepared.Data), ("scaling", prepared.Scaling), ("division", prepared.Division), ("model", prepared.Model),
        };
        if (prepared.Choice.Length > 0) facts.Add(("early stopping", prepared.Choice));
        if (metrics.Outcome.Length > 0) facts.Add(("training", metrics.Outcome));
        if (data.Source is { } source) facts.Add(("source", source));
        if (data.License is { } license) facts.Add(("licence", license));
        return facts;
    }

    internal static void WriteText(string folder, string name, string text) =>
        AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
