using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Estimators within open tapes, callbacks and listeners: the same model, which outlives the tape, and the tape goes on.</summary>
public class WithinTapesTests
{
    private static readonly Tensor Samples = new TestNumbers(1).Tensor([40, 3, 4], 0, 1).Keep();

    public static TheoryData<EstimatorCase> Cases => [.. EstimatorCase.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_estimator_learns_the_same_within_a_tape(EstimatorCase test)
    {
        var free = test.Fit(Samples);
        FeatureModel within;
        using (var tape = new GradientTape())
        {
            Tensor w = tape.Watch(Samples), y = w * w;
            within = test.Fit(w * 1f);
            var features = within.Transform(w);
            features.ToArray().ShouldBe(free.Transform(Samples).ToArray());
            tape.Gradient(y, w).ToArray().ShouldBe(Array.ConvertAll(Samples.ToArray(), value => 2 * value));
        }
        using (var other = new GradientTape()) _ = other.Watch(Samples) * 3f;
        within.Reconstruct(Samples).ToArray().ShouldBe(free.Reconstruct(Samples).ToArray());
        foreach (var (name, weights) in free.Weights) within.Weights[name].ToArray().ShouldBe(weights.ToArray());
    }

    [Fact]
    public void Classifiers_and_adversarial_networks_too()
    {
        var images = new TestNumbers(2).Tensor([24, 6, 6, 1], 0, 1);
        var labels = Tensor.From(Enumerable.Range(0, 24).Select(i => (float)(i % 2)).ToArray(), 24);
        FittedClassifier Classifier() => new CnnClassifier(new() { Epochs = 2, Filters = [4] }).Fit(images, labels);
        FittedGan Gan() => new Gan(new() { Epochs = 2, LatentSize = 2, Hidden = [8] }).Fit(Samples);
        var (classifier, gan) = (Classifier(), Gan());
        FittedClassifier classifierWithin;
        FittedGan ganWithin;
        using (var tape = new GradientTape())
        {
            var w = tape.Watch(2f);
            (classifierWithin, ganWithin) = (Classifier(), Gan());
            tape.Gradient(w * w, w).Item().ShouldBe(4);
        }
        using (var other = new GradientTape()) _ = other.Watch(images) * 3f;
        classifierWithin.PredictProbabilities(images).ToArray().ShouldBe(classifier.PredictProbabilities(images).ToArray());
        ganWithin.Sample(5, seed: 1).ToArray().ShouldBe(gan.Sample(5, seed: 1).ToArray());
    }

    [Fact]
    public void An_estimator_in_a_callback_and_in_a_listener()
    {
        var x = Samples.Reshape([40, 12]);
        AutoencoderOptions options = new() { Hidden = [8], LatentSize = 2, Epochs = 2 };
        var expected = new Autoencoder(options).Fit(x).Transform(x).ToArray();
        List<float[]> features = [];
        var network = new Sequential(new Dense(12));
        network.Compile(new Adam(), Losses.MeanSquaredError);
        network.Fit(x, x, callbacks: [new Within(() => features.Add(new Autoencoder(options).Fit(x).Transform(x).ToArray()))]);
        new Autoencoder(options).Fit(x, progress: new Listener(() => features.Add(new Autoencoder(options).Fit(x).Transform(x).ToArray())));
        features.Count.ShouldBeGreaterThanOrEqualTo(4);
        foreach (var each in features) each.ShouldBe(expected);
    }

    [Fact]
    public void A_batch_larger_than_everything_is_everything()
    {
        var x = Samples.Reshape([40, 12]);
        float[] Learned(int batch) =>
            new Autoencoder(new() { Hidden = [8], LatentSize = 2, Epochs = 3, BatchSize = batch }).Fit(x, x.Rows(0, 5)).Transform(x)
                .ToArray();
        Learned(int.MaxValue).ShouldBe(Learned(40));
        float[] Variational(int batch) =>
            new VariationalAutoencoder(new() { Hidden = [8], LatentSize = 2, Epochs = 3, BatchSize = batch }).Fit(x, x.Rows(0, 5))
                .Transform(x).ToArray();
        Variational(int.MaxValue).ShouldBe(Variational(40));
    }

    private sealed class Within(Action act) : Callback
    {
        public override void OnTrainBatchEnd(TrainingState state) => act();
    }

    private sealed class Listener(Action act) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => act();
    }
}
