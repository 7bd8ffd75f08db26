namespace LatentSharp;

/// <summary>The options of searching. Each is declared here and nowhere else.</summary>
public static class SearchOptions
{
    /// <summary>What is searched for.</summary>
    public static OptionSpec<string?> Query { get; } = OptionKinds.Text(
        "--query", "ROW|FILE", "What to look for: the number of a row of the data, from 1, or a file of samples like those of the data.",
        "the number of a row, or a file");

    /// <summary>How many neighbours.</summary>
    public static OptionSpec<int> Neighbors { get; } = OptionKinds.Whole("--k", "How many neighbours of each.", 10);

    /// <summary>How they are looked for.</summary>
    public static OptionSpec<Enum> Search { get; } = OptionKinds.Choice(
        "--neighbor-search", "How neighbours are looked for: exact, by a graph that is saved beside the model, or auto by the number "
            + "of rows.",
        NeighborSearch.Auto);

    /// <summary>The page.</summary>
    public static OptionSpec<string?> Output { get; } = OptionKinds.Output(
        "--out", "The page or table to write: .html with pictures or rows, or .csv.", ".html", ".csv");
}
