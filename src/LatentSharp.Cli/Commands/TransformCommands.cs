using System.CommandLine;

namespace LatentSharp;

/// <summary>
/// The commands that turn data into an array by a finished run: <c>latent features</c> and <c>latent reconstruct</c>, each <c>MODEL DATA
/// --out FILE</c>.
/// </summary>
internal static class TransformCommands
{
    private delegate Tensor Transformation(
        string model, string data, string? output, string? label, string? sequence, IProgress<string>? notes, TableFormat? format,
        DataPart part);

    public static Command Features() => Create("features", "Writes the features of data by a finished run.", ApplyRun.Features);

    public static Command Reconstruct() =>
        Create("reconstruct", "Writes what is left of data after they went through a finished run's features.", ApplyRun.Reconstruct);

    private static Command Create(string name, string description, Transformation transform)
    {
        var model = CommonArguments.Model();
        var data = CommonArguments.Data();
        var output = new SpecOption<string?>(ApplyOptions.Output) { Required = true };
        var label = new SpecOption<string?>(LearnOptions.Label);
        var sequence = new SpecOption<string?>(LearnOptions.Sequence);
        var part = new SpecOption<Enum>(ApplyOptions.Part);
        var command = new Command(name, description) { model, data, output, label, sequence, part };
        var format = FormatOptions.AddTo(command);
        command.SetAction(parsed =>
        {
            var file = output.Value(parsed);
            var result = transform(
                parsed.GetRequiredValue(model), parsed.GetRequiredValue(data), file, label.Value(parsed), sequence.Value(parsed),
                new ErrorNotes(),
                format.Value(parsed), (DataPart)part.Value(parsed));
            Console.Out.WriteLine($"{file}: {result.Shape}");
        });
        return command;
    }
}
