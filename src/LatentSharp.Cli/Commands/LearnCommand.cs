using System.CommandLine;

namespace LatentSharp;

/// <summary><c>latent learn DATA</c>: learns features and writes a run folder.</summary>
internal static class LearnCommand
{
    public static Command Create()
    {
        var data = CommonArguments.Data();
        var model = new SpecOption<string>(LearnOptions.Model);
        var latent = new SpecOption<int>(LearnOptions.Latent);
        var hidden = new SpecOption<IReadOnlyList<int>>(LearnOptions.Hidden);
        var epochs = new SpecOption<int>(LearnOptions.Epochs);
        var batch = new SpecOption<int>(LearnOptions.Batch);
        var rate = new SpecOption<double>(LearnOptions.LearningRate);
        var validation = new SpecOption<double>(LearnOptions.Validation);
        var label = new SpecOption<string?>(LearnOptions.Label);
        var seed = new SpecOption<long>(LearnOptions.Seed);
        var threads = new SpecOption<int>(LearnOptions.Threads);
        var output = new SpecOption<string?>(LearnOptions.Output);
        var quiet = new Option<bool>("--quiet") { Description = "Says nothing but what is wrong." };
        var json = new Option<bool>("--json") { Description = "Writes the metrics to the standard output as JSON, and everything else to the error stream." };

        var command = new Command("learn", "Learns features from data and writes a run folder: the model, the features, what was measured and a report.")
        {
            data, model, latent, hidden, epochs, batch, rate, validation, label, seed, threads, output, quiet, json,
        };
        command.SetAction(parsed => Run(
            new LearnRequest
            {
                Data = parsed.GetRequiredValue(data),
                Model = model.Value(parsed),
                Latent = latent.Value(parsed),
                Hidden = hidden.IsGiven(parsed, out var widths) ? widths : null,
                Epochs = epochs.IsGiven(parsed, out var passes) ? passes : null,
                Batch = batch.IsGiven(parsed, out var samples) ? samples : null,
                LearningRate = rate.IsGiven(parsed, out var step) ? step : null,
                Validation = validation.Value(parsed),
                Label = label.Value(parsed),
                Seed = seed.Value(parsed),
                Threads = threads.IsGiven(parsed, out var count) ? count : null,
                Output = output.Value(parsed),
            },
            parsed.GetValue(quiet),
            parsed.GetValue(json)));
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
