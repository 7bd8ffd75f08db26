namespace LatentSharp.Tests;

/// <summary>Each autoencoder does what it is for, on digits.</summary>
public class PurposeTests
{
    private static readonly (Tensor Training, Tensor HeldOut) Digits = Load();

    private static readonly AutoencoderOptions Plain = new() { Epochs = 30 };

    [Theory]
    [InlineData(CorruptionKind.Gaussian, 0.3)]
    [InlineData(CorruptionKind.Masking, 0.3)]
    [InlineData(CorruptionKind.SaltAndPepper, 0.2)]
    public void Denoising_restores_better_than_the_plain_one(CorruptionKind kind, double amount)
    {
        var corrupted = Corrupt(Digits.HeldOut, kind, amount);
        var denoising = new DenoisingAutoencoder(new() { Epochs = 30, Corruption = kind, CorruptionAmount = amount }).Fit(Digits.Training);
        var plain = new Autoencoder(Plain).Fit(Digits.Training);

        var error = ReconstructionError.MeanSquared(Digits.HeldOut, denoising.Reconstruct(corrupted));

        error.ShouldBeLessThan(0.8 * ReconstructionError.MeanSquared(Digits.HeldOut, plain.Reconstruct(corrupted)));
        error.ShouldBeLessThan(0.6 * ReconstructionError.MeanSquared(Digits.HeldOut, corrupted));
    }

    [Fact]
    public void Sparse_codes_reach_their_target_activity()
    {
        var model = new SparseAutoencoder(new() { Epochs = 30, SparsityWeight = 0.5, TargetActivity = 0.1 }).Fit(Digits.Training);
        var code = model.Transform(Digits.HeldOut);
        code.ToArray().Average().ShouldBe(0.1f, 0.02f);
        code.ToArray().ShouldAllBe(value => value >= 0 && value <= 1);
        // Without the penalty the sigmoids are half on.
        new SparseAutoencoder(new() { Epochs = 30, SparsityWeight = 0 }).Fit(Digits.Training).Transform(Digits.HeldOut).ToArray().Average()
            .ShouldBeGreaterThan(0.25f);
    }

    [Fact]
    public void With_L1_most_of_a_code_is_zero()
    {
        var l1 = new SparseAutoencoderOptions { Epochs = 30, Sparsity = SparsityKind.L1, SparsityWeight = 0.02 };
        var sparse = Zeros(new SparseAutoencoder(l1).Fit(Digits.Training));
        sparse.ShouldBeGreaterThan(0.6);
        sparse.ShouldBeGreaterThan(Zeros(new SparseAutoencoder(l1 with { SparsityWeight = 0 }).Fit(Digits.Training)) + 0.15);

        static double Zeros(FittedAutoencoder model) => model.Transform(Digits.HeldOut).ToArray().Average(value => value == 0 ? 1.0 : 0);
    }

    [Fact]
    public void Contraction_makes_the_code_change_less()
    {
        var options = new ContractiveAutoencoderOptions { Epochs = 10, Contraction = 0.5 };
        var contractive = Change(new ContractiveAutoencoder(options).Fit(Digits.Training));
        contractive.ShouldBeLessThan(0.5 * Change(new ContractiveAutoencoder(options with { Contraction = 0 }).Fit(Digits.Training)));

        // How far codes move when samples move by normal numbers.
        static double Change(FittedAutoencoder model)
        {
            var (there, moved) = (
                model.Transform(Digits.HeldOut).ToArray(),
                model.Transform(Corrupt(Digits.HeldOut, CorruptionKind.Gaussian, 0.02)).ToArray());
            return there.Zip(moved, (a, b) => Math.Pow(a - b, 2)).Average();
        }
    }

    [Fact]
    public void Pretraining_begins_where_the_plain_one_does_not()
    {
        var deep = new StackedAutoencoderOptions { Hidden = [64, 48, 32, 24, 16], Epochs = 10 };
        var stacked = new StackedAutoencoder(deep with { PretrainingEpochs = 10 }).Fit(Digits.Training);
        var plain = new StackedAutoencoder(deep with { PretrainingEpochs = 0 }).Fit(Digits.Training);

        stacked.History["loss"][0].ShouldBeLessThan(0.8 * plain.History["loss"][0]);
        stacked.Score(Digits.HeldOut).ShouldBeGreaterThan(plain.Score(Digits.HeldOut));
    }

    [Fact]
    public void Without_pretraining_a_stacked_one_is_the_plain_one()
    {
        var stacked = new StackedAutoencoder(new() { Epochs = 2, PretrainingEpochs = 0 }).Fit(Digits.Training);
        stacked.Transform(Digits.HeldOut).ToArray().ShouldBe(
            new Autoencoder(new() { Epochs = 2 }).Fit(Digits.Training).Transform(Digits.HeldOut).ToArray());
    }

    private static (Tensor Training, Tensor HeldOut) Load()
    {
        var (training, heldOut) = TrainValidationSplit.Split(LatentSharp.Digits.Load(), 0.2, seed: 1);
        var scaler = Scaler.Choose(training.Samples);
        return (scaler.Apply(training.Samples), scaler.Apply(heldOut.Samples));
    }

    private static Tensor Corrupt(Tensor samples, CorruptionKind kind, double amount)
    {
        var numbers = new LatentSharp.Testing.TestNumbers(9);
        var values = samples.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            // Twelve uniform numbers make a normal one.
            if (kind == CorruptionKind.Gaussian) values[i] += (float)(amount * (Enumerable.Range(0, 12).Sum(_ => numbers.Uniform()) - 6));
            else if (numbers.Uniform() < amount) values[i] = kind == CorruptionKind.SaltAndPepper && numbers.Uniform() < 0.5 ? 1 : 0;
        }
        return Tensor.From(values, samples.Shape);
    }
}
