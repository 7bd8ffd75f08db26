using System.CommandLine;

namespace LatentSharp;

/// <summary><c>latent generate MODEL --count N --out FILE</c>: makes new samples with a finished run.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var model = CommonArguments.Model();
        var count = new SpecOption<int>(GenerateOptions.Count);
        var seed = new SpecOption<long>(GenerateOptions.Seed);
        var output = new SpecOption<string?>(GenerateOptions.Output) { Required = true };
        var command = new Command("generate", "Makes new samples with a finished run that can.") { model, count, seed, output };
        command.SetAction(parsed =>
        {
            var file = output.Value(parsed);
            var result = GenerateRun.Samples(parsed.GetRequiredValue(model), count.Value(parsed), seed.Value(parsed), file);
            Console.Out.WriteLine($"{file}: {result.Shape}");
        });
        return command;
    }
}
