using System.Diagnostics;
using System.Globalization;
using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>The neighbours of a query.</summary>
/// <param name="Query">What was looked for, in words: <c>row 17: 3</c>.</param>
/// <param name="Rows">The rows of the data, from 1, the nearest first.</param>
/// <param name="Names">What each is called: its number, and its label where there is one.</param>
/// <param name="Distances">Euclidean, of features.</param>
public sealed record SearchHit(string Query, IReadOnlyList<int> Rows, IReadOnlyList<string> Names, IReadOnlyList<double> Distances)
{
    /// <summary>The query and its neighbours, a line each.</summary>
    public IEnumerable<string> Describe()
    {
        yield return $"like {Query}";
        var width = Names.Max(name => name.Length) + 2;
        for (var i = 0; i < Rows.Count; i++)
            yield return string.Create(Invariant, $"  {i + 1,3}  {Names[i].PadRight(width)}{Figure(Distances[i])}");
    }
}

/// <summary>What a search found, and how.</summary>
/// <param name="Hits">For each query its neighbours.</param>
/// <param name="InWords">How it was searched: method, recall, time.</param>
public sealed record SearchResult(IReadOnlyList<SearchHit> Hits, string InWords);

/// <summary>Finds the rows of data whose features are nearest to those of a query.</summary>
public static class SearchRun
{
    private const int MostQueries = 50;

