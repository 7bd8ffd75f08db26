using System.CommandLine;

namespace LatentSharp;

/// <summary><c>latent compress MODEL DATA --out FILE</c> and <c>latent decompress MODEL FILE --out FILE</c>.</summary>
internal static class CompressCommands
{
    public static Command Compress()
    {
        var model = CommonArguments.Model();
        var data = CommonArguments.Data();
        var output = new SpecOption<string?>(CompressOptions.Output) { Required = true };
        var binarize = new SpecOption<bool>(CompressOptions.Binarize);
        var part = new SpecOption<Enum>(ApplyOptions.Part);
        var label = new SpecOption<string?>(LearnOptions.Label);
        var command = new Command("compress", "Compresses data without loss by a finished variational autoencoder.")
        {
            model, data, output, binarize, part, label,
        };
        var format = FormatOptions.AddTo(command);
        command.SetAction(parsed =>
        {
            var file = output.Value(parsed);
            var result = CompressRun.Compress(
                parsed.GetRequiredValue(model), parsed.GetRequiredValue(data), file, binarize.Value(parsed), (DataPart)part.Value(parsed),
                label.Value(parsed), format.Value(parsed), new ErrorNotes());
            foreach (var line in result.InWords) Console.Out.WriteLine(line);
            Console.Out.WriteLine(file);
        });
        return command;
    }

    public static Command Decompress()
    {
        var model = CommonArguments.Model();
        var file = new Argument<string>("FILE") { Description = "A file of latent compress." };
        var output = new SpecOption<string?>(CompressOptions.Restored) { Required = true };
        var command = new Command("decompress", "Brings back what was compressed, by the model that compressed it.") {
            model, file, output };
        command.SetAction(parsed =>
        {
            var result = CompressRun.Decompress(parsed.GetRequiredValue(model), parsed.GetRequiredValue(file), output.Value(parsed));
            Console.Out.WriteLine($"{output.Value(parsed)}: {result.Shape}");
        });
        return command;
    }
}
