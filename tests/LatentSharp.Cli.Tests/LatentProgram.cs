using System.Diagnostics;

namespace LatentSharp.Tests;

/// <summary>
/// The built program in a process of its own, as a user starts it; the environment variable <c>LATENT_PROGRAM</c> names another, as one
/// that was compiled ahead of time.
/// </summary>
internal static class LatentProgram
{
    /// <summary>A program that runs longer is killed: what waits for it then goes on, and fails by its exit code.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>What a call left behind.</summary>
    public sealed record Outcome(int ExitCode, string Output, string Error);

    private static readonly string[] Words = Environment.GetEnvironmentVariable("LATENT_PROGRAM") is { Length: > 0 } program
        ? [Path.GetFullPath(program)] : ["dotnet", Path.Combine(AppContext.BaseDirectory, "latent.dll")];

    /// <summary>Whether the program is machine code, for the one processor that it was compiled for.</summary>
    public static bool IsAheadOfTime => Words.Length == 1;

    /// <summary>How a shell starts the program.</summary>
    public static string InShell => string.Join(' ', Words.Select(word => $"'{word}'"));

    /// <summary>Starts it and returns when a line of its output begins with some text.</summary>
    public static Process StartAndWaitFor(string folder, string line, params string[] arguments)
    {
        var process = Start(folder, arguments);
        while (process.StandardOutput.ReadLine() is { } read)
            if (read.StartsWith(line, StringComparison.Ordinal)) return process;
        throw new InvalidOperationException(
            $"latent {string.Join(' ', arguments)} ended without '{line}': {process.StandardError.ReadToEnd()}");
    }

    /// <summary>Sends a running program a signal.</summary>
    public static void Kill(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Runs a line of a shell in a folder.</summary>
    public static Outcome Shell(string folder, string line)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", line])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return new Outcome(process.ExitCode, output.GetAwaiter().GetResult(), error);
    }

    /// <summary>Runs it to its end in a folder.</summary>
    public static Outcome Run(string folder, params string[] arguments) => RunWithSignal(folder, "", "", arguments);

    /// <summary>Runs it to its end under one more environment variable.</summary>
    public static Outcome RunWith(string variable, string value, string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments, (variable, value));
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return new Outcome(process.ExitCode, output.GetAwaiter().GetResult(), error);
    }

    /// <summary>Runs it and sends it a signal as soon as a line of its output begins with some text.</summary>
    public static Outcome RunWithSignal(string folder, string signal, string afterLine, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = new StringWriter();
        for (string? line; (line = process.StandardOutput.ReadLine()) is not null;)
        {
            output.WriteLine(line);
            if (signal.Length == 0 || !line.StartsWith(afterLine, StringComparison.Ordinal)) continue;
            Kill(process, signal);
            signal = "";
        }
        process.WaitForExit();
        return new Outcome(process.ExitCode, output.ToString(), error.GetAwaiter().GetResult());
    }

    private static Process Start(string folder, string[] arguments, (string Name, string Value)? variable = null)
    {
        var start = new ProcessStartInfo(Words[0], [.. Words[1..], .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // What the runtime measures of code to compile it better later costs more than it brings in the second that a test takes.
        start.Environment["DOTNET_TieredPGO"] = "0";
        if (variable is { } extra) start.Environment[extra.Name] = extra.Value;
        var process = Process.Start(start)!;
        _ = KillAfterPatience(process.Id, process.StartTime);
        return process;
    }

    private static async Task KillAfterPatience(int id, DateTime started)
    {
        await Task.Delay(Patience);
        try
        {
            using var process = Process.GetProcessById(id);
            if (process.StartTime == started) process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It has ended, as it should.
        }
    }
}
