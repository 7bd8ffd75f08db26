using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Every loss, its reductions and its gradient against Keras's formulas in double precision.</summary>
public class LossTests
{
    private static readonly ReferenceFile Reference = ReferenceFile.Open("losses.json");

    public static TheoryData<string> Names => [.. Reference["cases"].Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_reductions_are_those_of_the_reference(string name)
    {
        var (loss, expected) = (Find(name), Reference["cases"][name]);
        var (target, prediction, weights) = (expected["target"].Tensor, expected["prediction"].Tensor, Reference["weights"].Tensor);
        loss.PerSample(target, prediction).ShouldBeNear(expected["values"].Numbers, 4e-6);
        (loss with { Reduction = LossReduction.None }).Compute(target, prediction).ShouldBeNear(expected["values"].Numbers, 4e-6);
        loss.Compute(target, prediction).ShouldBeNear(expected["mean"].Numbers, 4e-6);
        (loss with { Reduction = LossReduction.Sum }).Compute(target, prediction).ShouldBeNear(expected["sum"].Numbers, 4e-6);
        loss.Compute(target, prediction, weights).ShouldBeNear(expected["weighted"].Numbers, 4e-6);
        (loss with { Reduction = LossReduction.MeanWithSampleWeight }).Compute(target, prediction, weights)
            .ShouldBeNear(expected["weighted_mean"].Numbers, 4e-6);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_are_those_of_the_reference_by_kernels_and_by_operations(string name)
    {
        var expected = Reference["cases"][name];
        foreach (var differentiable in new[] { false, true })
        {
            using var tape = new GradientTape();
            var prediction = tape.Watch(expected["prediction"].Tensor);
            var loss = Find(name).Compute(expected["target"].Tensor, prediction, Reference["weights"].Tensor);
            tape.Gradient(loss, prediction, differentiable).ShouldBeNear(expected["gradient"].Numbers, 1e-5, name);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_mean_in_one_kernel_has_the_gradient_of_the_mean_by_sample(string name)
    {
        var expected = Reference["cases"][name];
        using var tape = new GradientTape();
        var (fused, single) = (tape.Watch(expected["prediction"].Tensor), tape.Watch(expected["prediction"].Tensor));
        var (loss, target) = (Find(name), expected["target"].Tensor);
        var byKernel = tape.Gradient(loss.Compute(target, fused), fused);
        var bySample = tape.Gradient(loss.Compute(target, single, Tensor.Ones(target.Shape[0])), single);
        byKernel.ShouldBeNear(Array.ConvertAll(bySample.ToArray(), value => (double)value), 1e-6);
    }

    [Fact]
    public void Every_loss_has_its_reference() =>
        typeof(Losses).GetProperties().Select(property => ((Loss)property.GetValue(null)!).Name.Replace("_from_logits", ""))
            .Except([.. Reference["cases"].Names, Losses.Ctc.Name]).ShouldBeEmpty();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_ignored_class_counts_nothing(bool fromLogits)
    {
        var loss = new SparseCategoricalCrossentropy { FromLogits = fromLogits, IgnoreClass = -1 };
        var plain = loss with { IgnoreClass = null };
        var p = new TestNumbers(3).Tensor([4, 3], 0.1, 0.9);
        var labels = Tensor.From(2, -1, 0, -1);
        using var tape = new GradientTape();
        p = tape.Watch(p);
        var mean = loss.Compute(labels, p);
        // As if there were the two others alone.
        var others = Ops.Concatenate([p.Rows(0, 1), p.Rows(2, 1)], 0);
        mean.Item().ShouldBe(plain.Compute(Tensor.From(2, 0), others).Item(), 1e-6);
        loss.PerSample(labels, p).ToArray()[1].ShouldBe(0);
        (loss with { Reduction = LossReduction.Sum }).Compute(labels, p).Item().ShouldBe(2 * mean.Item(), 1e-6);
        loss.Compute(Tensor.From(-1, -1, -1, -1), p).Item().ShouldBe(0);
        var gradient = tape.Gradient(mean, p).ToArray();
        gradient[3..6].ShouldBe([0, 0, 0]);
        gradient[9..].ShouldBe([0, 0, 0]);
        gradient[0].ShouldNotBe(0);
    }

    [Fact]
    public void Labels_may_be_integers_or_floats_with_or_without_a_last_axis()
    {
        var p = new TestNumbers(3).Tensor([4, 3], 0.1, 0.9);
        var expected = Losses.SparseCategoricalCrossentropy.Compute(Tensor.From(0, 2, 1, 1), p).Item();
        Losses.SparseCategoricalCrossentropy.Compute(Tensor.From(0L, 2, 1, 1), p).Item().ShouldBe(expected);
        Losses.SparseCategoricalCrossentropy.Compute(Tensor.From(0f, 2, 1, 1), p).Item().ShouldBe(expected);
        Losses.SparseCategoricalCrossentropy.Compute(Tensor.From([0, 2, 1, 1], [4, 1]), p).Item().ShouldBe(expected);
        Losses.CategoricalCrossentropy.Compute(Ops.OneHot(Tensor.From(0, 2, 1, 1), 3), p).Item().ShouldBe(expected);
        var q = new TestNumbers(4).Tensor([4, 1], 0.1, 0.9);
        var binary = Losses.BinaryCrossentropy.Compute(Tensor.From([0f, 1, 1, 0], [4, 1]), q).Item();
        Losses.BinaryCrossentropy.Compute(Tensor.From(0, 1, 1, 0), q).Item().ShouldBe(binary);
        Losses.BinaryCrossentropy.Compute(Tensor.From(false, true, true, false), q).Item().ShouldBe(binary);
        Losses.BinaryCrossentropy.Compute(Tensor.From(0f, 1, 1, 0), q.Reshape(4)).Item().ShouldBe(binary);
    }

    [Fact]
    public void Weights_that_are_all_zero_give_zero_and_no_gradient()
    {
        foreach (var reduction in new[] { LossReduction.SumOverBatchSize, LossReduction.Sum, LossReduction.MeanWithSampleWeight })
        {
            using var tape = new GradientTape();
            var p = tape.Watch(new TestNumbers(3).Tensor([4, 3]));
            var loss = (Losses.MeanSquaredError with { Reduction = reduction }).Compute(Tensor.Ones([4, 3]), p, Tensor.Zeros(4));
            loss.Item().ShouldBe(0);
            tape.Gradient(loss, p).ToArray().ShouldAllBe(value => value == 0);
        }
    }

    [Fact]
    public void Weights_have_the_leading_axes_of_the_values()
    {
        var (t, p) = (Tensor.Zeros([2, 3, 4]), Tensor.Full([2, 3, 4], 2));
        Losses.MeanSquaredError.PerSample(t, p).Shape.ShouldBe(new Shape(2, 3));
        Losses.MeanSquaredError.Compute(t, p, Tensor.From(1f, 0)).Item().ShouldBe(2);
        Losses.MeanSquaredError.Compute(t, p, Tensor.From(new float[,] { { 1, 0, 0 }, { 0, 0, 5 } })).Item().ShouldBe(4);
        Losses.MeanSquaredError.Compute(t, p, Tensor.From([1, 0], [2, 1])).Item().ShouldBe(2);
        Message(() => Losses.MeanSquaredError.Compute(t, p, Tensor.Ones(3))).ShouldContain("(3)");
    }

    [Fact]
    public void Logits_far_from_zero_lose_nothing()
    {
        var z = Tensor.From(new float[,] { { 0, 500, float.NegativeInfinity } });
        new SparseCategoricalCrossentropy { FromLogits = true }.Compute(Tensor.From(0), z).Item().ShouldBe(500);
        new SparseCategoricalCrossentropy { FromLogits = true }.Compute(Tensor.From(1), z).Item().ShouldBe(0);
    }

    [Fact]
    public void Mistakes_are_told()
    {
        Message(() => Losses.SparseCategoricalCrossentropy.Compute(Tensor.From(0, 3), Tensor.Ones([2, 3]))).ShouldBe(
            "sparse_categorical_crossentropy: a label is 3 at place 1; it must be a whole number from 0 to 2.");
        Message(() => Losses.SparseCategoricalCrossentropy.Compute(Tensor.From(0.5f, 1), Tensor.Ones([2, 3]))).ShouldContain("0.5");
        Message(() => Losses.SparseCategoricalCrossentropy.Compute(Tensor.From(0, 1, 2), Tensor.Ones([2, 3]))).ShouldContain("(3)");
        Message(() => Losses.KLDivergence.Compute(Tensor.Ones([2, 3]), Tensor.Ones([2, 4]))).ShouldContain("kl_divergence");
        Message(
            () => new CategoricalCrossentropy { Axis = 0 }.PerSample(Tensor.Ones([2, 3]), Tensor.Ones([2, 3])))
            .ShouldContain("Axis is 0, which counts the samples of (2, 3)");
        Message(
            () => new SparseCategoricalCrossentropy { Axis = -2 }.PerSample(Tensor.From(0, 1), Tensor.Ones([2, 3])))
            .ShouldContain("Axis is -2, which counts the samples");
        Message(() => new Huber { Delta = 0 }).ShouldContain("Delta is 0");
        Message(() => new BinaryCrossentropy { LabelSmoothing = 1.5 }).ShouldContain("LabelSmoothing is 1.5");
        Message(() =>
            new Sequential(new Dense(1)).Compile(new Sgd(), Losses.Hinge with { Reduction = LossReduction.None })).ShouldContain("None");
    }

    private static Loss Find(string name) => name switch
    {
        "huber(0.4)" => new Huber { Delta = 0.4 },
        "dice of images" => Losses.Dice,
        "tversky(0.3, 0.7) of images" => new Tversky { Alpha = 0.3, Beta = 0.7 },
        "hinge of 0 and 1" => Losses.Hinge,
        "binary_crossentropy, smoothed" => new BinaryCrossentropy { LabelSmoothing = 0.2 },
        "binary_crossentropy, logits" => Losses.BinaryCrossentropyFromLogits,
        "binary_crossentropy, logits, smoothed" => new BinaryCrossentropy { FromLogits = true, LabelSmoothing = 0.1 },
        "categorical_crossentropy, smoothed" => new CategoricalCrossentropy { LabelSmoothing = 0.1 },
        "categorical_crossentropy, logits" or "categorical_crossentropy, logits, soft" => new CategoricalCrossentropy { FromLogits = true },
        "categorical_crossentropy, logits, smoothed" => new CategoricalCrossentropy { FromLogits = true, LabelSmoothing = 0.1 },
        "sparse_categorical_crossentropy, logits" => new SparseCategoricalCrossentropy { FromLogits = true },
        "binary_focal_crossentropy, balanced" => new BinaryFocalCrossentropy { Gamma = 1.5, Alpha = 0.25 },
        "binary_focal_crossentropy, logits" => new BinaryFocalCrossentropy { FromLogits = true },
        "categorical_focal_crossentropy, logits" => new CategoricalFocalCrossentropy { FromLogits = true, Gamma = 3, Alpha = 0.5 },
        _ => typeof(Losses).GetProperties().Select(property => (Loss)property.GetValue(null)!).First(loss => loss.Name == name),
    };

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
