using System.Diagnostics;

namespace LatentSharp.Testing;

/// <summary>A program of the tests, run in a process of its own: what may end a process, or needs another machine's instructions.</summary>
public static class ProbeProgram
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="name">Its assembly, which lies beside the tests.</param>
    /// <param name="arguments">What it is told.</param>
    /// <param name="setting">A variable of its environment.</param>
    public static (int Code, string Output, string Errors) Run(
        string name, IEnumerable<string> arguments, (string Name, string Value)? setting = null)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, $"{name}.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment.Remove("LATENT_LANES");
        if (setting is { } given) start.Environment[given.Name] = given.Value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.ReplaceLineEndings("\n"), errors.Result);
    }
}
