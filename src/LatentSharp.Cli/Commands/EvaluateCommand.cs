using System.CommandLine;

namespace LatentSharp;

/// <summary><c>latent evaluate MODEL DATA</c>: measures a finished run on data.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var model = CommonArguments.Model();
        var data = new DataArgument();
        var reading = new ReadingOptions();
        var features = new SpecOption<string?>(ApplyOptions.FeaturesOf);
        var json = new Option<bool>("--json") { Description = "Writes what was measured as JSON." };
        var command = new Command("evaluate", "Measures a finished run on data.") { model, data.Argument, features, json };
        reading.AddKnownTo(command, data);
        command.SetAction(parsed =>
        {
            var (source, read) = data.Value(parsed, reading);
            var metrics = ApplyRun.Evaluate(
                parsed.GetRequiredValue(model), source, read, features.Value(parsed), new ErrorNotes());
            if (parsed.GetValue(json)) Console.Out.WriteLine(metrics.ToJson());
            else EvaluateDisplay.Write(Console.Out, metrics);
        });
        return command;
    }
}
