using System.Globalization;

namespace LatentSharp.Tests;

public class PcaTests
{
    [Theory]
    [InlineData("iris", 4)]
    [InlineData("wine", 13)]
    [InlineData("digits", 16)]
    [InlineData("wide", 12)]
    public void Components_variances_and_features_are_those_of_scikit_learn(string name, int size)
    {
        var data = Data(name);
        var model = new Pca(new() { LatentSize = size }).Fit(data);
        var expected = EvaluationReference.Numbers("pca", name, "variance");
        var total = expected[0];
        ShouldBeNear(model.Mean, EvaluationReference.Numbers("pca", name, "mean"), 1e-4);
        for (var i = 0; i < size; i++)
            model.ExplainedVariance[i].ShouldBe((float)expected[i], (float)((1e-5 * expected[i]) + (1e-12 * total)));
        ShouldBeNear(model.ExplainedVarianceRatio, EvaluationReference.Numbers("pca", name, "ratio"), 1e-5);
        ShouldBeNear(model.Components, EvaluationReference.Numbers("pca", name, "components"), 1e-4);
        var features = EvaluationReference.Numbers("pca", name, "features");
        var largest = features.Max(Math.Abs);
        ShouldBeNear(model.Transform(data.Rows(0, 3)), features, 1e-5 * largest);
    }

    [Fact]
    public void Samples_of_any_shape_come_back_in_their_shape()
    {
        var digits = EvaluationReference.Digits;
        var model = new Pca(new() { LatentSize = 64 }).Fit(digits);
        model.Name.ShouldBe("pca");
        model.InputShape.ShouldBe(new Shape(8, 8));
        model.LatentSize.ShouldBe(64);
        model.ParameterCount.ShouldBe(64 + (64 * 64));
        model.History.Epochs.ShouldBe(0);
        var back = model.Reconstruct(digits);
        back.Shape.ShouldBe(digits.Shape);
        // All components: nothing is lost.
        ShouldBeNear(back, Array.ConvertAll(digits.ToArray(), x => (double)x), 1e-4);
    }

    [Fact]
    public void The_lost_error_is_the_variance_of_the_components_left_out()
    {
        var iris = EvaluationReference.Iris;
        var variance = EvaluationReference.Numbers("pca", "iris", "variance");
        var model = new Pca(new() { LatentSize = 1 }).Fit(iris);
        // Σ of the left-out variances has the divisor 149, the error 150 · 4.
        model.Score(iris).ShouldBe(-variance.Skip(1).Sum() * 149 / 600, 1e-6);
    }

    [Fact]
    public void A_model_from_its_tensors_gives_the_same_bits()
    {
        var digits = EvaluationReference.Digits;
        var model = new Pca(new() { LatentSize = 5 }).Fit(digits);
        var copy = new FittedPca(model.Mean, model.Components, model.ExplainedVariance, model.ExplainedVarianceRatio, model.InputShape);
        copy.Transform(digits).ToArray().ShouldBe(model.Transform(digits).ToArray());
        copy.Reconstruct(digits).ToArray().ShouldBe(model.Reconstruct(digits).ToArray());
        Should.Throw<BadArgumentException>(() =>
            new FittedPca(model.Mean, model.Components, model.ExplainedVariance, model.ExplainedVarianceRatio, [8, 7]))
            .Message.ShouldContain("(8, 7)");
        Should.Throw<BadArgumentException>(() =>
            new FittedPca(model.Mean, model.Mean, model.ExplainedVariance, model.ExplainedVarianceRatio, [8, 8]));
    }

    [Fact]
    public void Points_on_a_line_are_found_by_hand()
    {
        // (0, 0), (3, 4), (6, 8): direction (0.6, 0.8), distances from the middle -5, 0, 5, variance 50 / 2.
        var model = new Pca(new() { LatentSize = 2 }).Fit(Tensor.From(new float[,] { { 0, 0 }, { 3, 4 }, { 6, 8 } }));
        ShouldBeNear(model.Mean, [3, 4], 1e-12);
        ShouldBeNear(model.Components.Rows(0, 1), [0.6, 0.8], 1e-7);
        model.ExplainedVariance[0].ShouldBe(25, 1e-5f);
        model.ExplainedVariance[1].ShouldBe(0, 1e-12f);
        model.ExplainedVarianceRatio[0].ShouldBe(1, 1e-6f);
        ShouldBeNear(model.Transform(Tensor.From(new float[,] { { 6, 8 } })), [5, 0], 1e-6);
    }

    [Theory]
    [InlineData(3, 7)]
    [InlineData(7, 3)]
    public void Constant_samples_have_no_variance_and_still_orthonormal_components(int rows, int columns)
    {
        var model = new Pca(new() { LatentSize = 3 }).Fit(Tensor.Full([rows, columns], 2.5f));
        model.ExplainedVariance.ToArray().ShouldAllBe(v => v == 0);
        model.ExplainedVarianceRatio.ToArray().ShouldAllBe(v => v == 0);
        ShouldBeOrthonormal(model.Components);
        model.Reconstruct(Tensor.Full([1, columns], 2.5f)).ToArray().ShouldAllBe(v => v == 2.5f);
    }

