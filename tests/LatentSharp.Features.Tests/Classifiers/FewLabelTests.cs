using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Samples without a label, and consistency training.</summary>
public class FewLabelTests
{
    private static readonly (Tensor X, int[] Y) Rings = MakeRings();

    [Fact]
    public void Samples_without_a_label_are_left_out()
    {
        var options = new MlpOptions { Hidden = [8], LatentSize = 4, Epochs = 3 };
        int[] rows = [.. Enumerable.Range(0, 300).Where(row => row % 3 == 0)];
        var known = Rings.Y.Select((label, row) => row % 3 == 0 ? label : -1).ToArray();
        var some = new MlpClassifier(options).Fit(Rings.X, Tensor.From(known));
        var alone = new MlpClassifier(options).Fit(Rings.X.Take(rows), Tensor.From(known).Take(rows));
        some.PredictProbabilities(Rings.X).ToArray().ShouldBe(alone.PredictProbabilities(Rings.X).ToArray());
        Should.Throw<BadArgumentException>(
            () => new MlpClassifier(options).Fit(Rings.X, Tensor.From(new int[300].Select(_ => -1).ToArray())));
    }

    /// <summary>Two half moons with four labels each: the shape of the unlabelled rows tells the rest.</summary>
    [Fact]
    public void Unlabelled_samples_help()
    {
        var known = new int[300];
        Array.Fill(known, -1);
        foreach (var row in new[] { 0, 40, 80, 120, 150, 190, 230, 270 }) known[row] = Rings.Y[row];
        var plain = new MlpOptions { Hidden = [32], LatentSize = 16, Epochs = 100, BatchSize = 50, Dropout = 0, LearningRate = 0.01 };
        var consistent = plain with { Consistency = ConsistencyKind.Vat, ConsistencyEpsilon = 0.3 };
        var (without, with) = (Error(plain), Error(consistent));
        with.ShouldBeLessThan(Math.Max(0.02, without));
        with.ShouldBeLessThan(0.05);

        double Error(MlpOptions options)
        {
            var model = new MlpClassifier(options).Fit(Rings.X, Tensor.From(known));
            return 1 - model.Score(Rings.X, Tensor.From(Rings.Y));
        }
    }

    private static readonly Tensor Labels = Tensor.From([0, 0, 0, 1]).Keep();

    /// <summary>Three of four labels are of the first class, and the classes of two samples are 0.4 and 0.6 of it on average 0.5.</summary>
    [Fact]
    public void Classes_are_to_be_as_frequent_as_labels()
    {
        var classifier = new Sequential(new Dense(2)) { Seed = 3 };
        classifier.Build([3]);
        var network = new ConsistentNetwork(
            classifier, new MlpOptions { Consistency = ConsistencyKind.VatAligned }, new SparseCategoricalCrossentropy(), null, Labels, null);
        var found = network.Misalignment(Tensor.From([0.4f, 0.6f, 0.6f, 0.4f], [2, 2])).Item();
        ((double)found).ShouldBe((0.75 * Math.Log(0.75 / 0.5)) + (0.25 * Math.Log(0.25 / 0.5)), 1e-6);
    }

    /// <summary>
    /// Of two logits w₀·x and w₁·x the direction that changes classes most is w₁ - w₀ or its opposite, and the change of length ε moves the
    /// difference of the logits by ε |w₁ - w₀|: the divergence is that of two known distributions.
    /// </summary>
    [Fact]
    public void The_change_of_a_linear_classifier_is_known()
    {
        var classifier = new Sequential(new Dense(2) { Name = "output" }) { Seed = 3 };
        classifier.Build([3]);
        var weights = classifier.GetWeights().First(pair => pair.Key.EndsWith("kernel", StringComparison.Ordinal)).Value.ToArray();
        var options = new MlpOptions { Consistency = ConsistencyKind.Vat, ConsistencyEpsilon = 0.8, ConsistencyXi = 0.01 };
        var network = new ConsistentNetwork(classifier, options, new SparseCategoricalCrossentropy { FromLogits = true }, null, Labels, null);
        var x = new TestNumbers(2).Tensor([1, 3], -1, 1).Keep();
        using var tape = new GradientTape();
        var (change, entropy, _) = network.Consistency(tape, x, new RandomStream(1));

        double[] slope = [.. Enumerable.Range(0, 3).Select(i => (double)weights[(2 * i) + 1] - weights[2 * i])];
        var z = slope.Select((value, i) => value * x.AsSpan()[i]).Sum();
        var far = 0.8 * Math.Sqrt(slope.Sum(value => value * value));
        double[] either = [Divergence(z, z + far), Divergence(z, z - far)];
        double found = change.Item();
        either.Min(value => Math.Abs(value - found)).ShouldBeLessThan(1e-4);
        var p = 1 / (1 + Math.Exp(-z));
        ((double)entropy.Item()).ShouldBe(-(p * Math.Log(p)) - ((1 - p) * Math.Log(1 - p)), 1e-5);

        static double Divergence(double from, double to)
        {
            var (p, q) = (1 / (1 + Math.Exp(-from)), 1 / (1 + Math.Exp(-to)));
            return (p * Math.Log(p / q)) + ((1 - p) * Math.Log((1 - p) / (1 - q)));
        }
    }

