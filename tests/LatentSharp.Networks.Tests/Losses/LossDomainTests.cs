namespace LatentSharp.Tests;

/// <summary>What a training and an evaluation say of targets and predictions that the loss is not made for.</summary>
public class LossDomainTests
{
    public static TheoryData<string, float[], float[]> Outside => new()
    {
        // Each loss with targets and predictions of one sample: at first the targets are at fault, then the predictions.
        { "binary_crossentropy", [0, 255], [0.5f, 0.5f] },
        { "binary_crossentropy", [-1, 1], [0.5f, 0.5f] },
        { "binary_focal_crossentropy", [0, 2], [0.5f, 0.5f] },
        { "categorical_crossentropy", [1, 1], [0.5f, 0.5f] },
        { "categorical_crossentropy", [-1, 2], [0.5f, 0.5f] },
        { "categorical_focal_crossentropy", [0.4f, 0.4f], [0.5f, 0.5f] },
        { "kl_divergence", [3, 1], [0.5f, 0.5f] },
        { "poisson", [-2, 1], [0.5f, 0.5f] },
        { "mean_squared_logarithmic_error", [-2, 1], [0.5f, 0.5f] },
        { "mean_absolute_percentage_error", [0, 1], [0.5f, 0.5f] },
        { "hinge", [2, 1], [0.5f, 0.5f] },
        { "squared_hinge", [-1, 0], [0.5f, 0.5f] },
        { "categorical_hinge", [-1, 1], [0.5f, 0.5f] },
        { "dice", [-1, 1], [0.5f, 0.5f] },
        { "tversky", [0, 9], [0.5f, 0.5f] },
        { "binary_crossentropy", [0, 1], [-3, 4] },
        { "binary_focal_crossentropy", [0, 1], [0.5f, 1.5f] },
        { "categorical_crossentropy", [0, 1], [0.2f, 0.2f] },
        { "categorical_crossentropy", [0, 1], [-1, 2] },
        { "categorical_focal_crossentropy", [0, 1], [3, 4] },
        { "sparse_categorical_crossentropy", [1], [3, 4] },
        { "kl_divergence", [0.5f, 0.5f], [2, 0.5f] },
        { "poisson", [0, 1], [-1, 0.5f] },
        { "dice", [0, 1], [0.5f, 1.5f] },
    };

