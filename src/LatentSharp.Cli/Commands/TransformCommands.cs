using System.CommandLine;

namespace LatentSharp;

/// <summary>
/// The commands that turn data into an array by a finished run: <c>latent features</c> and <c>latent reconstruct</c>, each <c>MODEL DATA
/// --out FILE</c>.
/// </summary>
internal static class TransformCommands
{
    private delegate string Transformation(
        string model, string data, string? output, DataOptions? reading, DataPart part, IProgress<string>? notes);

    public static Command Features() => Create(
        "features", "Writes the features of data by a finished run.", ApplyOptions.Output,
        (model, data, output, reading, part, notes) => ApplyRun.WriteFeatures(model, data, output, reading, part, notes));

    public static Command Reconstruct() => Create(
        "reconstruct", "Writes what is left of data after they went through a finished run's features.", ApplyOptions.Reconstructions,
        (model, data, output, reading, part, notes) => ApplyRun.Reconstruct(model, data, output, reading, part, notes).Shape.ToString());

    private static Command Create(string name, string description, OptionSpec<string?> file, Transformation transform)
    {
        var model = CommonArguments.Model();
        var data = new DataArgument();
        var output = new SpecOption<string?>(file) { Required = true };
        var reading = new ReadingOptions();
        var part = new SpecOption<Enum>(ApplyOptions.Part);
        var command = new Command(name, description) { model, data.Argument, output, part };
        reading.AddKnownTo(command, data);
        command.SetAction(parsed =>
        {
            var place = output.Value(parsed);
            var (source, read) = data.Value(parsed, reading);
            var result = transform(
                parsed.GetRequiredValue(model), source, place, read, (DataPart)part.Value(parsed), new ErrorNotes());
            Console.Out.WriteLine($"{place}: {result}");
        });
        return command;
    }
}
