using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Estimators whose steps are divided into shards: the same bits on every number of threads, and the same learning.</summary>
public class ShardedTrainingTests
{
    private static readonly Tensor Rows = new TestNumbers(3).Tensor([70, 12], 0, 1).Keep();
    private static readonly Tensor Sequences = new TestNumbers(4).Tensor([70, 6, 3], 0, 1).Keep();
    private static readonly Tensor Labels = Tensor.From([.. Enumerable.Range(0, 70).Select(i => i % 2)], 70);

    public static TheoryData<string> Kinds => [.. Estimators.Keys];

    private static Dictionary<string, Func<int, FittedModel>> Estimators => new()
    {
        ["autoencoder"] = size => new Autoencoder(new()
        {
            LatentSize = 3, Hidden = [8], Epochs = 3, BatchSize = 32, EarlyStopping = EarlyStoppingMode.No, ShardSize = size,
        }).Fit(Rows),
        ["tied autoencoder"] = size => new Autoencoder(new()
        {
            LatentSize = 3, TiedWeights = true, Epochs = 3, BatchSize = 32, EarlyStopping = EarlyStoppingMode.No, ShardSize = size,
        }).Fit(Rows),
        ["contractive-autoencoder"] = size => new ContractiveAutoencoder(new()
        {
            LatentSize = 3, Epochs = 3, BatchSize = 32, EarlyStopping = EarlyStoppingMode.No, ShardSize = size,
        }).Fit(Rows),
        ["recurrent-autoencoder"] = size => new RecurrentAutoencoder(new()
        {
            LatentSize = 3, Epochs = 3, BatchSize = 32, EarlyStopping = EarlyStoppingMode.No, ShardSize = size,
        }).Fit(Sequences),
        ["vae"] = size => new VariationalAutoencoder(new()
        {
            LatentSize = 2, Hidden = [8], Epochs = 3, BatchSize = 32, EarlyStopping = EarlyStoppingMode.No, ShardSize = size,
        }).Fit(Rows),
        ["mlp"] = size => new MlpClassifier(new()
        {
            Hidden = [8], Epochs = 3, BatchSize = 32, EarlyStopping = EarlyStoppingMode.No, ShardSize = size,
        }).Fit(Rows, Labels),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_bits_do_not_depend_on_threads(string kind)
    {
        var threads = Engine.Threads;
        try
        {
            Engine.Threads = 1;
            var expected = Weights(Estimators[kind](8));
            foreach (var count in new[] { 2, 5 })
            {
                Engine.Threads = count;
                Weights(Estimators[kind](8)).ShouldBe(expected, $"{kind} on {count} threads");
            }
            Weights(Estimators[kind](0)).ShouldNotBe(expected, $"{kind}: shards are to be seen in the last bits");
        }
        finally
        {
            Engine.Threads = threads;
        }
    }

    /// <summary>Where nothing is drawn in training, a step is that of the whole batch but for the last bits.</summary>
    [Theory]
    [InlineData("autoencoder")]
    [InlineData("tied autoencoder")]
    [InlineData("contractive-autoencoder")]
    [InlineData("recurrent-autoencoder")]
    public void The_losses_are_those_of_whole_batches(string kind)
    {
        var (shards, whole) = (Estimators[kind](8).History!["loss"], Estimators[kind](0).History!["loss"]);
        shards.Count.ShouldBe(3);
        for (var epoch = 0; epoch < 3; epoch++)
            ((double)shards[epoch]).ShouldBe(whole[epoch], 1e-4 * whole[epoch], $"{kind}, epoch {epoch + 1}");
    }

    private static float[] Weights(FittedModel model) => [.. model.Weights.SelectMany(weight => weight.Value.ToArray<float>())];
}
