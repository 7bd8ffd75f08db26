using System.CommandLine;

namespace LatentSharp;

/// <summary><c>latent predict MODEL DATA --out FILE</c>: tells the classes of data by a finished run.</summary>
internal static class PredictCommand
{
    public static Command Create()
    {
        var model = CommonArguments.Model();
        var data = new DataArgument();
        var output = new SpecOption<string?>(ApplyOptions.Predictions) { Required = true };
        var reading = new ReadingOptions();
        var part = new SpecOption<Enum>(ApplyOptions.Part);
        var command = new Command(
            "predict", "Tells the classes of data by a finished run of a classifier.") { model, data.Argument, output, part };
        reading.AddKnownTo(command, data);
        command.SetAction(parsed =>
        {
            var file = output.Value(parsed);
            var (source, read) = data.Value(parsed, reading);
            var summary = ApplyRun.Predict(
                parsed.GetRequiredValue(model), source, file, read, (DataPart)part.Value(parsed), new ErrorNotes());
            Console.Out.WriteLine(file);
            var rows = summary.Describe();
            var width = rows.Max(row => row.Name.Length) + 2;
            foreach (var (name, value) in rows) Console.Out.WriteLine(name.PadRight(width) + value);
            if (summary.MeasuredOn is { } measured) Console.Out.WriteLine($"({measured}; ↑ more is better)");
        });
        return command;
    }
}
