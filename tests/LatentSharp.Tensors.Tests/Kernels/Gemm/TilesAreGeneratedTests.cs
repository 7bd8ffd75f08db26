using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LatentSharp.Tests;

public sealed class TilesAreGeneratedTests
{
    [Fact]
    public void The_checked_in_micro_kernels_are_what_the_generator_writes()
    {
        using var python = StartPython([Path.Combine(Root(), "eng", "gemm_tiles.py"), "--check"]);
        Assert.SkipWhen(python is null, "python3 is not installed");
        var error = python!.StandardError.ReadToEnd();
        python.WaitForExit();
        python.ExitCode.ShouldBe(0, error);
    }

    private static Process? StartPython(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardError = true, UseShellExecute = false });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static string Root([CallerFilePath] string thisFile = "")
    {
        var folder = Path.GetDirectoryName(thisFile)!;
        while (!File.Exists(Path.Combine(folder, "LatentSharp.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