    /// <summary>Searches.</summary>
    /// <param name="model">A run folder or its model folder.</param>
    /// <param name="data">The data that are searched.</param>
    /// <param name="query">The number of a row of the data, from 1, or a file of samples.</param>
    /// <param name="neighbors">How many neighbours; null for the default, or as many as there are.</param>
    /// <param name="search">How they are looked for.</param>
    /// <param name="output">A page (.html) or a table (.csv) to write; null for none.</param>
    /// <param name="reading">How the data are read; null for the defaults, and for what the model has learned of its own.</param>
    /// <param name="notes">Told, in a sentence each, what to know.</param>
    /// <param name="cancellation">Ends it with an exception.</param>
    /// <exception cref="BadArgumentException">An option does not fit.</exception>
    /// <exception cref="BadFileException">A file cannot be read or written, or the data do not fit the model.</exception>
    public static SearchResult Run(
        string model, string data, string query, int? neighbors = null, NeighborSearch search = NeighborSearch.Auto, string? output = null,
        DataOptions? reading = null, IProgress<string>? notes = null, CancellationToken cancellation = default)
    {
        SearchOptions.Query.Check(query);
        if (neighbors is { } asked) SearchOptions.Neighbors.Check(asked);
        SearchOptions.Search.Check(search);
        if (output is not null) OutputPlace.Check(SearchOptions.Output, output, data, reading);
        var saved = SavedModel.Load(model);
        reading ??= new();
        var rows = AppliedData.Of(NewData.Open(saved, data, reading, notes));
        var isRow = double.TryParse(query, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && !File.Exists(query);
        if (isRow && !(real >= 1 && real <= rows.Count && real == Math.Floor(real))) throw NoRow(query, data, rows.Count);
        var number = isRow ? (int)real : 0;
        var queries = isRow ? null : AppliedData.Of(NewData.Open(saved, query, reading with { Label = null, Query = null }, notes));
        var most = isRow ? rows.Count - 1 : rows.Count;
        if (most == 0 || neighbors > most)
            throw new BadArgumentException(
                $"{SearchOptions.Neighbors.Name}: {neighbors ?? SearchOptions.Neighbors.Default} does not fit; {data} has "
                + $"{Plural(most, isRow ? "other row" : "row")}.");
        var count = neighbors ?? Math.Min(SearchOptions.Neighbors.Default, most);
        if (Instead(saved.Model) is { } what)
            notes?.Report(
                $"{model}: {saved.Model.Name} learned no features; rows are near each other here when their {what} are, however "
                + "different their values may be.");

        var features = rows.Map(saved.Scaling, [saved.Model.FeatureSize], saved.Model.Transform);
        var building = Stopwatch.GetTimestamp();
        var (index, wasSaved) = SavedIndex.Open(model, features, search, notes, cancellation);
        var built = Stopwatch.GetElapsedTime(building);
        var sought = queries is null
            ? features.Rows(number - 1, 1)
            : queries.Map(saved.Scaling, [saved.Model.FeatureSize], saved.Model.Transform);
        if (sought.Shape[0] > MostQueries && output is not null && !IsCsv(output))
            throw new BadArgumentException(
                $"{SearchOptions.Output.Name}: a page shows {MostQueries} queries at most, and {query} has {Count(sought.Shape[0])}; "
                    + "name a .csv file.");
        var searching = Stopwatch.GetTimestamp();
        var found = index.Search(sought, isRow ? count + 1 : count, cancellation);
        var searched = Stopwatch.GetElapsedTime(searching);
        var recall = index.IsExact ? "nothing is missed"
            : $"{Percent(index.Recall(Math.Min(count, rows.Count - 1), cancellation))} of the {count} nearest are found, "
                + $"measured on {Plural(Math.Min(NeighborIndex.RecallRows, rows.Count), "row")}";
        var words = $"{Count(rows.Count)} rows of {Plural(saved.Model.FeatureSize, "feature")}, {index.InWords}: {recall}; "
            + $"index {(wasSaved ? "read" : "made")} in {Duration(built)}, "
                + $"{Plural(sought.Shape[0], "query").Replace("querys", "queries", StringComparison.Ordinal)} in {Duration(searched)}";
        var hits = Hits(rows, queries, isRow ? number : 0, found, count);
        if (output is not null && IsCsv(output)) WriteTable(output, hits);
        else if (output is not null) WritePage(output, saved, rows, queries ?? rows, isRow ? number - 1 : 0, hits, words);
        return new SearchResult(hits, words);
    }

    private static BadArgumentException NoRow(string query, string data, int rows) => new(
        $"{SearchOptions.Query.Name}: row {query} does not exist; {data} has {(rows == 1 ? "row 1 alone" : $"rows 1 to {Count(rows)}")}.");

    /// <summary>What models give in the place of features; null for features.</summary>
    private static string? Instead(FittedModel model) => model switch
    {
        FittedDetector => "anomaly scores", FittedClusterer => "memberships of clusters", _ => null,
    };

    private static List<SearchHit> Hits(AppliedData rows, AppliedData? queries, int own, Neighbors found, int neighbors)
    {
        var hits = new List<SearchHit>();
        var (all, distances, width) = (found.Rows.ToArray<int>(), found.Distances.ToArray(), found.Rows.Shape[1]);
        for (var q = 0; q < found.Rows.Shape[0]; q++)
        {
            int[] places = [.. Enumerable.Range(q * width, width).Where(place => all[place] != own - 1).Take(neighbors)];
            hits.Add(new SearchHit(
                queries is null ? rows.Caption(own - 1) : queries.Caption(q), [.. places.Select(place => all[place] + 1)],
                [.. places.Select(place => rows.Caption(all[place]))], [.. places.Select(place => (double)distances[place])]));
        }
        return hits;
    }

    private static void WriteTable(string output, List<SearchHit> hits)
    {
        var text = new StringBuilder("query,rank,row,name,distance\n");
        for (var q = 0; q < hits.Count; q++)
            for (var i = 0; i < hits[q].Rows.Count; i++)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{q + 1},{i + 1},{hits[q].Rows[i]},{FeatureCsv.Quoted(hits[q].Names[i])},{hits[q].Distances[i]:R}\n");
        AtomicFile.Write(output, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void WritePage(
        string output, SavedModel saved, AppliedData rows, AppliedData queries, int first, List<SearchHit> hits, string words)
    {
        var look = SampleLook.Of(rows.Known, saved.Scaling);
        var sections = new List<ReportPage.Section>();
        for (var q = 0; q < hits.Count; q++)
        {
            var hit = hits[q];
            var shown = new List<ShownSample>
            {
                new(queries.Original(first + q).ToArray(), "query") { Figure = hit.Query, Length = queries.LengthOf(first + q) },
            };
            for (var i = 0; i < hit.Rows.Count; i++)
                shown.Add(new(rows.Original(hit.Rows[i] - 1).ToArray(), hit.Names[i])
                {
                    Figure = Figure(hit.Distances[i]), Length = rows.LengthOf(hit.Rows[i] - 1),
                });
            sections.Add(new(
                $"Like {hit.Query}", $"The query first, then the nearest rows with their "
                    + $"distances.{SampleGrid.InWords(look, compared: false)}",
                SampleGrid.Render(shown, look, "distance")));
        }
        var page = new ReportPage(
            $"Nearest rows of {rows.Known.Name}", $"by the features of {saved.Model.Name}", [], sections,
                $"Written by LatentSharp {Words.Version}. {words}.");
        AtomicFile.Write(output, stream => stream.Write(Encoding.UTF8.GetBytes(page.Render())));
    }

    private static bool IsCsv(string path) => Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);
}