    [Fact]
    public void Fewer_samples_than_values_give_as_many_orthonormal_components()
    {
        var few = EvaluationReference.Digits.Rows(0, 9);
        var model = new Pca(new() { LatentSize = 9 }).Fit(few);
        ShouldBeOrthonormal(model.Components);
        // Nine centred samples span eight directions.
        model.ExplainedVariance[8].ShouldBe(0, 1e-9f);
        ShouldBeNear(model.Reconstruct(few), Array.ConvertAll(few.ToArray(), x => (double)x), 1e-4);
    }

    [Fact]
    public void Samples_far_from_zero_keep_their_variance()
    {
        // 1e6 ± 0.5: in single precision the sum of squares could not tell them apart.
        var values = new float[2000];
        for (var i = 0; i < 2000; i++) values[i] = 1e6f + ((i % 4) < 2 ? 0.5f : -0.5f);
        var model = new Pca(new() { LatentSize = 1 }).Fit(Tensor.From(values, [1000, 2]));
        model.ExplainedVariance[0].ShouldBe(0.5f * 1000 / 999, 1e-5f);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(5)]
    public void A_latent_size_that_does_not_fit_is_refused(int size)
    {
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        Should.Throw<BadArgumentException>(() =>
            new Pca(new() { LatentSize = size }).Fit(EvaluationReference.Iris)).Message.ShouldBe(size < 1
            ? $"LatentSize: {size} does not fit; it must be a whole number of 1 or more."
            : $"LatentSize: {size} does not fit; pca finds at most as many features as a sample has values, here 4.");
    }

    [Fact]
    public void Samples_that_do_not_fit_are_refused()
    {
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        var model = new Pca(new() { LatentSize = 2 }).Fit(EvaluationReference.Iris);
        Should.Throw<BadArgumentException>(() => model.Transform(Tensor.Zeros([3, 5]))).Message
            .ShouldBe("pca: samples Float32 (3, 5) do not fit; the model was fitted on samples of shape (4) and takes Float32 (?, 4).");
        Should.Throw<BadArgumentException>(() => model.InverseTransform(Tensor.Zeros([3, 3]))).Message
            .ShouldBe("pca: features Float32 (3, 3) do not fit; the model has 2 and takes Float32 (?, 2).");
        Should.Throw<BadArgumentException>(() => new Pca().Fit(Tensor.Zeros([3, 4], DType.Int32))).Message
            .ShouldBe("pca: samples Int32 (3, 4) do not fit; it takes Float32 (N, …) with at least one sample and one value each.");
        Should.Throw<BadArgumentException>(() =>
            new Pca(new() { LatentSize = 1 }).Fit(Tensor.Zeros([1, 4]))).Message.ShouldContain("at least 2");
        Should.Throw<BadArgumentException>(() =>
            new Pca(new() { LatentSize = 1 }).Fit(Tensor.From(new float[,] { { 1, 2 }, { 3, float.PositiveInfinity } })))
            .Message.ShouldBe("pca: sample 1 holds Infinity at place 1; all values must be finite.");
    }

    [Fact]
    public void No_samples_become_no_features()
    {
        var model = new Pca(new() { LatentSize = 2 }).Fit(EvaluationReference.Iris);
        model.Transform(Tensor.Zeros([0, 4])).Shape.ShouldBe(new Shape(0, 2));
        model.InverseTransform(Tensor.Zeros([0, 2])).Shape.ShouldBe(new Shape(0, 4));
    }

    [Fact]
    public void Fitting_stops_when_asked()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => new Pca().Fit(EvaluationReference.Iris, cancellationToken: source.Token));
    }

    private static Tensor Data(string name) => name switch
    {
        "iris" => EvaluationReference.Iris,
        "wine" => EvaluationReference.Wine,
        "digits" => EvaluationReference.Digits,
        _ => EvaluationReference.Digits.Rows(0, 20),
    };

    private static void ShouldBeOrthonormal(Tensor components)
    {
        var (k, d) = (components.Shape[0], components.Shape[1]);
        for (var i = 0; i < k; i++)
            for (var j = 0; j <= i; j++)
                Enumerable.Range(0, d).Sum(c => (double)components[i, c] * components[j, c]).ShouldBe(i == j ? 1 : 0, 1e-6);
    }

    private static void ShouldBeNear(Tensor actual, double[] expected, double tolerance)
    {
        actual.Count.ShouldBe(expected.Length);
        var values = actual.AsSpan();
        for (var i = 0; i < expected.Length; i++) ((double)values[i]).ShouldBe(expected[i], tolerance, $"at {i}");
    }
}
