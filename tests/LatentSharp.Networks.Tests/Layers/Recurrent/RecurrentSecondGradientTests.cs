using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Gradients of gradients, step by step, beside second differences of a reference in double precision.</summary>
public class RecurrentSecondGradientTests
{
    private const int Samples = 2, Steps = 3, Features = 2, Units = 3;

    [Theory]
    [InlineData("rnn")]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("gru before")]
    public void Second_gradients_of_single_steps_are_those_of_differences(string kind)
    {
        var columns = (kind == "lstm" ? 4 : kind == "rnn" ? 1 : 3) * Units;
        Shape[] weightShapes = [[Features, columns], [Units, columns], kind == "gru" ? [2, columns] : [columns]];
        double[][] weights = [.. weightShapes.Select((shape, i) => new TestNumbers(7 + (ulong)i).Floats(shape.Count, -0.7, 0.7))];
        var layer = Create(kind, fused: false);
        layer.Call(Tensor.Zeros([Samples, Steps, Features]));
        layer.SetWeights(
            layer.GetWeights().Keys
                .Select((name, i) => (name, Tensor.From(Array.ConvertAll(weights[i], value => (float)value), weightShapes[i])))
                .ToDictionary(pair => pair.name, pair => pair.Item2));
        var reference = new RecurrentReference(kind, Samples, Steps, Features, Units) { Whole = true };
        var zeros = new double[Samples * Units];
        var test = new OpCase(
            kind, [[Samples, Steps, Features]], x => layer.Call(x[0]).Reshape([Samples * Steps * Units]),
            x => reference.Run([x[0], weights[0], weights[1], weights[2], zeros, zeros])[..(Samples * Steps * Units)]);
        GradientCheck.ValueError(test, 1).ShouldBeLessThan(1e-5);
        GradientCheck.GradientError(test, 2).ShouldBeLessThan(1e-3);
        GradientCheck.SecondGradientError(test, 3).ShouldBeLessThan(2e-3);
    }

    [Fact]
    public void One_kernel_says_that_it_has_none_and_what_to_do()
    {
        using var tape = new GradientTape();
        var x = tape.Watch(Tensor.Ones([1, 2, 3]));
        var layer = Create("lstm", fused: true);
        Should.Throw<NotSupportedException>(() => tape.Gradient(layer.Call(x), x, differentiable: true)).Message
            .ShouldBe(
                "lstm has no second derivative: its gradient cannot be differentiated again. Layers "
                + "compute it step by step with Fused = false, where it can.");
    }

    private static StandardRNN Create(string kind, bool fused) => kind switch
    {
        "rnn" => new SimpleRNN(Units) { ReturnSequences = true, Fused = fused },
        "lstm" => new LSTM(Units) { ReturnSequences = true, Fused = fused },
        _ => new GRU(Units) { ReturnSequences = true, Fused = fused, ResetAfter = kind == "gru" },
    };
}
