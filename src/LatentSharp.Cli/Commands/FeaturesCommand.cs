using System.CommandLine;

namespace LatentSharp;

/// <summary><c>latent features MODEL DATA --out FILE</c>: writes the features of data by a finished run.</summary>
internal static class FeaturesCommand
{
    public static Command Create()
    {
        var model = CommonArguments.Model();
        var data = CommonArguments.Data();
        var output = new SpecOption<string?>(ApplyOptions.Output) { Required = true };
        var label = new SpecOption<string?>(LearnOptions.Label);
        var sequence = new SpecOption<string?>(LearnOptions.Sequence);
        var command = new Command("features", "Writes the features of data by a finished run.") { model, data, output, label, sequence };
        command.SetAction(parsed =>
        {
            var file = output.Value(parsed);
            var result = ApplyRun.Features(parsed.GetRequiredValue(model), parsed.GetRequiredValue(data), file, label.Value(parsed), sequence.Value(parsed), new ErrorNotes());
            Console.Out.WriteLine($"{file}: {result.Shape}");
        });
        return command;
    }
}
