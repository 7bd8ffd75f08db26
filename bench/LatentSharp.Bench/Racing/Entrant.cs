using System.Globalization;

namespace LatentSharp.Bench;

/// <summary>Somebody who takes part in a race, as a program that is given the row's name and a number of threads.</summary>
/// <param name="Family">Who it is, for the table's columns: PyTorch.</param>
/// <param name="Variant">How it is set, within the family: 2 threads, channels last.</param>
/// <param name="Command">The program and what comes before the row's name; empty where it cannot be had.</param>
/// <param name="Row">The row's name, as the program knows it.</param>
/// <param name="Threads">The threads that it may use.</param>
/// <param name="Environment">Variables beside those of this process.</param>
internal sealed record Entrant(
    string Family, string Variant, IReadOnlyList<string> Command, string Row, int Threads,
    IEnumerable<(string Name, string Value)> Environment)
{
    internal const string Ourselves = "ours", Limit = "peak";

    /// <summary>Why it cannot be had, where that is known before it is started.</summary>
    internal string? Absence { get; init; }

    internal bool IsPeer => Family is not (Ourselves or Limit);

    internal IEnumerable<string> Arguments => [.. Command.Skip(1), Row, Threads.ToString(CultureInfo.InvariantCulture)];

    /// <summary>This program as a side: <c>--serve WHO ROW THREADS</c>.</summary>
    internal static Entrant Self(string who, string row, Setting setting) =>
        new(who, "", Program(who), row, setting.Threads, setting.Ours);

    internal static IReadOnlyList<string> Program(string who) =>
        [System.Environment.ProcessPath!, System.Environment.GetCommandLineArgs()[0], Serving.Argument, who];

    internal static Entrant Missing(string family, string reason) => new(family, "", [], "", 0, []) { Absence = reason };

    /// <summary>A family that is a program whose place a variable names; <c>bench/run</c> sets it where it could be built.</summary>
    internal static IReadOnlyList<string> Dotnet(string variable) =>
        System.Environment.GetEnvironmentVariable(variable) is { Length: > 0 } file ? [System.Environment.ProcessPath!, file] : [];
}
