using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class ExplainerTests
{
    private static readonly Tensor Wine = Scaler.Choose(EvaluationReference.Wine).Apply(EvaluationReference.Wine).Keep();

    private static readonly Lazy<FittedClassifier> Classifier = new(() =>
        new MlpClassifier(new MlpOptions { Hidden = [16], LatentSize = 6, Epochs = 30, Dropout = 0 }).Fit(
            Wine, Tensor.From([.. Enumerable.Range(0, 178).Select(row => row < 59 ? 0 : row < 130 ? 1 : 2)])));

    private static readonly Lazy<FittedModel[]> Autoencoders = new(() =>
    [
        new Autoencoder(new AutoencoderOptions { LatentSize = 3, Hidden = [12], Epochs = 20 }).Fit(Wine),
        new VariationalAutoencoder(new VariationalAutoencoderOptions { LatentSize = 3, Hidden = [12], Epochs = 20 }).Fit(Wine),
        new ConvolutionalAutoencoder(
            new ConvolutionalAutoencoderOptions { LatentSize = 3, Filters = [4], Axes = SampleAxes.Sequence, Epochs = 3 }).Fit(Wine),
        new Pca(new PcaOptions { LatentSize = 3 }).Fit(Wine),
    ]);

    /// <summary>
    /// Σ contributions = f(x) - f(b), whatever the model and what of it is explained. Where a ReLU switches the gradient jumps, so that the
    /// rest falls with the number of steps.
    /// </summary>
    [Fact]
    public void Integrated_gradients_are_complete()
    {
        var (x, b) = (Wine.Rows(3, 1), Tensor.Zeros([1, 13]));
        List<Explainer> all = [new(Classifier.Value, new Explained.Logit(2)), new(Classifier.Value, new Explained.Unit(1))];
        foreach (var model in Autoencoders.Value) all.AddRange([new(model, new Explained.Anomaly()), new(model, new Explained.Unit(0))]);
        foreach (var explainer in all)
        {
            var found = explainer.IntegratedGradients(x, b, 4096);
            var scale = Math.Max(0.1, Math.Abs(found.Score - found.Baseline));
            found.Gap.ShouldBe(0, 0.005 * scale, $"{explainer.What.InWords}");
            found.Score.ShouldBe(explainer.Score(x).AsSpan()[0]);
        }
    }

    [Fact]
    public void Scores_are_those_of_the_model()
    {
        var features = Classifier.Value.Transform(Wine);
        var unit = new Explainer(Classifier.Value, new Explained.Unit(1)).Score(Wine).ToArray();
        for (var row = 0; row < 178; row++) unit[row].ShouldBe(features.AsSpan()[(row * 6) + 1], 1e-5f);
        foreach (var model in Autoencoders.Value.Cast<FeatureModel>())
        {
            var errors = new Explainer(model, new Explained.Anomaly()).Score(Wine);
            (-errors.ToArray().Average(value => (double)value)).ShouldBe(model.Score(Wine), 1e-5);
        }
    }

    /// <summary>Of a linear feature the gradient is the component, and all ways of asking agree.</summary>
    [Fact]
    public void Of_a_linear_feature_all_is_known()
    {
        var pca = (FittedPca)Autoencoders.Value[3];
        var explainer = new Explainer(pca, new Explained.Unit(2));
        var (x, b) = (Wine.Rows(11, 1), Wine.Rows(12, 1));
        var component = pca.Components.Rows(2, 1).ToArray();
        ShouldBeNear(explainer.Gradient(x), component);
        ShouldBeNear(explainer.Saliency(x), Array.ConvertAll(component, Math.Abs));
        float[] shares = [.. component.Select((weight, i) => weight * (x.AsSpan()[i] - b.AsSpan()[i]))];
        ShouldBeNear(explainer.IntegratedGradients(x, b, 1).Values, shares);
        ShouldBeNear(explainer.Occlusion(x, b, [.. Enumerable.Range(0, 13).Select(i => new[] { i })]).Values, shares);
        // Two places that are hidden together share what they do, and a place in two groups has the mean.
        var both = explainer.Occlusion(x, b, [[0, 1], [1]]).Values.ToArray();
        both[0].ShouldBe((shares[0] + shares[1]) / 2, 1e-5f);
        both[1].ShouldBe((((shares[0] + shares[1]) / 2) + shares[1]) / 2, 1e-5f);
        both[2].ShouldBe(0);
    }

    [Fact]
    public void Gradients_are_those_of_differences()
    {
        var explainer = new Explainer(Autoencoders.Value[0], new Explained.Anomaly());
        var x = Wine.Rows(5, 1).ToArray();
        var slope = explainer.Gradient(Tensor.From(x, [1, 13])).ToArray();
        for (var i = 0; i < 13; i += 4)
        {
            float[] up = [.. x], down = [.. x];
            (up[i], down[i]) = (x[i] + 0.01f, x[i] - 0.01f);
            var change = Score(up) - Score(down);
            slope[i].ShouldBe((float)(change / 0.02), 0.02f);
        }

        double Score(float[] values) => explainer.Score(Tensor.From(values, [1, 13])).AsSpan()[0];
    }

    [Fact]
    public void Ascent_finds_more_than_any_row_and_stays_within_bounds()
    {
        var explainer = new Explainer(Classifier.Value, new Explained.Logit(0));
        var (low, high) = (Tensor.Ones([1, 13]) * -2, Tensor.Ones([1, 13]) * 2);
        var (sample, score) = explainer.Ascend(Tensor.Zeros([1, 13]), low, high);
        score.ShouldBeGreaterThan(explainer.Score(Tensor.Zeros([1, 13])).AsSpan()[0]);
        score.ShouldBe(explainer.Score(sample).AsSpan()[0]);
        sample.ToArray().ShouldAllBe(value => value >= -2 && value <= 2);
    }

    [Fact]
    public void What_has_no_gradient_is_explained_by_occlusion()
    {
        var series = new TestNumbers(4).Tensor([6, 20, 1], -1, 1).Keep();
        var explainer = new Explainer(new MiniRocket(new MiniRocketOptions { Features = 84 }).Fit(series), new Explained.Unit(5));
        explainer.HasGradient.ShouldBeFalse();
        explainer.Occlusion(series.Rows(0, 1), series.Rows(1, 1), [[0, 1, 2], [10]]).Values.Shape.ShouldBe(new Shape(1, 20, 1));
        Message(() => explainer.Gradient(series)).ShouldContain("occlusion");
    }

    [Fact]
    public void What_is_not_there_is_refused()
    {
        Message(() => new Explainer(Classifier.Value, new Explained.Logit(3))).ShouldContain("has 3");
        Message(() => new Explainer(Classifier.Value, new Explained.Anomaly())).ShouldContain("rebuilds no samples");
        Message(() => new Explainer(Autoencoders.Value[0], new Explained.Logit(0))).ShouldContain("no classes");
        Message(() => new Explainer(Autoencoders.Value[0], new Explained.Unit(-1))).ShouldContain("feature 0");
        var explainer = new Explainer(Classifier.Value, new Explained.Logit(0));
        Message(() => explainer.IntegratedGradients(Wine.Rows(0, 2), Wine.Rows(0, 1))).ShouldContain("one sample each");
        Message(() => explainer.Score(Tensor.Zeros([1, 12]))).ShouldContain("(1, 12)");
        Message(() => explainer.Occlusion(Wine.Rows(0, 1), Wine.Rows(1, 1), [[13]])).ShouldContain("13 values");
    }

    /// <summary>Of the figure -(a - a₀)² only the column a matters: shuffling it costs twice its variance on average.</summary>
    [Fact]
    public void A_column_that_does_not_matter_has_no_importance()
    {
        var rows = new TestNumbers(8).Tensor([400, 2], -1, 1).Keep();
        var first = Enumerable.Range(0, 400).Select(i => (double)rows.AsSpan()[2 * i]).ToArray();
        var found = PermutationImportance.Compute(
            samples => -Enumerable.Range(0, 400).Average(i => Math.Pow(samples.AsSpan()[2 * i] - first[i], 2)), rows, [[0], [1]],
            rounds: 20);
        found[1].ShouldBe(new PermutationImportance(0, 0));
        var variance = first.Average(value => value * value) - Math.Pow(first.Average(), 2);
        found[0].Mean.ShouldBe(2 * variance, 0.05);
        found[0].Deviation.ShouldBeGreaterThan(0);
    }

    private static void ShouldBeNear(Tensor found, float[] expected)
    {
        var values = found.ToArray();
        for (var i = 0; i < values.Length; i++) values[i].ShouldBe(expected[i], 1e-5f);
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
