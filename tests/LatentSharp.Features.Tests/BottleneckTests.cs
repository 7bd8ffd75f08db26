using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>A code as wide as the columns is no bottleneck, and a model that has one says so.</summary>
public class BottleneckTests
{
    private static readonly Tensor Samples = new TestNumbers(5).Tensor([30, 4], 0, 1).Keep();

    [Theory]
    [InlineData("autoencoder", 4, 1)]
    [InlineData("autoencoder", 9, 1)]
    [InlineData("autoencoder", 3, 0)]
    [InlineData("vae", 4, 1)]
    [InlineData("pca", 4, 1)]
    [InlineData("pca", 3, 0)]
    [InlineData("sparse-autoencoder", 9, 0)]
    [InlineData("gan", 9, 0)]
    public void It_is_a_typed_warning(string kind, int features, int count)
    {
        IEstimator estimator = kind switch
        {
            "autoencoder" => new Autoencoder(new() { LatentSize = features, Epochs = 1 }),
            "vae" => new VariationalAutoencoder(new() { LatentSize = features, Epochs = 1 }),
            "pca" => new Pca(new() { LatentSize = features }),
            "sparse-autoencoder" => new SparseAutoencoder(new() { LatentSize = features, Epochs = 1 }),
            _ => new Gan(new() { LatentSize = features, Epochs = 1 }),
        };
        var warnings = estimator.Fit(new LearningTask(new LearningSet(Samples))).History.Warnings
            .Where(warning => warning.Kind == TrainingWarningKind.NoBottleneck).ToList();
        warnings.Count.ShouldBe(count);
        foreach (var warning in warnings) warning.Message.ShouldContain($"{features} features of 4 columns");
    }
}
