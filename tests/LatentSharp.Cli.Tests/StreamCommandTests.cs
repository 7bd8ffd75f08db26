using System.Runtime.InteropServices;
using System.Text;

namespace LatentSharp.Tests;

/// <summary>Files that are read in blocks, in processes of their own whose memory is bounded.</summary>
public sealed class StreamCommandTests(WorkingFolder folder) : IClassFixture<WorkingFolder>
{
    private const int Rows = 150_000, Width = 1_000;

    /// <summary>600 MB of samples, of which the file holds few, in 480 MiB; in memory they would be there twice.</summary>
    [Fact]
    public void AFileLargerThanTheMemoryIsLearnedFrom()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the file's empty stretches would be written");
        Sparse(Path.Combine(folder.Path, "large.npy"));
        string[] learn =
        [
            "learn", "large.npy", "--stream", "yes", "--hidden", "2", "--latent", "1", "--epochs", "1", "--early-stopping", "no", "--batch",
            "1024", "--out", "large",
        ];
        var learned = LatentProgram.RunWith("DOTNET_GCHeapHardLimit", "0x1E000000", folder.Path, learn);
        learned.ExitCode.ShouldBe(0, learned.Error);
        learned.Output.ShouldContain("141,612 to learn from, 8,388 held out");
        new FileInfo(Path.Combine(folder.Path, "large", "features.npy")).Length.ShouldBe(128 + (Rows * 4L));
        File.Exists(Path.Combine(folder.Path, "large", "features.csv")).ShouldBeFalse();

        Refused("learn", "digits", "--stream", "yes").ShouldContain(
            "--stream: digits holds no single samples that are read in blocks, as these do: .npy");
        Refused("learn", "large.npy", "--stream", "yes", "--model", "umap").ShouldContain("umap learns from samples in memory alone");
        Refused("learn", "large.npy", "--stream", "yes", "--model", "cnn").ShouldContain("has no labels");
    }

    private static void Sparse(string path)
    {
        var head = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({Rows}, {Width}), }}";
        using var file = new FileStream(path, FileMode.CreateNew);
        file.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, 118, 0]);
        file.Write(Encoding.ASCII.GetBytes(head.PadRight(117) + "\n"));
        file.SetLength(128 + (4L * Rows * Width));
        var row = new float[Width];
        for (var at = 0; at < Rows; at += 5_000)
        {
            file.Position = 128 + (4L * at * Width);
            Array.Fill(row, at / (float)Rows);
            file.Write(MemoryMarshal.AsBytes<float>(row));
        }
    }

    private string Refused(params string[] arguments)
    {
        var outcome = LatentProgram.Run(folder.Path, arguments);
        outcome.ExitCode.ShouldBe(2);
        outcome.Error.Trim().Split('\n').Length.ShouldBe(1, outcome.Error);
        return outcome.Error;
    }
}
