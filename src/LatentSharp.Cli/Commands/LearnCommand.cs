using System.CommandLine;
using System.CommandLine.Help;

namespace LatentSharp;

/// <summary><c>latent learn DATA</c>: learns features and writes a run folder.</summary>
internal static class LearnCommand
{
    public static Command Create()
    {
        var every = new SpecOption<CheckpointInterval?>(LearnOptions.CheckpointEvery);
        var resume = new SpecOption<string?>(LearnOptions.Resume);
        var data = new DataArgument(instead: resume);
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
            ("About the data", [.. data.Options, .. reading.All, window, stride, maxGap, stream, validation, labelsFor]),
            ("About the run", [map, output, every, resume, threads, quiet, json]),
        ];
        foreach (var option in flags.Concat(about.SelectMany(group => group.Item2))) command.Add(option);
        command.Add(new HelpOption { Action = new ModelHelp(ModelGroup.Learners, model, about) });
        command.SetAction(parsed =>
        {
            var request = resume.Value(parsed) is { } run ? GoOn(parsed, run) : Request(parsed);
            return Run(
                request with { Threads = threads.IsGiven(parsed, out var count) ? count : null }, parsed.GetValue(quiet),
                parsed.GetValue(json));
        });
        return command;

        LearnRequest Request(ParseResult said)
        {
            var (source, read) = data.Value(said, reading);
            return new()
            {
                Data = source,
                Reading = read,
                Estimator = ModelGroup.Learners.Read(
                    model.Value(said),
                    flags.Where(flag => flag.IsGiven(said)).ToDictionary(
                        flag => flag.Name, flag => said.GetRequiredValue(flag), StringComparer.Ordinal)),
                Validation = validation.IsGiven(said, out var share) ? share : null,
                LabelsFor = labelsFor.Value(said),
                Window = window.Value(said),
                Stride = stride.Value(said),
                MaxGap = maxGap.Value(said),
                Map = (MapKind)map.Value(said),
                Stream = (StreamMode)stream.Value(said),
                Output = output.Value(said),
                CheckpointEvery = every.Value(said),
                Words = [.. data.WordsWithoutConnection(said)],
            };
        }

        // What was said when the run began is said again; only what leaves the result as it is may be said anew.
        LearnRequest GoOn(ParseResult said, string run)
        {
            Option[] free = [resume, threads, quiet, json, data.Connection];
            var other = said.GetResult(data.Argument) is { Tokens.Count: > 0 } ? data.Argument.Name
                : command.Options.Except(free).FirstOrDefault(option => said.GetResult(option) is { Implicit: false })?.Name;
            if (other is not null)
                throw new BadArgumentException(
                    $"{resume.Name}: '{run}' goes on as it began; leave {other} out. {threads.Name} alone may be other than before.");
            var begun = InterruptedRun.Load(run);
            if (Environment.CurrentDirectory != begun.Directory)
                throw new BadArgumentException($"{resume.Name}: '{run}' was begun in {begun.Directory}; it goes on there.");
            var again = said.RootCommandResult.Command.Parse([.. begun.Words, .. data.ConnectionWords(said)], said.Configuration);
            return Request(again) with { Output = run, Resumes = true };
        }
    }

    private static int Run(LearnRequest request, bool quiet, bool json)
    {
        using var stop = new StopOnSignal();
        using var display = LearnDisplay.Create(quiet, json);
        try
        {
            var result = LearnRun.Run(request, display, stop.Signal);
            display.Finish(result);
            if (json) Console.Out.WriteLine(result.Metrics.ToJson());
            return stop.ExitCode;
        }
        catch (RunInterruptedException e)
        {
            // It ended as it should, and nothing is lost.
            Console.Error.WriteLine(e.Message);
            return 0;
        }
    }
}
