using System.CommandLine;

namespace LatentSharp;

/// <summary><c>latent explain MODEL DATA --row N --out FILE</c>: explains what a finished run makes of a row.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var model = CommonArguments.Model();
        var data = CommonArguments.Data();
        var row = new SpecOption<int>(ExplainOptions.Row);
        var of = new SpecOption<string?>(ExplainOptions.Of);
        var baseline = new SpecOption<Enum>(ExplainOptions.Baseline);
        var part = new SpecOption<Enum>(ApplyOptions.Part);
        var reading = new ReadingOptions();
        var output = new SpecOption<string?>(ExplainOptions.Output) { Required = true };
        var command = new Command("explain",
            "Explains what a finished run makes of a row: which values a class, a feature or an anomaly is due to.")
        {
            model, data, row, of, baseline, part,
        };
        foreach (var option in reading.Columns.Append(output).Concat(reading.Table)) command.Add(option);
        command.SetAction(parsed =>
        {
            var result = ExplainRun.Run(
                new ExplainRequest(parsed.GetRequiredValue(model), parsed.GetRequiredValue(data), output.Value(parsed))
                {
                    Row = row.Value(parsed),
                    Of = of.Value(parsed),
                    Baseline = (ExplainBaseline)baseline.Value(parsed),
                    Part = (DataPart)part.Value(parsed),
                    Reading = reading.Value(parsed),
                },
                new ErrorNotes());
            foreach (var sentence in result.Sentences) Console.Out.WriteLine(sentence);
            Console.Out.WriteLine(result.Page);
        });
        return command;
    }
}
