using System.CommandLine;
using System.CommandLine.Help;

namespace LatentSharp;

/// <summary><c>latent detect DATA</c> and <c>latent detect MODEL DATA</c>: finds abnormal rows and says why.</summary>
internal static class DetectCommand
{
    public static Command Create()
    {
        var data = new DataArgument(
            "The data, as for learn; or a finished run folder and then the data, for rows that its model scores.", takesModel: true);
        var model = new SpecOption<string>(DetectOptions.Model);
        var flags = ModelGroup.Detectors.Flags.Select(flag => new ModelOption(flag)).ToArray();
        var score = new SpecOption<Enum>(DetectOptions.Score);
        var threshold = new SpecOption<Enum>(DetectOptions.Threshold);
        var contamination = new SpecOption<double?>(DetectOptions.Contamination);
        var normal = new SpecOption<bool>(DetectOptions.Normal);
        var window = new SpecOption<int?>(DetectOptions.Window);
        var stride = new SpecOption<int?>(DetectOptions.Stride);
        var maxGap = new SpecOption<int?>(DetectOptions.MaxGap);
        var reading = new ReadingOptions();
        var threads = new SpecOption<int>(LearnOptions.Threads);
        var output = new SpecOption<string?>(DetectOptions.Output);
        var quiet = new Option<bool>("--quiet") { Description = "Says nothing but what is wrong." };
        var json = new Option<bool>("--json")
        {
            Description = "Writes the metrics to the standard output as JSON, and everything else to the error stream.",
        };
        var command = new Command(
            "detect", "Finds abnormal rows, without labels, and writes a run folder: scores with reasons, the model, and a report.")
        {
            data.Argument, model,
        };
        (string, Option[])[] about =
        [
            ("About detecting", [score, threshold, contamination, normal, window, stride, maxGap]),
            ("About the data", [.. data.Options, .. reading.All]),
            ("About the run", [output, threads, quiet, json]),
        ];
        foreach (var option in flags.Concat(about.SelectMany(group => group.Item2))) command.Add(option);
        command.Add(new HelpOption { Action = new ModelHelp(ModelGroup.Detectors, model, about) });
        command.SetAction(parsed =>
        {
            var (finished, source, read) = data.AfterModel(parsed, reading);
            var learning = flags.Where(flag => flag.IsGiven(parsed)).Select(flag => flag.Name)
                .Concat(model.IsGiven(parsed, out _) ? [model.Name] : []);
            if (finished is not null && learning.FirstOrDefault() is { } extra)
                throw new BadArgumentException($"{extra}: says how to learn, but {finished} has learned already; leave it out.");
            return Run(
                new DetectRequest
                {
                    Model = finished,
                    Data = source,
                    Reading = read,
                    Estimator = ModelGroup.Detectors.Read(
                        model.IsGiven(parsed, out var kind) ? kind : DetectRequest.Usual(normal.Value(parsed)).Kind,
                        flags.Where(flag => flag.IsGiven(parsed)).ToDictionary(
                            flag => flag.Name, flag => parsed.GetRequiredValue(flag), StringComparer.Ordinal)),
                    Score = (DetectionScore)score.Value(parsed),
                    Threshold = threshold.IsGiven(parsed, out var rule) ? (ThresholdRule)rule : null,
                    Contamination = contamination.Value(parsed),
                    Normal = normal.Value(parsed),
                    Window = window.Value(parsed),
                    Stride = stride.Value(parsed),
                    MaxGap = maxGap.Value(parsed),
                    Threads = threads.IsGiven(parsed, out var count) ? count : null,
                    Output = output.Value(parsed),
                },
                parsed.GetValue(quiet),
                parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(DetectRequest request, bool quiet, bool json)
    {
        using var stop = new StopOnSignal();
        DetectResult result;
        using (var display = LearnDisplay.Create(quiet, json))
            result = stop.Keeping(request.Estimator, ended => DetectRun.Run(request, display, stop.Signal, ended));
        if (quiet && result.Note is { } note) Console.Error.WriteLine($"note: {note}");
        if (!quiet) DetectDisplay.Write(json ? Console.Error : Console.Out, result);
        if (json) Console.Out.WriteLine(result.Metrics.ToJson());
        return stop.ExitCode;
    }
}
