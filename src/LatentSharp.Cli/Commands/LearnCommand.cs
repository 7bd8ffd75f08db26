using System.CommandLine;
using System.CommandLine.Help;

namespace LatentSharp;

/// <summary><c>latent learn DATA</c>: learns features and writes a run folder.</summary>
internal static class LearnCommand
{
    public static Command Create()
    {
        var data = new DataArgument();
        var model = new SpecOption<string>(LearnOptions.Model);
        var flags = ModelGroup.Learners.Flags.Select(flag => new ModelOption(flag)).ToArray();
        var validation = new SpecOption<double>(LearnOptions.Validation);
        var labelsFor = new SpecOption<double?>(LearnOptions.LabelsFor);
        var reading = new ReadingOptions();
        var map = new SpecOption<Enum>(LearnOptions.Map);
        var stream = new SpecOption<Enum>(LearnOptions.Stream);
        var window = new SpecOption<int?>(DetectOptions.Window);
        var stride = new SpecOption<int?>(DetectOptions.Stride);
        var maxGap = new SpecOption<int?>(DetectOptions.MaxGap);
        var threads = new SpecOption<int>(LearnOptions.Threads);
        var output = new SpecOption<string?>(LearnOptions.Output);
        var quiet = new Option<bool>("--quiet") { Description = "Says nothing but what is wrong." };
        var json = new Option<bool>("--json")
        {
            Description = "Writes the metrics to the standard output as JSON, and everything else to the error stream.",
        };

        var command = new Command(
            "learn", "Learns features from data and writes a run folder: the model, the features, what was measured and a report.")
        {
            data.Argument, model,
        };
        (string, Option[])[] about =
        [
<<<<<<< HEAD
            ("About the data", [.. reading.All, window, stride, maxGap, stream, validation, labelsFor]),
=======
            ("About the data", [.. data.Options, .. reading.All, window, stride, stream, validation, labelsFor]),
>>>>>>> sql
            ("About the run", [map, output, threads, quiet, json]),
        ];
        foreach (var option in flags.Concat(about.SelectMany(group => group.Item2))) command.Add(option);
        command.Add(new HelpOption { Action = new ModelHelp(ModelGroup.Learners, model, about) });
<<<<<<< HEAD
        command.SetAction(parsed => Run(
            new LearnRequest
            {
                Data = parsed.GetRequiredValue(data),
                Reading = reading.Value(parsed),
                Estimator = ModelGroup.Learners.Read(
                    model.Value(parsed),
                    flags.Where(flag => flag.IsGiven(parsed)).ToDictionary(
                        flag => flag.Name, flag => parsed.GetRequiredValue(flag), StringComparer.Ordinal)),
                Validation = validation.IsGiven(parsed, out var share) ? share : null,
                LabelsFor = labelsFor.Value(parsed),
                Window = window.Value(parsed),
                Stride = stride.Value(parsed),
                MaxGap = maxGap.Value(parsed),
                Map = (MapKind)map.Value(parsed),
                Stream = (StreamMode)stream.Value(parsed),
                Threads = threads.IsGiven(parsed, out var count) ? count : null,
                Output = output.Value(parsed),
            },
            parsed.GetValue(quiet),
            parsed.GetValue(json)));
=======
        command.SetAction(parsed =>
        {
            var (source, read) = data.Value(parsed, reading);
            return Run(
                new LearnRequest
                {
                    Data = source,
                    Reading = read,
                    Estimator = ModelGroup.Learners.Read(
                        model.Value(parsed),
                        flags.Where(flag => flag.IsGiven(parsed)).ToDictionary(
                            flag => flag.Name, flag => parsed.GetRequiredValue(flag), StringComparer.Ordinal)),
                    Validation = validation.IsGiven(parsed, out var share) ? share : null,
                    LabelsFor = labelsFor.Value(parsed),
                    Window = window.Value(parsed),
                    Stride = stride.Value(parsed),
                    Map = (MapKind)map.Value(parsed),
                    Stream = (StreamMode)stream.Value(parsed),
                    Threads = threads.IsGiven(parsed, out var count) ? count : null,
                    Output = output.Value(parsed),
                },
                parsed.GetValue(quiet),
                parsed.GetValue(json));
        });
>>>>>>> sql
        return command;
    }

    private static int Run(LearnRequest request, bool quiet, bool json)
    {
        using var stop = new StopOnSignal();
        using var display = LearnDisplay.Create(quiet, json);
        var result = LearnRun.Run(request, display, stop.Signal);
        display.Finish(result);
        if (json) Console.Out.WriteLine(result.Metrics.ToJson());
        return stop.ExitCode;
    }
}