    /// <summary>Padding of sequences stays 0, so that it stays padding; every other step is changed.</summary>
    [Fact]
    public void What_is_padded_is_not_changed()
    {
        var seen = new List<Tensor>();
        var classifier = new Sequential(
            new Lambda(x =>
            {
                seen.Add(x.Keep());
                return x;
            }),
            new Masking(), new GRU(4), new Dense(2));
        var options = new RnnOptions { MaskZeros = true, Consistency = ConsistencyKind.Vat, ConsistencyEpsilon = 0.8 };
        var network = new ConsistentNetwork(classifier, options, new SparseCategoricalCrossentropy { FromLogits = true }, null, Labels, null);
        int[] lengths = [5, 2, 4];
        var numbers = new TestNumbers(8).Tensor([3, 5, 2], 0.1, 1).ToArray();
        for (var i = 0; i < numbers.Length; i++) if (i / 2 % 5 >= lengths[i / 10]) numbers[i] = 0;
        using var tape = new GradientTape();
        network.Consistency(tape, Tensor.From(numbers, [3, 5, 2]), new RandomStream(1)).Change.Item().ShouldBeGreaterThan(0);

        // Before these two it saw the samples as they are.
        foreach (var changed in seen[^2..])
        {
            var values = changed.ToArray();
            for (var i = 0; i < values.Length; i++) (values[i] == numbers[i]).ShouldBe(numbers[i] == 0, $"{i}");
        }
    }

    [Fact]
    public void Sequences_without_labels_take_part()
    {
        var numbers = new TestNumbers(9);
        var x = numbers.Tensor([40, 6, 2], -1, 1).Keep();
        int[] labels = [.. Enumerable.Range(0, 40).Select(i => i < 10 ? i % 2 : LearningSet.Unknown)];
        var options = new RnnOptions { Units = 5, LatentSize = 4, Epochs = 2, Consistency = ConsistencyKind.Vat };
        var model = new RnnClassifier(options).Fit(x, Tensor.From(labels));
        model.History["change"].Count.ShouldBe(2);
        var again = (FittedClassifier)FittedModel.FromWeights(model.Options, model.InputShape, model.Weights);
        again.PredictProbabilities(x).ToArray().ShouldBe(model.PredictProbabilities(x).ToArray());
    }

    [Fact]
    public void A_model_that_learned_so_is_put_together_from_its_weights()
    {
        var options = new MlpOptions { Hidden = [6], LatentSize = 4, Epochs = 2, Consistency = ConsistencyKind.VatEntropy, BatchNorm =
            true };
        var model = new MlpClassifier(options).Fit(Rings.X, Tensor.From(Rings.Y));
        var again = (FittedClassifier)FittedModel.FromWeights(model.Options, model.InputShape, model.Weights);
        again.PredictProbabilities(Rings.X).ToArray().ShouldBe(model.PredictProbabilities(Rings.X).ToArray());
        model.History["change"].Count.ShouldBe(2);
        new MlpClassifier(options).Fit(Rings.X, Tensor.From(Rings.Y)).PredictProbabilities(Rings.X).ToArray()
            .ShouldBe(model.PredictProbabilities(Rings.X).ToArray());
        ((MlpOptions)model.Options).ConsistencyEpsilon.ShouldNotBeNull();
    }

    private static (Tensor X, int[] Y) MakeRings()
    {
        var noise = new TestNumbers(7).Tensor([300, 2], -0.1, 0.1).ToArray();
        var (points, labels) = (new float[600], new int[300]);
        for (var i = 0; i < 300; i++)
        {
            var angle = Math.PI * (i % 150) / 149;
            labels[i] = i / 150;
            points[2 * i] = (float)((labels[i] == 0 ? Math.Cos(angle) : 1 - Math.Cos(angle)) + noise[2 * i]);
            points[(2 * i) + 1] = (float)((labels[i] == 0 ? Math.Sin(angle) : 0.5 - Math.Sin(angle)) + noise[(2 * i) + 1]);
        }
        return (Tensor.From(points, [300, 2]).Keep(), labels);
    }
}
