using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Compressing in processes of their own.</summary>
public sealed class CompressCommandTests(WorkingFolder folder) : IClassFixture<WorkingFolder>
{
    /// <summary>What one machine wrote another reads, whatever the width of its vectors.</summary>
    [Fact]
    public void What_is_compressed_comes_back_on_processors_with_other_vectors()
    {
        Run(0, "learn", "digits", "--model", "vae", "--latent", "3", "--hidden", "24", "--epochs", "4", "--likelihood", "gaussian-learned",
            "--out", "vae");
        Run(0, "compress", "vae", "digits", "--out", "packed").Output.ShouldContain("bits a value");
        foreach (var (variable, value) in new[] { ("", ""), ("DOTNET_EnableAVX512", "0"), ("DOTNET_EnableHWIntrinsic", "0") })
        {
            var outcome = variable.Length == 0
                ? LatentProgram.Run(folder.Path, "decompress", "vae", "packed", "--out", "back.npy")
                : LatentProgram.RunWith(variable, value, folder.Path, "decompress", "vae", "packed", "--out", "back.npy");
            outcome.ExitCode.ShouldBe(0, outcome.Error);
            Npy.Read(Path.Combine(folder.Path, "back.npy")).ToArray().ShouldBe(Digits.Load().Samples.ToArray());
        }
        var bytes = File.ReadAllBytes(Path.Combine(folder.Path, "packed"));
        bytes[bytes.Length / 2] ^= 4;
        File.WriteAllBytes(Path.Combine(folder.Path, "damaged"), bytes);
        Run(2, "decompress", "vae", "damaged", "--out", "no.npy").Error.ShouldContain("damaged or cut off");
        Run(2, "decompress", "vae", "nowhere", "--out", "no.npy").Error.ShouldContain("no such file");
        Run(2, "compress", "vae", "digits", "--binarize", "yes", "--out", "no").Error.ShouldContain("--binarize");
    }

    private LatentProgram.Outcome Run(int exitCode, params string[] arguments)
    {
        var outcome = LatentProgram.Run(folder.Path, arguments);
        outcome.ExitCode.ShouldBe(exitCode, outcome.Error);
        return outcome;
    }
}
