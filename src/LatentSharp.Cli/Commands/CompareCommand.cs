using System.CommandLine;

namespace LatentSharp;

/// <summary><c>latent compare DATA</c>: which kind of features suits the data.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var data = new DataArgument();
        var goal = new SpecOption<Enum>(CompareOptions.Goal);
        var budget = new SpecOption<TimeSpan>(CompareOptions.Budget);
        var seeds = new SpecOption<int>(CompareOptions.Seeds);
        var features = new SpecOption<int?>(CompareOptions.Features);
        var seed = new SpecOption<long>(CompareOptions.Seed);
        var threads = new SpecOption<int>(LearnOptions.Threads);
        var output = new SpecOption<string?>(CompareOptions.Output);
        var command = new Command("compare", "Learns several kinds of features of data and says which to use.")
        {
            data.Argument, goal, budget, seeds, features, seed, threads, output,
        };
        var reading = ReadingOptions.AddTo(command, data);
        command.SetAction(parsed =>
        {
            var (source, read) = data.Value(parsed, reading);
            using var stop = new StopOnSignal();
            var result = stop.Unless(() => CompareRun.Run(
                new CompareRequest
                {
                    Data = source,
                    Reading = read,
                    Goal = goal.IsGiven(parsed, out var wanted) ? (CompareGoal)wanted : null,
                    Budget = budget.Value(parsed),
                    Seeds = seeds.Value(parsed),
                    Features = features.Value(parsed),
                    Seed = seed.Value(parsed),
                    Threads = threads.IsGiven(parsed, out var count) ? count : null,
                    Output = output.Value(parsed),
                },
                new ErrorNotes(), stop.Signal));
            if (result is null) return stop.ExitCode;
            CompareDisplay.Show(result);
            return stop.ExitCode;
        });
        return command;
    }
}
