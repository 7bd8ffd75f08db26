using System.Diagnostics;
using System.Globalization;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>A training in a process of its own that is killed in the middle, again and again.</summary>
public class KilledTrainingTests
{
    private const int Epochs = 60;

    [Fact]
    public void A_training_that_was_killed_twice_ends_with_the_bytes_of_an_unbroken_one()
    {
        using var unbroken = new TemporaryFolder();
        using var broken = new TemporaryFolder();
        Run(unbroken.Path, killAfter: 0).ShouldContain("restored 0");
        var first = Run(broken.Path, killAfter: 7);
        File.Exists(broken.File("weights.safetensors")).ShouldBeFalse();
        var second = Run(broken.Path, killAfter: 31);
        var third = Run(broken.Path, killAfter: 0);
        // The process may be killed a few epochs after its line was read, but it never begins anew.
        First(second).ShouldBeInRange(7, Last(first) + 1);
        First(third).ShouldBeInRange(31, Last(second) + 1);
        Last(third).ShouldBe(Epochs);
        File.ReadAllBytes(broken.File("weights.safetensors")).ShouldBe(File.ReadAllBytes(unbroken.File("weights.safetensors")));
        File.ReadAllText(broken.File("log.csv")).ShouldBe(File.ReadAllText(unbroken.File("log.csv")));
        Directory.Exists(broken.File("backup")).ShouldBeFalse();
    }

    private static List<string> Run(string folder, int killAfter)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "LatentSharp.TrainingProbe.dll"), folder,
                Epochs.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var lines = new List<string>();
        for (string? line; (line = process.StandardOutput.ReadLine()) is not null;)
        {
            lines.Add(line);
            if (killAfter > 0 && line == string.Create(CultureInfo.InvariantCulture, $"epoch {killAfter}")) process.Kill();
        }
        process.WaitForExit();
        (process.ExitCode == 0).ShouldBe(killAfter == 0, error.GetAwaiter().GetResult());
        return lines;
    }

    private static int First(List<string> lines) => Epoch(lines.First(line => line.StartsWith("epoch", StringComparison.Ordinal)));

    private static int Last(List<string> lines) => Epoch(lines.Last(line => line.StartsWith("epoch", StringComparison.Ordinal)));

    private static int Epoch(string line) => int.Parse(line.AsSpan(6), CultureInfo.InvariantCulture);
}
