using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class BackupAndRestoreTests
{
    private static readonly Tensor X = new TestNumbers(1).Tensor([40, 4]).Keep();

    [Fact]
    public void A_training_that_breaks_off_goes_on_and_ends_with_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        var whole = Model();
        var unbroken = whole.Fit(X, X, epochs: 7, batchSize: 8);
        Break(folder, after: 4);
        Directory.GetDirectories(folder.File("b")).Length.ShouldBe(2);
        var (model, backup) = (Model(), new BackupAndRestore(folder.File("b")));
        var rest = model.Fit(X, X, epochs: 7, batchSize: 8, callbacks: [backup]);
        backup.RestoredEpoch.ShouldBe(4);
        rest["loss"].ShouldBe(unbroken["loss"]);
        rest.Warnings.ShouldBeEmpty();
        Weights(model).ShouldBe(Weights(whole));
        Directory.Exists(folder.File("b")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("weights.safetensors")]
    [InlineData("training.safetensors")]
    [InlineData("manifest.json")]
    public void A_damaged_checkpoint_is_noticed_and_the_one_before_is_used(string part)
    {
        for (var damage = 0; damage < 20; damage++)
        {
            using var folder = new TemporaryFolder();
            Break(folder, after: 4);
            var file = Path.Combine(folder.File("b"), "epoch-0000004", part);
            var bytes = File.ReadAllBytes(file);
            var damaged = damage == 0 ? bytes[..(bytes.Length / 2)] : Damage.Do(bytes, damage);
            if (damage == 1) File.Delete(file);
            else File.WriteAllBytes(file, damaged);
            if (damage != 1 && damaged.AsSpan().SequenceEqual(bytes)) continue;
            var (model, backup) = (Model(), new BackupAndRestore(folder.File("b")));
            var history = model.Fit(X, X, epochs: 7, batchSize: 8, callbacks: [backup]);
            // Damage that leaves the manifest's meaning as it was, as a space, leaves the checkpoint good.
            if (part == "manifest.json" && backup.RestoredEpoch == 4) continue;
            backup.RestoredEpoch.ShouldBe(3, $"damage {damage}");
            history.Warnings.ShouldHaveSingleItem().Kind.ShouldBe(TrainingWarningKind.CheckpointDamaged);
            history.Warnings[0].Message.ShouldContain("epoch-0000004");
            Weights(model).ShouldBe(Unbroken.Value);
        }
    }

    [Fact]
    public void Without_a_good_checkpoint_it_begins_anew_and_says_so()
    {
        using var folder = new TemporaryFolder();
        Break(folder, after: 4);
        foreach (var place in Directory.GetDirectories(folder.File("b"))) File.Delete(Path.Combine(place, "manifest.json"));
        var (model, backup) = (Model(), new BackupAndRestore(folder.File("b")) { DeleteCheckpoint = false, EveryEpochs = 3 });
        var history = model.Fit(X, X, epochs: 7, batchSize: 8, callbacks: [backup]);
        backup.RestoredEpoch.ShouldBe(0);
        history.Warnings.Count.ShouldBe(2);
        Weights(model).ShouldBe(Unbroken.Value);
        Directory.GetDirectories(folder.File("b")).Select(Path.GetFileName).Order().ShouldBe(["epoch-0000003", "epoch-0000006"]);
    }

    [Fact]
    public void A_training_that_was_asked_to_stop_keeps_its_checkpoints()
    {
        using var folder = new TemporaryFolder();
        var stop = new StopSignal();
        var asking = new LambdaCallback { EpochEnd = state => { if (state.Epoch == 3) stop.Request(); } };
        Model().Fit(X, X, epochs: 7, batchSize: 8, stop: stop, callbacks: [asking, new BackupAndRestore(folder.File("b"))]);
        var model = Model();
        model.Fit(
            X, X, epochs: 7, batchSize: 8,
            callbacks: [new LambdaCallback(), new BackupAndRestore(folder.File("b"))])["loss"].Count.ShouldBe(7);
        Weights(model).ShouldBe(Unbroken.Value);
    }

    [Fact]
    public void A_checkpoint_of_another_network_is_refused()
    {
        using var folder = new TemporaryFolder();
        Break(folder, after: 2);
        var other = new Sequential(new Dense(9), new Dense(4));
        other.Compile(new Adam(), Losses.MeanSquaredError);
        Should.Throw<BadArgumentException>(() => other.Fit(X, X, epochs: 7, callbacks: [new BackupAndRestore(folder.File("b"))])).Message
            .ShouldContain("is of another network or training");
        Should.Throw<BadArgumentException>(() =>
            Model().Fit(X, X, callbacks: [new BackupAndRestore(folder.File("b")), new LambdaCallback()])).Message
            .ShouldContain("must be the last of the callbacks");
    }

    private static readonly Lazy<float[]> Unbroken = new(() =>
    {
        var whole = Model();
        whole.Fit(X, X, epochs: 7, batchSize: 8);
        return Weights(whole);
    });

    /// <summary>A training that ends with an exception within the epoch after.</summary>
    private static void Break(TemporaryFolder folder, int after)
    {
        var breaking = new LambdaCallback { EpochBegin = state => { if (state.Epoch == after) throw new OperationCanceledException(); } };
        Should.Throw<OperationCanceledException>(() =>
            Model().Fit(X, X, epochs: 7, batchSize: 8, callbacks: [breaking, new BackupAndRestore(folder.File("b"))]));
        // The resumed training has other callbacks; what they remember stands under other names.
    }

    private static Sequential Model()
    {
        var model = new Sequential(new Dense(8, Activations.Tanh), new Dropout(0.3), new Dense(4)) { Seed = 5 };
        model.Compile(new Adam(0.01), Losses.MeanSquaredError);
        return model;
    }

    private static float[] Weights(Model model) =>
        [.. model.GetWeights().OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.ToArray())];
}
