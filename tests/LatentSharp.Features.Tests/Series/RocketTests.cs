using System.Text.Json;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>MiniRocket and MultiRocket beside NumPy, by tests/references/rockets.py, and the laws of estimators.</summary>
public class RocketTests
{
    private static readonly JsonElement Reference =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "References", "rockets.json"))).RootElement;

    private static readonly Tensor Several = new TestNumbers(3).Tensor([12, 30, 5], -1, 1).Keep();

    public static TheoryData<RocketOptions> Kinds => [new MiniRocketOptions { Features = 252 }, new MultiRocketOptions { Features = 1344 }];

    private static Tensor Waves => Tensor.From([.. Numbers("series")], [4, 60, 1]);

    [Fact]
    public void Dilations_and_biases_of_one_series_are_those_published()
    {
        var model = new MiniRocket(new MiniRocketOptions { Features = 5 * 84 }).Fit(Waves.Rows(0, 1));
        model.Weights["dilations"].ToArray().ShouldBe(Numbers("dilations"));
        model.Weights["biases"].ToArray().ShouldBe(Numbers("biases"));
    }

    [Fact]
    public void Shares_above_biases_are_those_published() => ShouldBeNear(
        new MiniRocket(new MiniRocketOptions { Features = 5 * 84 }).Fit(Waves.Rows(0, 1)).Transform(Waves.Rows(1, 3)), Numbers("mini"));

    [Fact]
    public void Four_ways_of_pooling_series_and_differences_are_those_published() => ShouldBeNear(
        new MultiRocket(new MultiRocketOptions { Features = 5 * 8 * 84 }).Fit(Waves.Rows(0, 1))
            .Transform(Waves.Rows(1, 3)), Numbers("multi"));

    [Theory]
    [InlineData(150, 119)]
    [InlineData(24, 119)]
    [InlineData(9, 7)]
    [InlineData(3, 2)]
    [InlineData(1, 1)]
    public void Each_kernel_has_as_many_features_as_it_should(int steps, int each)
    {
        var found = RocketKernels.Dilations(steps, each);
        found.Sum(pair => pair.Features).ShouldBe(each);
        found.ShouldAllBe(pair => pair.Dilation >= 1 && pair.Dilation * 8 <= Math.Max(8, steps - 1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_laws_of_estimators_hold(RocketOptions options)
    {
        var model = Fit(options, Several);
        var features = model.Transform(Several).ToArray();
        model.FeatureSize.ShouldBe(options.Features);
        Fit(options, Several).Transform(Several).ToArray().ShouldBe(features);
        Fit(options with { Seed = 9 }, Several).Transform(Several).ToArray().ShouldNotBe(features);
        model.Transform(Several.Rows(7, 1)).ToArray().ShouldBe(features[(7 * options.Features)..(8 * options.Features)]);
        var again = FittedModel.FromWeights(model.Options, model.InputShape, model.Weights);
        again.Transform(Several).ToArray().ShouldBe(features);
        foreach (var name in model.Weights.Keys)
            Message(() => FittedModel.FromWeights(
                model.Options, model.InputShape, model.Weights.Where(pair => pair.Key != name).ToDictionary()));
        Message(() => model.Transform(Tensor.Zeros([2, 31, 5]))).ShouldContain("(2, 31, 5)");
        Message(() => Fit(options, Tensor.Zeros([2, 4, 4, 1]))).ShouldContain("no sequences");
        Message(() => Fit(options with { Features = 84 * options.FeaturesOfKernel - 1 }, Several)).ShouldContain(" or more");
        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => Fit(options, Several, source.Token));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Threads_change_no_bit(RocketOptions options)
    {
        var threads = Engine.Threads;
        try
        {
            Engine.Threads = 1;
            var one = Fit(options, Several).Transform(Several).ToArray();
            Engine.Threads = 3;
            Fit(options, Several).Transform(Several).ToArray().ShouldBe(one);
        }
        finally
        {
            Engine.Threads = threads;
        }
    }

    [Fact]
    public void Padding_is_as_if_it_were_not_there()
    {
        var options = new MiniRocketOptions { Features = 168, MaskZeros = true };
        var model = new MiniRocket(options).Fit(Several);
        var values = Several.Rows(2, 1).ToArray();
        Array.Clear(values, 18 * 5, 12 * 5);
        var padded = model.Transform(Tensor.From(values, [1, 30, 5])).ToArray();
        // The same kernels and biases for sequences that end there.
        var shorter = (FittedRocket)FittedModel.FromWeights(model.Options, [18, 5], model.Weights);
        shorter.Transform(Tensor.From(values[..(18 * 5)], [1, 18, 5])).ToArray().ShouldBe(padded);
        new MiniRocket(options with { MaskZeros = false }).Fit(Several).Transform(Tensor.From(values, [1, 30, 5])).ToArray()
            .ShouldNotBe(padded);
    }

    [Fact]
    public void Features_that_do_not_divide_evenly_are_rounded_down() =>
        new MiniRocket(new MiniRocketOptions { Features = 200 }).Fit(Several).FeatureSize.ShouldBe(168);

    private static FittedRocket Fit(RocketOptions options, Tensor samples, CancellationToken cancellation = default) =>
        options is MultiRocketOptions multi
            ? new MultiRocket(multi).Fit(samples, cancellationToken: cancellation)
            : new MiniRocket((MiniRocketOptions)options).Fit(samples, cancellationToken: cancellation);

    private static float[] Numbers(string name) => [.. Flatten(Reference.GetProperty(name))];

    private static IEnumerable<float> Flatten(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? element.EnumerateArray().SelectMany(Flatten)
        : [element.GetSingle()];

    private static void ShouldBeNear(Tensor found, float[] expected)
    {
        var values = found.ToArray();
        values.Length.ShouldBe(expected.Length);
        for (var i = 0; i < values.Length; i++) values[i].ShouldBe(expected[i], 2e-6f * Math.Max(1, Math.Abs(expected[i])), $"feature {i}");
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
