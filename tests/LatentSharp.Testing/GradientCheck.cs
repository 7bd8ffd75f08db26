namespace LatentSharp.Testing;

/// <summary>
/// Compares an operation with its double-precision reference: the value, the gradient against central differences of the reference, and the
/// gradient of the gradient against its second differences.
/// </summary>
public static class GradientCheck
{
    private const double Step = 1e-6;
    private const double SecondStep = 1e-4;

    /// <summary>The largest deviation of the value, relative to max(1, |expected|).</summary>
    public static double ValueError(OpCase test, ulong seed)
    {
        var (inputs, _) = Inputs(test, seed);
        var expected = test.Reference(inputs);
        var actual = test.Operation(Tensors(test, inputs)).ToArray();
        return actual.Length == expected.Length ? Worst(actual, expected) : double.PositiveInfinity;
    }

    /// <summary>The largest deviation of the gradient of Σ w·y for random w.</summary>
    public static double GradientError(OpCase test, ulong seed)
    {
        var (inputs, weights) = Inputs(test, seed);
        var worst = 0.0;
        foreach (var index in test.Differentiable ?? [.. Enumerable.Range(0, inputs.Length)])
        {
            var actual = Gradient(test, inputs, weights, index);
            if (!actual.AsSpan().SequenceEqual(Gradient(test, inputs, weights, index))) return double.NaN;
            var expected = new double[inputs[index].Length];
            for (var i = 0; i < expected.Length; i++)
                expected[i] = Difference(inputs[index], i, Step, () => Objective(test, inputs, weights));
            worst = Math.Max(worst, Worst(actual, expected));
        }
        return worst;
    }

    /// <summary>The largest deviation of the gradient of Σ v·g, where g is the gradient of Σ w·y.</summary>
    public static double SecondGradientError(OpCase test, ulong seed)
    {
        var (inputs, weights) = Inputs(test, seed);
        var directions = inputs.Select((input, i) => new TestNumbers(seed + 100 + (ulong)i).Floats(input.Length, -1, 1)).ToArray();
        var worst = 0.0;
        foreach (var first in test.Differentiable ?? [.. Enumerable.Range(0, inputs.Length)])
        {
            foreach (var second in test.Differentiable ?? [.. Enumerable.Range(0, inputs.Length)])
            {
                var actual = SecondGradient(test, inputs, weights, directions[first], first, second);
                var expected = new double[inputs[second].Length];
                for (var i = 0; i < expected.Length; i++)
                    expected[i] = Difference(
                        inputs[second], i, SecondStep,
                        () => Along(inputs[first], directions[first], SecondStep, () => Objective(test, inputs, weights)));
                worst = Math.Max(worst, Worst(actual, expected));
            }
        }
        return worst;
    }

    private static float[] Gradient(OpCase test, double[][] inputs, double[] weights, int index)
    {
        using var tape = new GradientTape();
        var tensors = Tensors(test, inputs);
        tensors[index] = tape.Watch(tensors[index]);
        var y = test.Operation(tensors);
        return tape.Gradient(Ops.Sum(y * Weights(weights, y.Shape)), tensors[index]).ToArray();
    }

    private static float[] SecondGradient(OpCase test, double[][] inputs, double[] weights, double[] direction, int first, int second)
    {
        using var tape = new GradientTape();
        var tensors = Tensors(test, inputs);
        tensors[first] = tape.Watch(tensors[first]);
        if (second != first) tensors[second] = tape.Watch(tensors[second]);
        var y = test.Operation(tensors);
        var gradient = tape.Gradient(Ops.Sum(y * Weights(weights, y.Shape)), tensors[first], differentiable: true);
        return tape.Gradient(Ops.Sum(gradient * Weights(direction, gradient.Shape)), tensors[second]).ToArray();
    }

    private static double Objective(OpCase test, double[][] inputs, double[] weights)
    {
        var y = test.Reference(inputs);
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++) sum += y[i] * weights[i];
        return sum;
    }

    private static double Difference(double[] values, int index, double step, Func<double> objective)
    {
        var kept = values[index];
        values[index] = kept + step;
        var above = objective();
        values[index] = kept - step;
        var below = objective();
        values[index] = kept;
        return (above - below) / (2 * step);
    }

    private static double Along(double[] values, double[] direction, double step, Func<double> objective)
    {
        var kept = values.ToArray();
        for (var i = 0; i < kept.Length; i++) values[i] = kept[i] + (step * direction[i]);
        var above = objective();
        for (var i = 0; i < kept.Length; i++) values[i] = kept[i] - (step * direction[i]);
        var below = objective();
        kept.CopyTo(values, 0);
        return (above - below) / (2 * step);
    }

    private static (double[][] Inputs, double[] Weights) Inputs(OpCase test, ulong seed)
    {
        var numbers = new TestNumbers(seed);
        var inputs = test.Shapes.Select(shape => numbers.Floats(shape.Count, test.Range.Low, test.Range.High)).ToArray();
        return (inputs, numbers.Floats(test.Reference(inputs).Length, -1, 1));
    }

    private static Tensor[] Tensors(OpCase test, double[][] inputs) =>
        [.. inputs.Select((values, i) => Tensor.From(Array.ConvertAll(values, value => (float)value), test.Shapes[i]))];

    private static Tensor Weights(double[] weights, Shape shape) => Tensor.From(Array.ConvertAll(weights, value => (float)value), shape);

    private static double Worst(ReadOnlySpan<float> actual, ReadOnlySpan<double> expected)
    {
        var worst = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            var error = Math.Abs(actual[i] - expected[i]) / Math.Max(1, Math.Abs(expected[i]));
            worst = double.IsNaN(error) ? double.PositiveInfinity : Math.Max(worst, error);
        }
        return worst;
    }
}
