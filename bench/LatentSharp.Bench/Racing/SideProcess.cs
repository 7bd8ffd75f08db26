using System.Diagnostics;
using System.Globalization;

namespace LatentSharp.Bench;

/// <summary>
/// A side in a process of its own, so that two thread pools never meet in one, by the protocol of <see cref="SideServer"/>.
/// </summary>
internal sealed class SideProcess : IDisposable
{
    private readonly Process process;

    private SideProcess(Process process, string version) => (this.process, Version) = (process, version);

    internal string Version { get; }

    /// <summary>Starts a side; null and the reason when it cannot take part.</summary>
    internal static (SideProcess? Side, string Reason) Start(Entrant entrant)
    {
        if (entrant.Absence is { } absence) return (null, absence);
        var start = new ProcessStartInfo(entrant.Command[0], entrant.Arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var (name, value) in entrant.Environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var complaint = "it ended without a word";
        process.ErrorDataReceived += (_, line) => complaint = string.IsNullOrWhiteSpace(line.Data) ? complaint : line.Data.Trim();
        process.BeginErrorReadLine();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith(SideServer.Ready, StringComparison.Ordinal))
                return (new SideProcess(process, line[SideServer.Ready.Length..]), "");
            if (line.StartsWith(SideServer.Absent, StringComparison.Ordinal)) complaint = line[SideServer.Absent.Length..];
        }
        process.WaitForExit();
        process.Dispose();
        return (null, complaint);
    }

    /// <summary>What a step took over about so many seconds.</summary>
    internal Times Run(double seconds)
    {
        var parts = Ask(Text(seconds)).Split(' ');
        return new Times(double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    internal double BytesPerStep() => double.Parse(Ask(SideServer.Bytes), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }
        process.WaitForExit();
        process.Dispose();
    }

    private string Ask(string line)
    {
        try
        {
            process.StandardInput.WriteLine(line);
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has closed its end; that it answers nothing says so.
        }
        return process.StandardOutput.ReadLine() ?? throw new SideEndedException("it ended in the middle of the race");
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A side's process has ended before the race did.</summary>
internal sealed class SideEndedException(string message) : Exception(message);
