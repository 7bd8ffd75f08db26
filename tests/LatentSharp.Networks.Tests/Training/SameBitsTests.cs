using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>
/// Trainings of all kinds of layers, optimizers and losses, and operations with their gradients, give the same bits whatever the width of
/// the vectors and the number of threads: each setting is a process of its own, the program LatentSharp.TrainingProbe.
/// </summary>
public class SameBitsTests
{
    [Fact]
    public void Other_processors_and_numbers_of_threads_train_to_the_same_bits()
    {
        var expected = Run("1");
        expected.Length.ShouldBeGreaterThan(25);
        (string Name, string Value)[] settings = [("DOTNET_EnableAVX512", "0"), ("DOTNET_EnableHWIntrinsic", "0"), ("LATENT_LANES", "128")];
        foreach (var threads in new[] { "2", "3" }) Run(threads).ShouldBe(expected, $"{threads} threads");
        foreach (var setting in settings) Run("2", setting).ShouldBe(expected, $"{setting}");
    }

    private static string[] Run(string threads, (string Name, string Value)? setting = null)
    {
        var (code, output, errors) = ProbeProgram.Run("LatentSharp.TrainingProbe", ["bits", threads], setting);
        code.ShouldBe(0, errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
