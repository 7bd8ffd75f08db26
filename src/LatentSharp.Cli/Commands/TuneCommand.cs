using System.CommandLine;
using System.CommandLine.Help;

namespace LatentSharp;

/// <summary><c>latent tune DATA --model NAME</c>: good values of a model's options.</summary>
internal static class TuneCommand
{
    public static Command Create()
    {
        var data = new DataArgument();
        var model = new SpecOption<string>(LearnOptions.Model);
        var flags = ModelGroup.Learners.Flags.Select(flag => new ModelOption(flag)).ToArray();
        var goal = new SpecOption<Enum>(CompareOptions.Goal);
        var search = new SpecOption<Enum>(TuneOptions.Search);
        var trials = new SpecOption<int>(TuneOptions.Trials);
        var budget = new SpecOption<TimeSpan>(TuneOptions.Budget);
        var threads = new SpecOption<int>(LearnOptions.Threads);
        var output = new SpecOption<string?>(TuneOptions.Output);
        var reading = new ReadingOptions();
        var command = new Command("tune", "Searches good values of a model's options; those that are given stay as they are.")
        {
            data.Argument, model,
        };
        (string, Option[])[] about =
        [
            ("About the search", [goal, search, trials, budget]), ("About the data", [.. data.Options, .. reading.All]),
                ("About the run", [output, threads]),
        ];
        foreach (var option in flags.Concat(about.SelectMany(group => group.Item2))) command.Add(option);
        command.Add(new HelpOption { Action = new ModelHelp(ModelGroup.Learners, model, about) });
        command.SetAction(parsed =>
        {
            var (source, read) = data.Value(parsed, reading);
            using var stop = new StopOnSignal();
            var said = flags.Where(flag => flag.IsGiven(parsed)).ToDictionary(
                flag => flag.Name, flag => parsed.GetRequiredValue(flag), StringComparer.Ordinal);
            var result = stop.Unless(() => TuneRun.Run(
                new TuneRequest
                {
                    Data = source,
                    Reading = read,
                    Estimator = ModelGroup.Learners.Read(model.Value(parsed), said),
                    Said = [.. said.Keys],
                    Goal = goal.IsGiven(parsed, out var wanted) ? (CompareGoal)wanted : null,
                    Search = (TuneSearch)search.Value(parsed),
                    Trials = trials.Value(parsed),
                    Budget = budget.Value(parsed),
                    Threads = threads.IsGiven(parsed, out var count) ? count : null,
                    Output = output.Value(parsed),
                },
                new ErrorNotes(), stop.Signal));
            if (result is null) return stop.ExitCode;
            Console.Out.WriteLine(result.Verdict);
            if (result.Interrupted is { } interrupted) Console.Out.WriteLine(interrupted);
            foreach (var (name, share) in result.Mattered)
                if (share is { } known) Console.Out.WriteLine($"{name} explains {known * 100:0} % of what varied");
            Console.Out.WriteLine(result.Command);
            Console.Out.WriteLine($"{result.Folder}: report.html, tuning.json, trials.jsonl");
            return stop.ExitCode;
        });
        return command;
    }
}
