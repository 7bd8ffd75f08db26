using System.Text.Json;

namespace LatentSharp.Tests;

/// <summary>Models that make samples, from learning to pictures, in processes of their own.</summary>
public sealed class GenerativeCommandTests(WorkingFolder folder) : IClassFixture<WorkingFolder>
{
    // A .npy file of float32 values has 128 bytes before them; a digit has 64 values.
    private const int Header = 128, Digit = 64 * 4;

    [Theory]
    [InlineData("vae", "--hidden", "32")]
    [InlineData("conv-vae", "--filters", "4,6")]
    public void AVariationalAutoencoderServesFromLearningToPictures(string model, string option, string value)
    {
        using var metrics = Learn(model, option, value);
        var elbo = metrics.RootElement.GetProperty("elbo").GetDouble();
        var kl = metrics.RootElement.GetProperty("elboKl").GetDouble();
        elbo.ShouldBe(-metrics.RootElement.GetProperty("elboReconstruction").GetDouble() - kl, 1e-4 * Math.Abs(elbo));
        metrics.RootElement.GetProperty("klPerUnit").EnumerateArray().Sum(unit => unit.GetDouble()).ShouldBe(kl, 1e-4 * kl);

        Run("features", model, "digits", "--out", $"{model}-codes.npy");
        Size($"{model}-codes.npy").ShouldBe(Header + (1797 * 3 * 4));
        Run("interpolate", model, "digits", "--from", "1", "--to", "2", "--steps", "5", "--out", $"{model}-way.npy");
        Size($"{model}-way.npy").ShouldBe(Header + (5 * Digit));
        ServesGenerating(model);

        if (model != "vae") return;
        var judged = LatentProgram.Run(folder.Path, "evaluate", model, "digits", "--features-of", model);
        judged.ExitCode.ShouldBe(0, judged.Error);
        judged.Output.ShouldContain($"on the 3 features of {model} (vae)");
        var misfit = LatentProgram.Run(folder.Path, "evaluate", model, "digits", "--features-of", "nowhere");
        misfit.ExitCode.ShouldBe(2);
        misfit.Error.ShouldContain("nowhere");
    }

    [Theory]
    [InlineData("gan", "--hidden", "32")]
    [InlineData("wgan-gp", "--hidden", "32")]
    [InlineData("dcgan", "--filters", "4,6")]
    public void AnAdversarialNetworkServesFromLearningToPictures(string model, string option, string value)
    {
        using var metrics = Learn(model, option, value);
        foreach (var name in new[] { "generatorLoss", "discriminatorLoss", "discriminatorAccuracyReal", "discriminatorAccuracyFake" })
            double.IsFinite(metrics.RootElement.GetProperty(name).GetDouble()).ShouldBeTrue(name);
        Directory.GetFiles(Path.Combine(folder.Path, model, "samples"), "*.png").Length.ShouldBe(2, "a sheet an epoch");

        var refused = LatentProgram.Run(folder.Path, "interpolate", model, "digits", "--out", "no.npy");
        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain("no codes of samples");
        ServesGenerating(model);
    }

    [Fact]
    public void TrainingAGanTellsBothLosses()
    {
        var learned = Run("learn", "digits", "--model", "gan", "--hidden", "16", "--epochs", "2", "--out", "told");
        learned.Output.Split('\n').Count(line =>
            line.StartsWith("Epoch ", StringComparison.Ordinal) && line.Contains(" - generator_loss: ", StringComparison.Ordinal)
            && line.Contains(" - discriminator_loss: ", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Theory]
    [InlineData("generate", "makes no samples of its own", "run")]
    [InlineData("traverse", "makes no samples of its own", "run")]
    [InlineData("interpolate", "makes no samples of its own", "run")]
    [InlineData("generate", "nowhere", "nowhere")]
    public void AModelThatMakesNoSamplesIsRefused(string command, string expected, string model)
    {
        var outcome = LatentProgram.Run(folder.Path, command, model, "--out", "no.npy");
        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain(expected);
        File.Exists(Path.Combine(folder.Path, "no.npy")).ShouldBeFalse();
    }

    private JsonDocument Learn(string model, string option, string value)
    {
        var learned = Run("learn", "digits", "--model", model, option, value, "--latent", "3", "--epochs", "2", "--out", model, "--json");
        File.ReadAllText(Path.Combine(folder.Path, model, "report.html")).ShouldContain("<svg");
        return JsonDocument.Parse(learned.Output);
    }

    /// <summary>The same seed makes the same samples, the first of many are those of few, and another seed makes others.</summary>
    private void ServesGenerating(string model)
    {
        var few = Generate(model, "3", "5");
        few.Length.ShouldBe(Header + (3 * Digit));
        Generate(model, "3", "5").ShouldBe(few);
        Generate(model, "9", "5")[Header..][..(3 * Digit)].ShouldBe(few[Header..]);
        Generate(model, "3", "6").ShouldNotBe(few);

        Run("generate", model, "--count", "4", "--out", $"{model}.png");
        File.ReadAllBytes(Path.Combine(folder.Path, $"{model}.png"))[..4].ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
        Run("traverse", model, "--unit", "2", "--steps", "7", "--out", $"{model}-unit.npy");
        Size($"{model}-unit.npy").ShouldBe(Header + (7 * Digit));
        Run("traverse", model, "--steps", "3", "--out", $"{model}-units.npy");
        Size($"{model}-units.npy").ShouldBe(Header + (3 * 3 * Digit));
    }

    private byte[] Generate(string model, string count, string seed)
    {
        Run("generate", model, "--count", count, "--seed", seed, "--out", "made.npy");
        return File.ReadAllBytes(Path.Combine(folder.Path, "made.npy"));
    }

    private long Size(string file) => new FileInfo(Path.Combine(folder.Path, file)).Length;

    private LatentProgram.Outcome Run(params string[] arguments)
    {
        var outcome = LatentProgram.Run(folder.Path, arguments);
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        return outcome;
    }
}
