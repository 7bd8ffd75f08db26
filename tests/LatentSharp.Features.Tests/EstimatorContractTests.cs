using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Every estimator, as the contract meets it. A new estimator adds its line.</summary>
public sealed record EstimatorCase(string Name, Func<int, Func<Tensor, FeatureModel>> Create)
{
    public static IEnumerable<EstimatorCase> All =>
    [
        new("pca", latent => x => new Pca(new PcaOptions { LatentSize = latent }).Fit(x)),
        new("autoencoder", latent => x => new Autoencoder(new() { LatentSize = latent, Hidden = [12], Epochs = 3, Seed = 5 }).Fit(x)),
        new("autoencoder of one layer", latent => x => new Autoencoder(new() { LatentSize = latent, Hidden = [], Epochs = 3, Seed = 5 }).Fit(x)),
        new("vae", latent => x => new VariationalAutoencoder(new() { LatentSize = latent, Hidden = [12], Epochs = 3, Seed = 5 }).Fit(x)),
        new("vae without hidden layers", latent => x => new VariationalAutoencoder(new() { LatentSize = latent, Hidden = [], Epochs = 3, Seed = 5, Likelihood = Likelihood.GaussianLearned }).Fit(x)),
    ];

    public override string ToString() => Name;
}

/// <summary>The laws that hold for every estimator and fitted model.</summary>
public class EstimatorContractTests
{
    private static readonly Tensor Samples = new TestNumbers(1).Tensor([40, 3, 4], 0, 1);

    public static TheoryData<EstimatorCase> Cases => [.. EstimatorCase.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Shapes_are_those_declared(EstimatorCase test)
    {
        var model = test.Create(2)(Samples);
        model.InputShape.ShouldBe(new Shape(3, 4));
        model.LatentSize.ShouldBe(2);
        var features = model.Transform(Samples);
        features.Shape.ShouldBe(new Shape(40, 2));
        model.InverseTransform(features).Shape.ShouldBe(Samples.Shape);
        model.Reconstruct(Samples).ToArray().ShouldBe(model.InverseTransform(features).ToArray());
        model.ParameterCount.ShouldBeGreaterThan(2 * 12);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fitting_twice_equals_fitting_once(EstimatorCase test)
    {
        var fit = test.Create(2);
        fit(Samples).Transform(Samples).ToArray().ShouldBe(fit(Samples).Transform(Samples).ToArray());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_score_is_minus_the_mean_squared_error(EstimatorCase test)
    {
        var model = test.Create(2)(Samples);
        var (x, y) = (Samples.ToArray(), model.Reconstruct(Samples).ToArray());
        model.Score(Samples).ShouldBe(-x.Zip(y, (a, b) => Math.Pow(a - (double)b, 2)).Average(), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Features_of_a_sample_do_not_depend_on_its_company(EstimatorCase test)
    {
        var model = test.Create(2)(Samples);
        model.Transform(Samples.Rows(7, 1)).ToArray().ShouldBe(model.Transform(Samples).Rows(7, 1).ToArray());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Bad_input_is_named(EstimatorCase test)
    {
        var model = test.Create(2)(Samples);
        Message(() => model.Transform(Tensor.Zeros([5, 3, 5]))).ShouldContain("(5, 3, 5)");
        Message(() => model.InverseTransform(Tensor.Zeros([5, 3]))).ShouldContain("(5, 3)");
        Message(() => test.Create(0)(Samples)).ShouldContain("0");
        Message(() => test.Create(2)(Tensor.Zeros([0, 4]))).ShouldContain("(0, 4)");
        Message(() => test.Create(2)(Tensor.Scalar(1))).ShouldContain("()");
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
