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

    /// <summary>Pictures of several sizes, from learning to what is left of them.</summary>
    [Fact]
    public void Pictures_are_compressed_with_loss_by_what_others_taught()
    {
        for (var i = 0; i < 3; i++) Picture($"train/{i}.png", 40, 48 + i);
        Picture("new/deep/one.png", 17, 23);
        Run(0, "compress", "train", "--block", "4", "--out", "codec").Output.ShouldContain("bits a pixel   PSNR");
        File.ReadAllText(Path.Combine(folder.Path, "codec/report.html")).ShouldContain("quality 50");
        Run(0, "compress", "codec", "new", "--quality", "70", "--out", "small").Output.ShouldContain("with loss, at a quality of 70");
        Run(0, "decompress", "codec", "small", "--out", "back").Output.ShouldContain("back: 1 picture");
        using var stream = File.OpenRead(Path.Combine(folder.Path, "back/deep/one.png"));
        var back = PngReader.Check(stream, "one.png");
        (back.Height, back.Width, back.Channels).ShouldBe((17, 23, 3));
        LatentProgram.RunWith("DOTNET_EnableHWIntrinsic", "0", folder.Path, "decompress", "codec", "small", "--out", "again").ExitCode
            .ShouldBe(0);
        File.ReadAllBytes(Path.Combine(folder.Path, "again/deep/one.png"))
            .ShouldBe(File.ReadAllBytes(Path.Combine(folder.Path, "back/deep/one.png")));
        Run(2, "compress", "codec", "new", "--block", "4", "--out", "no").Error.ShouldContain("--block: means nothing");
        Run(2, "compress", "codec", "digits", "--out", "no").Error.ShouldContain("no pictures in files");
        Run(2, "compress", "codec", "new").Error.ShouldContain("--out");
    }

    private void Picture(string name, int height, int width)
    {
        var path = Path.Combine(folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        byte[] pixels = [.. Enumerable.Range(0, height * width * 3).Select(at => (byte)(128 + (100 * Math.Sin(at * 0.07))))];
        File.WriteAllBytes(path, PngWriter.Encode(pixels, width, height, 3));
    }

    private LatentProgram.Outcome Run(int exitCode, params string[] arguments)
    {
        var outcome = LatentProgram.Run(folder.Path, arguments);
        outcome.ExitCode.ShouldBe(exitCode, outcome.Error);
        return outcome;
    }
}
