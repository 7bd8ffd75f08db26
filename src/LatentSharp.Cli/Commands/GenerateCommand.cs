using System.CommandLine;

namespace LatentSharp;

/// <summary>
/// <c>latent generate MODEL --count N --out FILE</c>: makes new samples with a finished run, or continues a text:
/// <c>latent generate MODEL --prompt TEXT</c>.
/// </summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var model = CommonArguments.Model();
        var count = new SpecOption<int>(GenerateOptions.Count);
        var seed = new SpecOption<long>(GenerateOptions.Seed);
        var output = new SpecOption<string?>(GenerateOptions.File);
        var prompt = new SpecOption<string?>(GenerateOptions.Prompt);
        var length = new SpecOption<int>(GenerateOptions.Length);
        var temperature = new SpecOption<double?>(GenerateOptions.Temperature);
        var top = new SpecOption<int?>(GenerateOptions.TopK);
        var command = new Command("generate", "Makes new samples with a finished run that can, or continues a text.")
        {
            model, count, seed, output, prompt, length, temperature, top,
        };
        command.SetAction(parsed => Console.Out.WriteLine(GenerateRun.Run(new GenerateRequest
        {
            Model = parsed.GetRequiredValue(model),
            Count = count.IsGiven(parsed, out var samples) ? samples : null,
            Seed = seed.Value(parsed),
            Output = output.Value(parsed),
            Prompt = prompt.Value(parsed),
            Length = length.IsGiven(parsed, out var tokens) ? tokens : null,
            Temperature = temperature.Value(parsed),
            TopK = top.Value(parsed),
        })));
        return command;
    }
}
