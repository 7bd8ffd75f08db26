using System.Text.Json;

namespace LatentSharp.Tests;

/// <summary>Restoring pictures, from learning to new pictures of other sizes, in processes of their own.</summary>
public sealed class RestoreCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("latent-restore-").FullName;

    [Theory]
    [InlineData("enhance", "super-resolution", 2)]
    [InlineData("denoise", "denoiser", 1)]
    public void A_model_is_learned_measured_and_applied(string command, string kind, int times)
    {
        for (var i = 0; i < 3; i++) Picture($"train/{i}.png", 30 + i, 41);
        Picture("new/deep/one.png", 17, 13);
        Run(command, "train", "--filters", "3", "--epochs", "1", "--out", "run");
        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "run/metrics.json")));
        metrics.RootElement.GetProperty("model").GetString().ShouldBe(kind);
        metrics.RootElement.GetProperty("testSamples").GetInt32().ShouldBe(1);
        foreach (var row in metrics.RootElement.GetProperty("figures").EnumerateArray())
            row.GetProperty("ssim").GetDouble().ShouldBeInRange(-1, 1);
        File.ReadAllText(Path.Combine(folder, "run/report.html")).ShouldContain("before and after");

        Run(command, "run", "new", "--out", "made");
        using var stream = File.OpenRead(Path.Combine(folder, "made/deep/one.png"));
        var made = PngReader.Check(stream, "one.png");
        (made.Height, made.Width, made.Channels).ShouldBe((17 * times, 13 * times, 3));

        Refused([command, "run", "new"]).ShouldContain("--out is missing");
        Refused([command, "run", "new", "--out", "made"]).ShouldContain("not empty");
        Refused([command, "run", "new", "--epochs", "3", "--out", "other"]).ShouldContain("--epochs");
        Refused([command, "new", "--out", "other"]).ShouldContain("--test");
        Directory.Exists(Path.Combine(folder, "other")).ShouldBeFalse();
    }

    [Fact]
    public void Series_of_a_table_are_learned_and_restored()
    {
        var lines = string.Concat(Enumerable.Range(0, 80).Select(row => FormattableString.Invariant(
            $"{row / 20};{Math.Sin(row * 0.4):F3}\n")));
        File.WriteAllText(Path.Combine(folder, "series.csv"), "id;level\n" + lines);
        Run("denoise", "series.csv", "--sequence", "id", "--separator", "semicolon", "--filters", "3", "--epochs", "1", "--out", "run");
        Run("denoise", "run", "series.csv", "--sequence", "id", "--out", "calm.csv");
        File.ReadAllLines(Path.Combine(folder, "calm.csv")).ShouldSatisfyAllConditions(
            made => made[0].ShouldBe("sequence,level"), made => made.Length.ShouldBe(81));
    }

    private string Refused(string[] arguments)
    {
        var outcome = LatentProgram.Run(folder, arguments);
        outcome.ExitCode.ShouldBe(2, outcome.Error);
        return outcome.Error;
    }

    private void Run(params string[] arguments)
    {
        var outcome = LatentProgram.Run(folder, arguments);
        outcome.ExitCode.ShouldBe(0, outcome.Error);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Picture(string name, int height, int width)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        byte[] pixels = [.. Enumerable.Range(0, height * width * 3).Select(at => (byte)(128 + (100 * Math.Sin(at * 0.07))))];
        File.WriteAllBytes(path, PngWriter.Encode(pixels, width, height, 3));
    }
}
