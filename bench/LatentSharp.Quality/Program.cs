using System.Diagnostics;
using System.Globalization;
using LatentSharp;
using LatentSharp.Quality;

Console.OutputEncoding = System.Text.Encoding.UTF8;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var names = new List<string>();
string? json = null;
var (list, quick) = (false, false);
int? seed = null;
for (var i = 0; i < args.Length; i++)
{
    if (args[i] == "--json" && i + 1 < args.Length) json = args[++i];
    else if (args[i] == "--list") list = true;
    else if (args[i] == "--quick") quick = true;
    else if (args[i] == "--seed" && i + 1 < args.Length && int.TryParse(args[i + 1], out var only)) (seed, i) = (only, i + 1);
    else if (args[i].StartsWith('-'))
        return Fail($"quality: '{args[i]}' is no option; there are --list, --quick, --seed N and --json FILE.");
    else names.Add(args[i]);
}
if (names.Find(name => !Table.Rows.Any(row => row.Name.StartsWith(name, StringComparison.Ordinal))) is { } unknown)
    return Fail($"quality: there is no row '{unknown}'; there are {string.Join(", ", Table.Rows.Select(row => row.Name))}.");
var chosen = Table.Rows.Where(row =>
    names.Count == 0 || names.Exists(name => row.Name.StartsWith(name, StringComparison.Ordinal))).ToList();
if (list)
{
    foreach (var row in chosen) Console.WriteLine($"{row.Name}: {row.Description}");
    return 0;
}

Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Engine.Threads} threads");
if (quick) Console.WriteLine("Quick: a twentieth of the epochs and one seed. These figures compare with nothing.");
if (seed is not null) Console.WriteLine($"Seed {seed} alone, where a row takes several.");
Console.WriteLine();
Console.WriteLine("| row | ours | goal | reached | published | source | seconds |");
Console.WriteLine("|---|---:|---:|---|---:|---|---:|");
var results = new List<Result>();
foreach (var row in chosen)
{
    try
    {
        var clock = Stopwatch.StartNew();
        var ours = row.Measure(new Effort(quick) { Seed = seed });
        var result = new Result(row, ours, clock.Elapsed.TotalSeconds, quick);
        results.Add(result);
        var reached = quick ? "" : row.Reaches(ours) ? "yes" : "no";
        Console.WriteLine(
            $"| {row.Name} | {ours:G5} | {(row.Better == Better.Lower ? "≤" : "≥")} {row.Goal:G5} | "
            + $"{reached} | {row.Published:G5} | {row.Source} | {result.Seconds:F0} |");
    }
    catch (Exception e) when (e is BadFileException or BadArgumentException or DirectoryNotFoundException or FileNotFoundException)
    {
        Console.WriteLine($"| {row.Name} | skipped | | | {row.Published:G5} | {e.Message} | |");
    }
}
if (json is not null) Result.Write(json, results);
return 0;

static int Fail(string sentence)
{
    Console.Error.WriteLine(sentence);
    return 2;
}
