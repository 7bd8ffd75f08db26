namespace LatentSharp.Tests;

/// <summary>Values, gradients and training against PyTorch and NumPy.</summary>
public class DenseNetworkTests
{
    private readonly ReferenceNetwork reference = new();

    [Fact]
    public void Predictions_are_those_of_PyTorch() => ShouldBeNear(reference.Build().Predict(reference.X), reference.Prediction, 1e-6);

    [Theory]
    [InlineData("mean_squared_error")]
    [InlineData("binary_crossentropy")]
    public void Losses_and_gradients_are_those_of_PyTorch(string name)
    {
        var (value, gradients) = reference.Loss(name);
        var loss = name == "mean_squared_error" ? Losses.MeanSquaredError : Losses.BinaryCrossentropy;
        loss.Name.ShouldBe(name);
        var model = reference.Build();
        using var tape = new GradientTape();
        var computed = loss.Compute(reference.Y, model.Call(reference.X));
        var parameters = model.AllParameters().ToList();
        var actual = tape.Gradient(computed, [.. parameters.Select(named => named.Parameter)]);
        ((double)computed.Item()).ShouldBe(value, 1e-6);
        for (var i = 0; i < actual.Length; i++) ShouldBeNear(actual[i], gradients[parameters[i].Name], 1e-6);
    }

    public static TheoryData<string> OptimizerNames => ["sgd", "momentum", "nesterov", "adam"];

    [Theory]
    [MemberData(nameof(OptimizerNames))]
    public void Weights_after_20_steps_are_those_of_the_reference(string name)
    {
        Optimizer optimizer = name switch
        {
            "sgd" => new Sgd(0.5),
            "momentum" => new Sgd(0.2) { Momentum = 0.9 },
            "nesterov" => new Sgd(0.2) { Momentum = 0.9, Nesterov = true },
            _ => new Adam(0.05),
        };
        var model = reference.Build();
        model.Compile(optimizer, Losses.MeanSquaredError);
        model.Fit(reference.X, reference.Y, epochs: 20, batchSize: 9, shuffle: false);
        foreach (var (weight, expected) in reference.Trajectory(name)) ShouldBeNear(model.GetWeights()[weight], expected, 2e-5);
    }

    private static void ShouldBeNear(Tensor actual, Tensor expected, double tolerance)
    {
        actual.Shape.ShouldBe(expected.Shape);
        for (var i = 0; i < actual.Count; i++) ((double)actual.AsSpan()[i]).ShouldBe(expected.AsSpan()[i], tolerance);
    }
}
