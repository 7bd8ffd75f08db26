using System.CommandLine;

namespace LatentSharp;

/// <summary><c>latent interpolate MODEL [DATA] --out FILE</c>: makes the samples on the way from one to another.</summary>
internal static class InterpolateCommand
{
    public static Command Create()
    {
        var model = CommonArguments.Model();
        var data = new DataArgument(
            "Data with the two samples, for models that have codes of samples; without it the points are random.", isNeeded: false);
        var from = new SpecOption<int>(GenerateOptions.From);
        var to = new SpecOption<int>(GenerateOptions.To);
        var seed = new SpecOption<long>(GenerateOptions.Seed);
        var steps = new SpecOption<int>(GenerateOptions.Steps);
        var path = new SpecOption<Enum>(GenerateOptions.LatentPath);
        var reading = new ReadingOptions();
        var output = new SpecOption<string?>(GenerateOptions.Output) { Required = true };
        var command = new Command(
            "interpolate",
            "Makes the samples on the way between two random points, or between two samples of data.")
        {
            model, data.Argument, from, to, seed, steps, path, output,
        };
        reading.AddKnownTo(command, data);
        command.SetAction(parsed =>
        {
            var file = output.Value(parsed);
            var (source, read) = data.ValueOrNone(parsed, reading);
            var result = GenerateRun.Interpolate(
                parsed.GetRequiredValue(model), source, from.Value(parsed), to.Value(parsed), seed.Value(parsed),
                steps.Value(parsed), (LatentPath)path.Value(parsed), file, read, new ErrorNotes());
            Console.Out.WriteLine($"{file}: {result.Shape}");
        });
        return command;
    }
}
