using System.Globalization;
using LatentSharp.Bench;

if (args is [OpenBlas.Argument, .. var rest]) return OpenBlas.Serve(rest);

Console.OutputEncoding = System.Text.Encoding.UTF8;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["sweep", .. var functions]) return Sweep.Run(functions);
if (args is ["kernels"]) return KernelSpeed.Run();
if (args is ["gemm", .. var budget]) return GemmSpeed.Run(budget is [var each] ? int.Parse(each, CultureInfo.InvariantCulture) : 60);
string? json = null;
if (args is ["--json", var file, .. var others]) (json, args) = (file, others);

Row[] all =
[
    .. Sgemm.All(), .. Convolving.All(), .. Training.All(), .. RecurrentTraining.All(), .. GenerativeTraining.All(),
    .. ConvolutionalNetworks.All(), new Encoding(), new Startup(),
];
var chosen = args.Length == 0 ? all : [.. all.Where(row => args.Any(name => row.Name.StartsWith(name, StringComparison.Ordinal)))];
if (chosen.Length == 0)
{
    Console.Error.WriteLine("bench: no such row; there are " + string.Join(", ", all.Select(row => row.Name)));
    return 2;
}

Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC; {Machine.Describe()}");
Console.WriteLine();
Console.WriteLine("| row | work | ours | best peer | ratio | goal | bytes a step | % of peak |");
Console.WriteLine("|---|---|---:|---:|---:|---:|---:|---:|");
var results = new List<Result>();
var versions = new SortedSet<string>(StringComparer.Ordinal);
foreach (var row in chosen)
{
    var race = new Race(row);
    var result = race.Run();
    results.Add(result);
    versions.UnionWith(race.Versions);
    Console.WriteLine(
        $"| {row.Name} | {row.Work} | {result.Ours:f1} {result.Unit} | {result.Peer:f1} | {result.Ratio:f2} | "
        + $"{result.Goal:f2} | {result.BytesPerStep} | {result.PercentOfPeak:f1} |");
}

Console.WriteLine();
foreach (var version in versions) Console.WriteLine("Peer: " + version);
if (json is not null) Result.Write(json, results);
return 0;
