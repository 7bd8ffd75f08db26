using System.CommandLine;

namespace LatentSharp;

/// <summary><c>latent traverse MODEL --out FILE</c>: makes samples while one latent unit moves, or each in turn.</summary>
internal static class TraverseCommand
{
    public static Command Create()
    {
        var model = CommonArguments.Model();
        var unit = new SpecOption<int?>(GenerateOptions.Unit);
        var steps = new SpecOption<int>(GenerateOptions.Steps);
        var range = new SpecOption<double>(GenerateOptions.Range);
        var output = new SpecOption<string?>(GenerateOptions.Output) { Required = true };
        var command = new Command(
            "traverse",
            "Makes samples while one latent unit moves and the others stay, or each in turn.") { model, unit, steps, range, output };
        command.SetAction(parsed =>
        {
            var file = output.Value(parsed);
            var result = GenerateRun.Traverse(
                parsed.GetRequiredValue(model), unit.Value(parsed), steps.Value(parsed), range.Value(parsed), file);
            Console.Out.WriteLine($"{file}: {result.Shape}");
        });
        return command;
    }
}
