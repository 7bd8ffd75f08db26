using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Weights alone, in safetensors files.</summary>
public class WeightFileTests
{
    [Fact]
    public void Weights_come_back_by_names_that_follow_from_the_structure()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("w.safetensors");
        var first = Network(3);
        first.SaveWeights(file);
        Safetensors.Read(file).Tensors.Keys.ShouldBe(["dense/bias", "dense/kernel", "inner/dense/bias", "inner/dense/kernel"]);
        var second = Network(4);
        second.LoadWeights(file).ShouldBeEmpty();
        second.Call(Batch).ToArray().ShouldBe(first.Call(Batch).ToArray());
    }

    [Fact]
    public void A_part_of_a_network_takes_weights_of_the_same_part_alone()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("w.safetensors");
        var whole = Network(3);
        var inner = (Model)whole.Layers[1];
        inner.SaveWeights(file);
        Safetensors.Read(file).Tensors.Keys.ShouldBe(["dense/bias", "dense/kernel"]);
        var alone = new Sequential(new Dense(2)) { Seed = 9 };
        alone.Build(4);
        alone.LoadWeights(file);
        alone.Layers[0].OwnParameters[0].Snapshot().ToArray().ShouldBe(inner.Layers[0].OwnParameters[0].Snapshot().ToArray());
    }

    [Fact]
    public void What_does_not_fit_is_refused_by_name_and_nothing_is_replaced()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("w.safetensors");
        Network(3).SaveWeights(file);
        var other = new Sequential(new Dense(4), new Sequential(new Dense(3)) { Name = "inner" });
        other.Build(5);
        var before = other.Call(Batch).ToArray();
        Should.Throw<BadFileException>(() => other.LoadWeights(file)).Message
            .ShouldBe($"{file}: weight 'inner/dense/kernel': the file has Float32 (4, 2); the network needs Float32 (4, 3).");
        other.Call(Batch).ToArray().ShouldBe(before);
        var fewer = new Sequential(new Dense(4));
        fewer.Build(5);
        Should.Throw<BadFileException>(() => fewer.LoadWeights(file)).Message.ShouldBe(
            $"{file}: weight 'inner/dense/bias': the network has no parameter of this name.");
        var more = new Sequential(new Dense(4), new Sequential(new Dense(2)) { Name = "inner" }, new Dense(1));
        more.Build(5);
        Should.Throw<BadFileException>(() => more.LoadWeights(file)).Message.ShouldBe(
            $"{file}: weight 'dense_1/kernel': it is missing from the file.");
    }

    [Fact]
    public void Weights_that_are_no_numbers_are_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("w.safetensors");
        var network = Network(3);
        network.SaveWeights(file);
        var weights = Safetensors.Read(file).Tensors.ToDictionary(StringComparer.Ordinal);
        foreach (var value in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            var numbers = weights["dense/bias"].ToArray();
            numbers[0] = value;
            Safetensors.Write(file, new Dictionary<string, Tensor>(weights) { ["dense/bias"] = Tensor.From(numbers) });
            Should.Throw<BadFileException>(() => network.LoadWeights(file)).Message
                .ShouldBe($"{file}: weight 'dense/bias': it holds a number that is not finite, so that the network could compute nothing.");
            network.LoadWeights(file, skipMismatch: true).ShouldBe(["dense/bias"]);
        }
        var bad = Network(3);
        bad.Layers[0].OwnParameters.Single(parameter => parameter.Name == "kernel")
            .Assign(Tensor.From(Enumerable.Repeat(float.NaN, 20).ToArray(), [5, 4]));
        bad.Save(folder.File("bad.latent"));
        Should.Throw<BadFileException>(() => NetworkFile.Load(folder.File("bad.latent"))).Message.ShouldContain(
            "weight 'dense/kernel': it holds a number that is not finite");
    }

    [Fact]
    public void Mismatches_can_be_passed_over()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("w.safetensors");
        var first = Network(3);
        first.SaveWeights(file);
        var other = new Sequential(new Dense(4), new Sequential(new Dense(3)) { Name = "inner" }, new Dense(1)) { Seed = 8 };
        other.Build(5);
        other.LoadWeights(file, skipMismatch: true).ShouldBe(["inner/dense/kernel", "inner/dense/bias", "dense_1/kernel", "dense_1/bias"]);
        other.Layers[0].Call(Batch).ToArray().ShouldBe(first.Layers[0].Call(Batch).ToArray());
    }

    [Fact]
    public void A_network_that_is_not_built_has_no_weights_to_save() =>
        Should.Throw<BadArgumentException>(() => new Sequential(new Dense(2)).SaveWeights("never")).Message.ShouldContain("is not built");

    private static readonly Tensor Batch = new TestNumbers(2).Tensor([3, 5]).Keep();

    private static Sequential Network(long seed)
    {
        var model = new Sequential(new Dense(4), new Sequential(new Dense(2)) { Name = "inner" }) { Seed = seed };
        model.Build(5);
        return model;
    }
}
