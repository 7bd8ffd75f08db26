using System.CommandLine;

namespace LatentSharp;

/// <summary><c>latent forecast MODEL DATA --steps N --out FILE</c>: continues a series by a finished run.</summary>
internal static class ForecastCommand
{
    public static Command Create()
    {
        var model = CommonArguments.Model();
        var data = new DataArgument();
        var steps = new SpecOption<int>(ForecastRun.Steps);
        var output = new SpecOption<string?>(ApplyOptions.Output) { Required = true };
        var reading = new ReadingOptions();
        var command = new Command("forecast", "Tells the rows that follow a series by a finished run of a forecaster.")
        {
            model, data.Argument, steps, output,
        };
        reading.AddKnownTo(command, data);
        command.SetAction(parsed =>
        {
            var file = output.Value(parsed)!;
            var (source, read) = data.Value(parsed, reading);
            var told = ForecastRun.Run(parsed.GetRequiredValue(model), source, steps.Value(parsed), file, read, new ErrorNotes());
            Console.Out.WriteLine($"{file}: {told.Shape}");
        });
        return command;
    }
}
