using System.CommandLine;
using System.CommandLine.Help;

namespace LatentSharp;

/// <summary><c>latent cluster DATA</c> and <c>latent cluster MODEL DATA</c>: divides rows into clusters and writes a run folder.</summary>
internal static class ClusterCommand
{
    public static Command Create()
    {
        var data = new DataArgument(
            "The data, as for learn; or a finished run folder and then the data: of a run that has found clusters rows are assigned to "
            + "them, of any other the features are clustered, by kmeans unless told otherwise.",
            takesModel: true);
        var model = new SpecOption<string>(ModelGroup.Clusterers.Choice);
        var flags = ModelGroup.Clusterers.Flags.Select(flag => new ModelOption(flag)).ToArray();
        var map = new SpecOption<Enum>(LearnOptions.ClusterMap);
        var reading = new ReadingOptions();
        var threads = new SpecOption<int>(LearnOptions.Threads);
        var output = new SpecOption<string?>(LearnOptions.Output);
        var quiet = new Option<bool>("--quiet") { Description = "Says nothing but what is wrong." };
        var json = new Option<bool>("--json")
        {
            Description = "Writes the metrics to the standard output as JSON, and everything else to the error stream.",
        };
        var command = new Command(
            "cluster", "Divides the rows of data into clusters and writes a run folder: the clusters, the model, what was measured "
                + "and a report.")
        {
            data.Argument, model,
        };
        (string, Option[])[] about =
        [
            ("About the data", [.. data.Options, .. reading.All]),
            ("About the run", [map, output, threads, quiet, json]),
        ];
        foreach (var option in flags.Concat(about.SelectMany(group => group.Item2))) command.Add(option);
        command.Add(new HelpOption { Action = new ModelHelp(ModelGroup.Clusterers, model, about) });
        command.SetAction(parsed =>
        {
            var (finished, source, read) = data.AfterModel(parsed, reading);
            using var stop = new StopOnSignal();
            using var display = LearnDisplay.Create(parsed.GetValue(quiet), parsed.GetValue(json));
            var request = new ClusterRequest
            {
                Model = finished,
                Data = source,
                Reading = read,
                Estimator = Estimator(parsed, model, flags, ofFeatures: finished is not null),
                Map = (MapKind)map.Value(parsed),
                Threads = threads.IsGiven(parsed, out var count) ? count : null,
                Output = output.Value(parsed),
            };
            var result = stop.Keeping(request.Estimator, ended => ClusterRun.Run(request, display, stop.Signal, ended));
            display.Dispose();
            ClusterDisplay.Write(result, parsed.GetValue(quiet), parsed.GetValue(json));
            return stop.ExitCode;
        });
        return command;
    }

    /// <summary>What learns; null where nothing was said of it.</summary>
    private static EstimatorOptions? Estimator(ParseResult parsed, SpecOption<string> model, ModelOption[] flags, bool ofFeatures)
    {
        var said = flags.Where(flag => flag.IsGiven(parsed)).ToDictionary(
            flag => flag.Name, flag => parsed.GetRequiredValue(flag), StringComparer.Ordinal);
        if (!model.IsGiven(parsed, out var kind))
        {
            if (said.Count == 0) return null;
            kind = ClusterRequest.Default(ofFeatures).Kind;
        }
        return ModelGroup.Clusterers.Read(kind, said);
    }
}
