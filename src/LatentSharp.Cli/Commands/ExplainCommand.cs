using System.CommandLine;

namespace LatentSharp;

/// <summary><c>latent explain MODEL DATA --row N --out FILE</c>: explains what a finished run makes of a row.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var model = CommonArguments.Model();
        var data = new DataArgument();
        var row = new SpecOption<int>(ExplainOptions.Row);
        var of = new SpecOption<string?>(ExplainOptions.Of);
        var baseline = new SpecOption<Enum>(ExplainOptions.Baseline);
        var part = new SpecOption<Enum>(ApplyOptions.Part);
        var reading = new ReadingOptions();
        var output = new SpecOption<string?>(ExplainOptions.Output) { Required = true };
        var command = new Command("explain",
            "Explains what a finished run makes of a row: which values a class, a feature or an anomaly is due to.")
        {
            model, data.Argument, row, of, baseline, part,
        };
        foreach (var option in reading.Columns.Append(output).Concat(reading.Table).Concat(data.Options)) command.Add(option);
        command.SetAction(parsed =>
        {
            var (source, read) = data.Value(parsed, reading);
            var result = ExplainRun.Run(
                new ExplainRequest(parsed.GetRequiredValue(model), source, output.Value(parsed))
                {
                    Row = row.Value(parsed),
                    Of = of.Value(parsed),
                    Baseline = (ExplainBaseline)baseline.Value(parsed),
                    Part = (DataPart)part.Value(parsed),
                    Reading = read,
                },
                new ErrorNotes());
            foreach (var sentence in result.Sentences) Console.Out.WriteLine(sentence);
            Console.Out.WriteLine(result.Page);
        });
        return command;
    }
}
