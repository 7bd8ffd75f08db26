using System.Diagnostics;
using System.Globalization;

namespace LatentSharp.Bench;

/// <summary>
/// A side in a process of its own, so that two thread pools never meet in one. It says <c>ready</c> and its version, then for each line
/// with a number of seconds that it reads it answers with the microseconds that a step took.
/// </summary>
internal sealed class PeerProcess : ISide
{
    private readonly Process process;

    private PeerProcess(Process process, string version)
    {
        this.process = process;
        Version = version;
    }

    internal string Version { get; }

    /// <summary>Starts the peer; null when it cannot run here.</summary>
    internal static PeerProcess? Start(string program, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var greeting = process.StandardOutput.ReadLine();
        if (greeting?.StartsWith("ready ", StringComparison.Ordinal) == true) return new PeerProcess(process, greeting["ready ".Length..]);
        process.Dispose();
        return null;
    }

    public double Run(double seconds)
    {
        process.StandardInput.WriteLine(seconds.ToString(CultureInfo.InvariantCulture));
        process.StandardInput.Flush();
        var answer = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("A peer ended in the middle of a race.");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
