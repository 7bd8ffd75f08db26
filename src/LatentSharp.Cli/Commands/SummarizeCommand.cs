using System.CommandLine;

namespace LatentSharp;

/// <summary><c>latent summarize FILE</c>: takes the sentences of a text that stand for it.</summary>
internal static class SummarizeCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A text file." };
        var count = new SpecOption<int?>(SummarizeOptions.Count);
        var model = new SpecOption<string?>(SummarizeOptions.Model);
        var encoding = new SpecOption<Enum>(TextReadingOptions.Encoding);
        var output = new SpecOption<string?>(SummarizeOptions.Output);
        var command = new Command("summarize", "Takes the sentences of a text that stand for it, by their features.")
        {
            file, count, model, encoding, output,
        };
        command.SetAction(parsed =>
        {
            var place = output.Value(parsed);
            var summary = SummarizeRun.Run(
                parsed.GetRequiredValue(file), count.Value(parsed), model.Value(parsed), place, (CharacterSet)encoding.Value(parsed));
            if (place is not null) Console.Out.WriteLine(place);
            else
                foreach (var sentence in summary.Sentences) Console.Out.WriteLine(sentence);
            Console.Error.WriteLine($"({summary.InWords})");
        });
        return command;
    }
}
