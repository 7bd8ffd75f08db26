using System.Globalization;

namespace LatentSharp.Bench;

/// <summary>What the command line of <c>bench/run</c> asks for.</summary>
internal sealed record Options(IReadOnlyList<int> Threads, IReadOnlyList<int> Widths, int Rounds, string? Json, IReadOnlyList<string> Rows)
{
    internal const string Usage = "bench/run [--threads 1|all|N] [--lanes 512|256] [--rounds N] [--json FILE] [ROW ...]";

    /// <exception cref="BadArgumentException">An option does not exist or what follows it does not fit.</exception>
    internal static Options Parse(string[] args)
    {
        var options = new Options(Setting.ThreadCounts, Setting.Widths, 15, null, []);
        while (args is [['-', ..] name, .. var others])
        {
            if (name is "--help" or "-h") throw new BadArgumentException(Usage);
            var value = others is [var first, ..] ? first : "";
            options = name switch
            {
                "--threads" when value == "all" => options with { Threads = [Setting.Most] },
                "--threads" => options with { Threads = [Number(name, value, Setting.Most)] },
                "--lanes" => options with { Widths = [Width(value)] },
                "--rounds" => options with { Rounds = Number(name, value, 1000) },
                "--json" => options with { Json = value.Length > 0 ? value : throw new BadArgumentException("--json needs a file's name") },
                _ => throw new BadArgumentException($"there is no option {name}: {Usage}"),
            };
            args = others is [_, .. var rest] ? rest : [];
        }
        return options with { Rows = args };
    }

    private static int Number(string name, string value, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number : throw new BadArgumentException($"{name} is '{value}', and it takes 1 to {most}");

    private static int Width(string value) =>
        Setting.Widths.FirstOrDefault(bits => bits.ToString(CultureInfo.InvariantCulture) == value) is > 0 and var bits
            ? bits
            : throw new BadArgumentException($"--lanes is '{value}', and here races have {string.Join(" or ", Setting.Widths)} bits");
}
