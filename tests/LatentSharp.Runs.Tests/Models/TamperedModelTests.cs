using System.Text.RegularExpressions;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Saved models whose parts contradict each other or hold no numbers.</summary>
public sealed partial class TamperedModelTests
{
    private static string Sample(string kind) =>
        Path.Combine(Repository.Root, "tests", "LatentSharp.Runs.Tests", "Samples", "format-1", kind);

    [Theory]
    [InlineData("", "'labels' has 0 names, but the classifier tells 10 classes apart")]
    [InlineData("\"0\", \"1\", \"2\"", "'labels' has 3 names, but the classifier tells 10 classes apart")]
    [InlineData(
        "\"0\", \"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\", \"10\"",
        "'labels' has 11 names, but the classifier tells 10 classes apart")]
    [InlineData("\"0\", \"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"0\"", "'labels' has '0' twice")]
    public void Class_names_that_do_not_name_the_outputs_are_refused(string labels, string because)
    {
        using var place = new TemporaryFolder();
        foreach (var kind in new[] { "cnn", "rnn" })
        {
            var config = Copy(place, kind);
            File.WriteAllText(config, Labels().Replace(File.ReadAllText(config), $"\"labels\": [{labels}]"));
            Should.Throw<BadFileException>(() => SavedModel.Load(place.File(kind))).Message.ShouldSatisfyAllConditions(
                m => m.ShouldStartWith(config), m => m.ShouldContain(because));
        }
    }

    [Theory]
    [InlineData("autoencoder", float.NaN)]
    [InlineData("cnn", float.PositiveInfinity)]
    [InlineData("vae", float.NegativeInfinity)]
    [InlineData("gan", float.NaN)]
    [InlineData("pca", float.NaN)]
    public void Weights_that_are_no_numbers_are_refused(string kind, float value)
    {
        using var place = new TemporaryFolder();
        var file = Path.Combine(Path.GetDirectoryName(Copy(place, kind))!, "weights.safetensors");
        var weights = Safetensors.Read(file).Tensors.ToDictionary(StringComparer.Ordinal);
        var (name, tensor) = weights.Last();
        var numbers = tensor.ToArray();
        numbers[^1] = value;
        weights[name] = Tensor.From(numbers, tensor.Shape);
        Safetensors.Write(file, weights);

        Should.Throw<BadFileException>(() => SavedModel.Load(place.File(kind))).Message
            .ShouldBe($"{file}: weights '{name}': a number is not finite, so that the model could compute nothing; learn it again.");
    }

    [Fact]
    public async Task A_configuration_that_is_a_device_or_a_pipe_is_refused_at_once()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var place = new TemporaryFolder();
        var config = Copy(place, "pca");
        File.Delete(config);
        File.CreateSymbolicLink(config, "/dev/zero");
        (await Refusal()).ShouldBe($"{config}: this is a device; an ordinary file is expected.");
        File.Delete(config);
        using (var make = System.Diagnostics.Process.Start("mkfifo", [config])) await make.WaitForExitAsync();
        (await Refusal()).ShouldBe($"{config}: this is a named pipe; an ordinary file is expected.");
        File.Delete(config);
        File.CreateSymbolicLink(config, "/proc/self/mem");
        (await Refusal()).ShouldBe($"{config}: the file cannot be read: Input/output error.");

        Task<string> Refusal() =>
            Task.Run(() =>
                Should.Throw<BadFileException>(() => SavedModel.Load(place.File("pca"))).Message).WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>A copy of a sample; the path of its configuration.</summary>
    private static string Copy(TemporaryFolder place, string kind)
    {
        Directory.CreateDirectory(place.File(kind));
        foreach (var file in Directory.GetFiles(Sample(kind))) File.Copy(file, Path.Combine(place.File(kind), Path.GetFileName(file)));
        return Path.Combine(place.File(kind), "config.json");
    }

    [GeneratedRegex("\"labels\": \\[[^\\]]*\\]")]
    private static partial Regex Labels();
}
