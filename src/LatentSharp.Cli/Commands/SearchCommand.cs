using System.CommandLine;

namespace LatentSharp;

/// <summary><c>latent search MODEL DATA --query ROW|FILE</c>: finds the rows that are most like one by a finished run's features.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        var model = CommonArguments.Model();
        var data = new DataArgument();
        var query = new SpecOption<string?>(SearchOptions.Query) { Required = true };
        var neighbors = new SpecOption<int>(SearchOptions.Neighbors);
        var search = new SpecOption<Enum>(SearchOptions.Search);
        var output = new SpecOption<string?>(SearchOptions.Output);
        var reading = new ReadingOptions();
        var command = new Command("search", "Finds the rows of data that are most like one, by the features of a finished run.")
        {
            model, data.Argument, query, neighbors, search, output,
        };
        reading.AddKnownTo(command);
        command.SetAction(parsed =>
        {
            var file = output.Value(parsed);
            var (source, read) = data.Value(parsed, reading);
            var result = SearchRun.Run(
                parsed.GetRequiredValue(model), source, query.Value(parsed)!,
                neighbors.IsGiven(parsed, out var count) ? count : null,
                (NeighborSearch)search.Value(parsed), file, read, new ErrorNotes());
            if (file is not null) Console.Out.WriteLine(file);
            else
                foreach (var line in result.Hits.SelectMany(hit => hit.Describe())) Console.Out.WriteLine(line);
            Console.Out.WriteLine($"({result.InWords})");
        });
        return command;
    }
}
