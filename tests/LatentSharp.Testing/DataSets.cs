using Xunit;

namespace LatentSharp.Testing;

/// <summary>Finds the real data sets that some tests use.</summary>
public static class DataSets
{
    /// <summary>
    /// The path of a file below the folder that the environment variable <c>LATENT_DATA</c> names; the test is skipped, and says so, when
    /// it is not there.
    /// </summary>
    public static string Require(string relativePath)
    {
        var root = Environment.GetEnvironmentVariable("LATENT_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(root), "LATENT_DATA is not set");
        var path = Path.Combine(root!, relativePath);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"{relativePath} is not in the folder that LATENT_DATA names");
        return path;
    }
}
