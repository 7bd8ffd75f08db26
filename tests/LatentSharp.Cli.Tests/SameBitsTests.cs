namespace LatentSharp.Tests;

/// <summary>
/// Training gives the same bytes whatever the number of threads and the width of the vectors: each setting trains in a process of its own,
/// where the runtime dispatches as on a machine without those instructions.
/// </summary>
public sealed class SameBitsTests : IDisposable
{
    /// <summary>What all others are compared with.</summary>
    private static readonly Lazy<string> Plain = new(() =>
    {
        using var tests = new SameBitsTests();
        return tests.Learn("", "", "1");
    });

    private readonly WorkingFolder folder = new();

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "0")]
    [InlineData("DOTNET_EnableAVX2", "0")]
    [InlineData("DOTNET_EnableHWIntrinsic", "0")]
    [InlineData("LATENT_LANES", "128")]
    public void Weights_and_features_do_not_depend_on_the_width(string variable, string value)
    {
        Learn(variable, value, "1").ShouldBe(Plain.Value);
    }

    [Fact]
    public void Weights_and_features_do_not_depend_on_the_number_of_threads()
    {
        foreach (var threads in new[] { "2", "3", "8" }) Learn("", "", threads).ShouldBe(Plain.Value);
    }

    [Theory]
    [InlineData("--model", "conv-autoencoder", "--filters", "4,6")]
    [InlineData("--model", "recurrent-autoencoder", "--units", "12")]
    [InlineData("--model", "conv-vae", "--filters", "4,6")]
    [InlineData("--model", "dcgan", "--filters", "4,6")]
    [InlineData("--model", "wgan-gp", "--hidden", "40")]
    public void Networks_of_other_layers_depend_on_neither(params string[] model)
    {
        var expected = Train("", "", "1", "1", model);
        Train("DOTNET_EnableAVX512", "0", "1", "1", model).ShouldBe(expected);
        Train("", "", "3", "1", model).ShouldBe(expected);
    }

    /// <summary>Few components of more than 512 values are sought by another method than all of them.</summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX512", "0")]
    [InlineData("DOTNET_EnableHWIntrinsic", "0")]
    public void Principal_components_of_many_values_do_not_depend_on_the_width(string variable, string value)
    {
        var random = new RandomStream(1);
        var factors = Ops.MatMul(Ops.RandomNormal([600, 8], random.Derive("samples")), Ops.RandomNormal([8, 520], random.Derive("values")));
        Npy.Write(Path.Combine(folder.Path, "wide.npy"), factors + (Ops.RandomNormal(factors.Shape, random.Derive("noise")) * 0.3f));
        string[] arguments = ["learn", "wide.npy", "--model", "pca", "--latent", "5", "--quiet", "--out"];
        LatentProgram.Run(folder.Path, [.. arguments, "plain"]).ExitCode.ShouldBe(0);
        LatentProgram.RunWith(variable, value, folder.Path, [.. arguments, "other"]).ExitCode.ShouldBe(0);
        File.ReadAllBytes(Path.Combine(folder.Path, "other/features.npy")).ShouldBe(
            File.ReadAllBytes(Path.Combine(folder.Path, "plain/features.npy")));
    }

    [Fact]
    public void Another_seed_gives_other_bytes() => Learn("", "", "1", "2").ShouldNotBe(Plain.Value);

    public void Dispose() => folder.Dispose();

    /// <summary>The bytes of weights and features, as text.</summary>
    private string Learn(string variable, string value, string threads, string seed = "1") =>
        Train(variable, value, threads, seed, ["--hidden", "48"]);

    private string Train(string variable, string value, string threads, string seed, string[] model)
    {
        var run = Path.Combine(folder.Path, $"run{Directory.GetFileSystemEntries(folder.Path).Length}");
        string[] arguments =
        [
            "learn", "digits", .. model, "--latent", "3", "--epochs", "2", "--batch", "250", "--seed", seed, "--threads", threads,
            "--quiet", "--out", run,
        ];
        var outcome = variable.Length == 0
            ? LatentProgram.Run(folder.Path, arguments)
            : LatentProgram.RunWith(variable, value, folder.Path, arguments);
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        return Convert.ToHexString(File.ReadAllBytes(Path.Combine(run, "model", "weights.safetensors"))) + Convert
            .ToHexString(File.ReadAllBytes(Path.Combine(run, "features.npy")));
    }
}
