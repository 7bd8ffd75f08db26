using System.Globalization;
using LatentSharp;
using LatentSharp.Bench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [Serving.Argument, .. var side]) return Serving.Run(side);

Console.OutputEncoding = System.Text.Encoding.UTF8;
if (args is ["sweep", .. var functions]) return Sweep.Run(functions);
if (args is ["kernels"]) return KernelSpeed.Run();
if (args is ["calls", .. var widths]) return CallsLeft.Run(widths);
if (args is ["convolutions", .. var which])
{
    var slice = which is [var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : 20;
    return ConvolutionSpeed.Run(slice, which is [_, var name] ? name : "");
}
if (args is ["gemm", .. var budget]) return GemmSpeed.Run(budget is [var each] ? int.Parse(each, CultureInfo.InvariantCulture) : 60);

Options options;
Row[] rows;
try
{
    options = Options.Parse(args);
    rows = Table.Choose(options.Rows);
}
catch (BadArgumentException e)
{
    Console.Error.WriteLine("bench: " + e.Message);
    return 2;
}

Setting[] chosen = [.. options.Widths.SelectMany(bits => options.Threads.Select(threads => new Setting(threads, bits)))];
Setting most = new(Setting.Most, Setting.Widest);
(Row Row, Setting Setting)[] races = [.. rows.SelectMany(row => row.HasSettings ? chosen.Select(s => (row, s)) : [(row, most)])];
var peers = races.SelectMany(race => race.Row.Peers(race.Setting));
string[] families = [.. peers.Select(peer => peer.Family).Distinct(StringComparer.Ordinal)];
var (date, machine) = ($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC", Machine.Describe());
var report = new Report(families);
report.Begin($"{date}; {machine}; {options.Rounds} rounds");
var results = new List<Result>();
SortedSet<string> versions = new(StringComparer.Ordinal), absences = new(StringComparer.Ordinal);
foreach (var (row, setting) in races)
{
    var race = new Race(row, setting, options.Rounds);
    Result result;
    try
    {
        result = race.Run();
    }
    catch (InvalidOperationException e)
    {
        Console.Error.WriteLine($"bench: {row.Name}: {e.Message}");
        return 1;
    }
    results.Add(result);
    versions.UnionWith(race.Versions);
    absences.UnionWith(race.Absences);
    report.Add(result);
    if (options.Json is not null) new Record(date, machine, options.Rounds, versions, absences, results).Write(options.Json);
}
Report.End(rows, versions, absences, options.Widths.Any(bits => bits < Setting.Widest));
return 0;