    [Theory]
    [MemberData(nameof(Outside))]
    public void What_is_outside_is_told_by_kind(string name, float[] target, float[] prediction)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(prediction);
        var loss = typeof(Losses).GetProperties().Select(property => (Loss)property.GetValue(null)!).First(loss => loss.Name == name);
        var isTarget = Math.Abs(prediction.Sum() - 1) < 1e-6 && prediction[0] is >= 0 and <= 1;
        var warning = Evaluate(loss, target, prediction).Warnings.ShouldHaveSingleItem();
        warning.Kind.ShouldBe(isTarget ? TrainingWarningKind.TargetsOutsideDomain : TrainingWarningKind.PredictionsOutsideDomain);
        warning.Message.ShouldStartWith($"{name}: ");
        warning.Remedy.ShouldNotBeEmpty();
    }

    [Fact]
    public void What_fits_is_not_told()
    {
        Evaluate(Losses.BinaryCrossentropy, [0, 0.5f], [0, 1.00001f]).Warnings.ShouldBeEmpty();
        Evaluate(Losses.BinaryCrossentropyFromLogits, [0, 1], [-30, 40]).Warnings.ShouldBeEmpty();
        Evaluate(Losses.CategoricalCrossentropy, [0, 0], [0.3f, 0.7f]).Warnings.ShouldBeEmpty();
        Evaluate(new CategoricalCrossentropy { FromLogits = true }, [0.25f, 0.75f], [3, -7]).Warnings.ShouldBeEmpty();
        Evaluate(new SparseCategoricalCrossentropy { FromLogits = true }, [1], [3, -7]).Warnings.ShouldBeEmpty();
        Evaluate(Losses.Hinge, [-1, 1], [3, -7]).Warnings.ShouldBeEmpty();
        Evaluate(Losses.Hinge, [1, 1], [3, -7]).Warnings.ShouldBeEmpty();
        Evaluate(Losses.MeanSquaredError, [-100, 1000], [3, -7]).Warnings.ShouldBeEmpty();
        Evaluate(Losses.Poisson, [4, 0], [0.1f, 7]).Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Pixels_that_were_never_scaled_are_told_once_in_a_training()
    {
        var pixels = Tensor.From([0f, 255, 128, 7], [4, 1]);
        var model = new Sequential(new Dense(1, Activations.Sigmoid) { KernelInitializer = Initializers.Zeros });
        model.Compile(new Sgd(1e-6), Losses.BinaryCrossentropy);
        var history = model.Fit(pixels, pixels, epochs: 4, batchSize: 1, shuffle: false, validation: (pixels, pixels));
        var warning = history.Warnings.Single(warning => warning.Kind == TrainingWarningKind.TargetsOutsideDomain);
        warning.Message.ShouldBe("binary_crossentropy: a target is 255; targets are 0 to 1.");
        warning.Remedy.ShouldContain("255");
        // A later training of the same network on the same data says it again.
        model.Fit(pixels, pixels, batchSize: 4).Warnings.ShouldContain(again => again.Kind == TrainingWarningKind.TargetsOutsideDomain);
        model.TestOnBatch(pixels / 255, pixels / 255).Warnings.ShouldBeEmpty();
        model.TestOnBatch(pixels, pixels).Warnings.ShouldHaveSingleItem();
        model.TestOnBatch(pixels / 255, pixels / 255).Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Labels_out_of_range_are_refused_by_name()
    {
        Should.Throw<BadArgumentException>(() =>
            Losses.SparseCategoricalCrossentropy.PerSample(Tensor.From(0, 3), Tensor.Ones([2, 3]))).Message.ShouldBe(
            "sparse_categorical_crossentropy: a label is 3 at place 1; it must be a whole number from 0 to 2.");
    }

    [Fact]
    public void Classes_may_be_along_any_axis()
    {
        var p = Tensor.From([0.7f, 0.2f, 0.1f, 0.5f, 0.2f, 0.3f], [1, 3, 2]);
        // Two places of three classes: 0.7, 0.1, 0.2 and 0.2, 0.5, 0.3.
        var labels = Tensor.From([0, 2], [1, 2]);
        double[] expected = [-Math.Log(0.7), -Math.Log(0.3)];
        new SparseCategoricalCrossentropy { Axis = 1 }.PerSample(labels, p).ShouldBeNear(expected, 1e-6);
        new SparseCategoricalCrossentropy { Axis = -2 }.PerSample(Ops.Reshape(labels, [1, 1, 2]), p).ShouldBeNear(expected, 1e-6);
        var hot = Tensor.From([1f, 0, 0, 0, 0, 1], [1, 3, 2]);
        new CategoricalCrossentropy { Axis = 1 }.PerSample(hot, p).ShouldBeNear(expected, 1e-6);
        new CategoricalCrossentropy { Axis = 1, FromLogits = true }.PerSample(hot, Ops.Log(p)).ShouldBeNear(expected, 1e-6);
        new CategoricalFocalCrossentropy { Axis = 1, Gamma = 1, Alpha = 1 }.PerSample(hot, p)
            .ShouldBeNear([0.3 * expected[0], 0.7 * expected[1]], 1e-6);
        var ignoring = new SparseCategoricalCrossentropy { Axis = 1, IgnoreClass = 0 };
        ignoring.Compute(labels, p).Item().ShouldBe((float)expected[1], 1e-6);
        using var tape = new GradientTape();
        var watched = tape.Watch(p);
        tape.Gradient(new CategoricalCrossentropy { Axis = 1 }.Compute(hot, watched), watched).ShouldBeNear(
            [(-1 / 0.7 + 1) / 2, 0.5, 0.5, 0.5, 0.5, (-1 / 0.3 + 1) / 2], 1e-5);
        Should.Throw<BadArgumentException>(() =>
            new CategoricalCrossentropy { Axis = 3 }.PerSample(hot, p)).Message.ShouldContain("Axis is 3");
    }

    private static EvaluationResult Evaluate(Loss loss, float[] target, float[] prediction)
    {
        var model = new Sequential(
            new Activation(Activations.Linear),
            new Dense(prediction.Length) { UseBias = false, KernelInitializer = Initializers.Identity() });
        model.Compile(new Sgd(), loss);
        return model.Evaluate(Tensor.From(prediction, [1, prediction.Length]), Tensor.From(target, [1, target.Length]));
    }
}
