using System.CommandLine;

namespace LatentSharp;

/// <summary><c>latent forecast MODEL DATA --steps N --out FILE</c>: continues a series by a finished run.</summary>
internal static class ForecastCommand
{
    public static Command Create()
    {
        var model = CommonArguments.Model();
        var data = CommonArguments.Data();
        var steps = new SpecOption<int>(ForecastRun.Steps);
        var output = new SpecOption<string?>(ApplyOptions.Output) { Required = true };
        var reading = new ReadingOptions();
        var command = new Command("forecast", "Tells the rows that follow a series by a finished run of a forecaster.")
        {
            model, data, steps, output,
        };
        reading.AddKnownTo(command);
        command.SetAction(parsed =>
        {
            var file = output.Value(parsed)!;
            var told = ForecastRun.Run(
                parsed.GetRequiredValue(model), parsed.GetRequiredValue(data), steps.Value(parsed), file, reading.Value(parsed),
                new ErrorNotes());
            Console.Out.WriteLine($"{file}: {told.Shape}");
        });
        return command;
    }
}
