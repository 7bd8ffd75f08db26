using System.Reflection;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>What is saved and loaded is the same network.</summary>
public class NetworkRoundTripTests
{
    public static TheoryData<LayerCase> Layers => [.. LayerCase.All.Where(test => test.Create() is not Lambda)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_layer_comes_back_with_its_settings_and_weights(LayerCase test)
    {
        var layer = test.Create();
        var model = layer as Model ?? new Sequential(layer);
        var x = test.Batch(6);
        model.Build(test.Sample);
        Change(model);
        var loaded = Again(model);
        loaded.GetType().ShouldBe(model.GetType());
        loaded.Call(x).ToArray().ShouldBe(model.Call(x).ToArray());
        var context = new CallContext(true, new RandomStream(3));
        loaded.Call(x, context).ToArray().ShouldBe(model.Call(x, context).ToArray());
        Bytes(loaded).ShouldBe(Bytes(model));
    }

    [Fact]
    public void A_function_of_ones_own_is_refused_with_what_to_do_instead()
    {
        var model = new Sequential(new Dense(3), new Lambda(x => x * 2));
        model.Build(4);
        Should.Throw<BadArgumentException>(() => Bytes(model)).Message.ShouldContain(
            "lambda holds a function, which files cannot hold; write it as a layer class of its own");
    }

    [Fact]
    public void Every_setting_of_a_layer_is_told_by_a_property()
    {
        foreach (var type in Public<Layer>().Where(type => type != typeof(Model)))
        {
            var settings = new TypeSettings(type);
            settings.Constructor.ShouldNotBeNull(type.Name);
            settings.Constructor.GetParameters().Length.ShouldBe(
                type.GetConstructors().Max(constructor => constructor.GetParameters().Length),
                $"{type.Name}: a constructor's parameter has no property of its name.");
        }
    }

    [Fact]
    public void Every_layer_optimizer_and_schedule_has_a_name_in_files()
    {
        foreach (var type in Public<Layer>().Where(type => type != typeof(Lambda)).Concat(Public<Optimizer>()).Concat(Public<Schedule>()))
            NetworkTypes.KindOf(type)!.NameOf(type).ShouldNotBeNull($"{type.Name} has no line in NetworkTypes.");
    }

    [Fact]
    public void A_drawn_network_keeps_branches_shared_layers_inner_networks_and_names()
    {
        var (a, b) = (Symbol.Input(4, "left"), Symbol.Input(4, "right"));
        var shared = new Dense(3, Activations.Tanh) { Name = "both" };
        var inner = new Sequential(new Dense(4, Activations.LeakyRelu(0.3f)), shared) { Name = "inner" };
        var (left, right) = (shared.Call(a), shared.Call(b));
        var joined = new Concatenate().Call(left, right, inner.Call(a));
        var model = new Model(
            [a, b], [new Dense(2, Activations.Softmax).Call(joined), new Add().Call(left, right)]) { Seed = 7, Name = "two" };
        var (x, y) = (new TestNumbers(1).Tensor([5, 4]), new TestNumbers(2).Tensor([5, 4]));
        var loaded = Again(model);
        loaded.CallAll([x, y]).Select(result => result.ToArray()).ShouldBe(model.CallAll([x, y]).Select(result => result.ToArray()));
        (loaded.Seed, loaded.Name).ShouldBe((7, "two"));
        loaded.GetLayer("both").ShouldBe(loaded.GetLayer("inner").Layers[1]);
        loaded.AllParameters().Select(named => named.Parameter).Distinct().Count().ShouldBe(6);
        loaded.Summary().ShouldBe(model.Summary());
    }

    [Fact]
    public void A_part_of_a_trained_network_is_saved_by_names_of_its_own()
    {
        var x = Symbol.Input(6);
        var code = new Dense(2, Activations.Tanh).Call(new Dense(4).Call(x));
        var autoencoder = new Model(x, new Dense(6).Call(new Dense(4).Call(code)));
        autoencoder.Build(6);
        var z = Symbol.Input(2);
        var decoder = new Model(z, autoencoder.Layers[3].Call(autoencoder.Layers[2].Call(z)));
        var batch = new TestNumbers(1).Tensor([5, 2]);
        var loaded = Again(decoder);
        loaded.Predict(batch).ToArray().ShouldBe(decoder.Predict(batch).ToArray());
        loaded.AllParameters().Select(named => named.Name).ShouldBe(["dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias"]);
    }

    [Fact]
    public void Frozen_layers_stay_frozen_and_an_unbuilt_network_stays_unbuilt()
    {
        var model = new Sequential(new Dense(3) { Trainable = false }, new Dense(2));
        var unbuilt = Again(model);
        unbuilt.IsBuilt.ShouldBeFalse();
        unbuilt.Layers[0].Trainable.ShouldBeFalse();
        model.Build(4);
        Again(model).TrainableParameters().Count().ShouldBe(2);
    }

    [Fact]
    public void A_deep_drawn_network_is_saved_and_loaded()
    {
        var x = Symbol.Input(2);
        var y = x;
        for (var i = 0; i < 5_000; i++) y = new Flatten().Call(y);
        Again(new Model(x, y)).Layers.Count.ShouldBe(5_000);
    }

    internal static Model Again(Model model) => NetworkFile.Load(new MemoryStream(Bytes(model)), "test");

    internal static byte[] Bytes(Model model)
    {
        using var folder = new TemporaryFolder();
        model.Save(folder.File("a.latent"));
        return File.ReadAllBytes(folder.File("a.latent"));
    }

    /// <summary>Other weights than those that the seed gives.</summary>
    private static void Change(Model model)
    {
        var numbers = new TestNumbers(8);
        foreach (var named in model.AllParameters()) named.Parameter.Assign(numbers.Tensor(named.Parameter.Shape, 0.1, 1));
    }

    private static IEnumerable<Type> Public<T>() =>
        typeof(Layer).Assembly.GetExportedTypes().Where(type => typeof(T).IsAssignableFrom(type) && !type.IsAbstract);
}
