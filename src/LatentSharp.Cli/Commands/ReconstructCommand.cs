using System.CommandLine;

namespace LatentSharp;

/// <summary><c>latent reconstruct MODEL DATA --out FILE</c>: writes what is left of data after they went through the features.</summary>
internal static class ReconstructCommand
{
    public static Command Create()
    {
        var model = CommonArguments.Model();
        var data = CommonArguments.Data();
        var output = new SpecOption<string?>(ApplyOptions.Output) { Required = true };
        var label = new SpecOption<string?>(LearnOptions.Label);
        var sequence = new SpecOption<string?>(LearnOptions.Sequence);
        var command = new Command("reconstruct", "Writes what is left of data after they went through a finished run's features.") { model, data, output, label, sequence };
        command.SetAction(parsed =>
        {
            var file = output.Value(parsed);
            var result = ApplyRun.Reconstruct(parsed.GetRequiredValue(model), parsed.GetRequiredValue(data), file, label.Value(parsed), sequence.Value(parsed), new ErrorNotes());
            Console.Out.WriteLine($"{file}: {result.Shape}");
        });
        return command;
    }
}
