using System.CommandLine;

namespace LatentSharp;

/// <summary><c>latent reproduce NAME</c>: measures published figures anew.</summary>
internal static class ReproduceCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("NAME")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = $"Names of figures or beginnings of names, or {Experiments.Every}: that takes many hours. See --list.",
        };
        var list = new Option<bool>("--list")
        {
            Description = "Names the figures, with recipe, source, time and whether the data are there.",
        };
        var quick = new Option<bool>("--quick")
        {
            Description = "A twentieth of the epochs and one seed, to see whether a recipe works; such figures compare with nothing.",
        };
        var seed = new SpecOption<int?>(ReproduceOptions.Seed);
        var folder = new SpecOption<string?>(ReproduceOptions.DataFolder);
        var output = new SpecOption<string?>(ReproduceOptions.Output);
        var threads = new SpecOption<int>(LearnOptions.Threads);
        var command = new Command("reproduce", "Measures published figures anew, ours beside them.")
        {
            names, list, quick, seed, folder, output, threads,
        };
        command.SetAction(parsed =>
        {
            var request = new ReproduceRequest
            {
                Names = parsed.GetValue(names) ?? [],
                IsQuick = parsed.GetValue(quick),
                Seed = seed.Value(parsed),
                DataFolder = folder.Value(parsed),
                Output = output.Value(parsed),
                Threads = threads.IsGiven(parsed, out var count) ? count : null,
            };
            if (parsed.GetValue(list))
            {
                request.Validate();
                ReproduceDisplay.List(request);
                return 0;
            }
            if (request.Names.Count == 0)
                throw new BadArgumentException(
                    $"latent reproduce: NAME is missing: 'latent reproduce --list' has the names; {Experiments.Every} takes all of them.");
            using var stop = new StopOnSignal();
            try
            {
                ReproduceRun.Run(request, new ErrorNotes(), new ReproduceDisplay(), stop.Token);
            }
            catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
            {
                Console.Error.WriteLine("note: it was stopped; the figure that was being measured is left out.");
            }
            return stop.ExitCode;
        });
        return command;
    }
}
