using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>A code as wide as the columns is no bottleneck, and a model that has one says so.</summary>
public class BottleneckTests
{
    private static readonly Tensor Samples = new TestNumbers(5).Tensor([30, 4], 0, 1);

    public static TheoryData<string, IEstimator, int> Cases => new()
    {
        { "autoencoder", new Autoencoder(new() { LatentSize = 4, Epochs = 1 }), 1 },
        { "wider", new Autoencoder(new() { LatentSize = 9, Epochs = 1 }), 1 },
        { "narrow", new Autoencoder(new() { LatentSize = 3, Epochs = 1 }), 0 },
        { "vae", new VariationalAutoencoder(new() { LatentSize = 4, Epochs = 1 }), 1 },
        { "pca", new Pca(new() { LatentSize = 4 }), 1 },
        { "narrow pca", new Pca(new() { LatentSize = 3 }), 0 },
        { "sparse", new SparseAutoencoder(new() { LatentSize = 9, Epochs = 1 }), 0 },
        { "gan", new Gan(new() { LatentSize = 9, Epochs = 1 }), 0 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_a_typed_warning(string name, IEstimator estimator, int count)
    {
        var warnings = estimator.Fit(new LearningSet(Samples), null, null, null, default).History.Warnings.Where(warning => warning.Kind == TrainingWarningKind.NoBottleneck).ToList();
        warnings.Count.ShouldBe(count, name);
        foreach (var warning in warnings) warning.Message.ShouldContain("features of 4 columns");
    }
}
