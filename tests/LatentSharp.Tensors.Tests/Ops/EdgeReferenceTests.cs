using System.Text.Json;

namespace LatentSharp.Tests;

/// <summary>
/// Operations at zeros, infinities, NaN, ties and single numbers, with their gradients, against PyTorch (tests/references/operations.py).
/// Where another answer was
/// chosen the test says which and why.
/// </summary>
public class EdgeReferenceTests
{
    private const float Nan = float.NaN, Inf = float.PositiveInfinity;

    private static readonly JsonElement Reference = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "References", "operations.json"))).RootElement;

    private static readonly Dictionary<string, Func<Tensor[], Tensor>> Operations = new()
    {
        ["abs"] = x => Ops.Abs(x[0]), ["sqrt"] = x => Ops.Sqrt(x[0]), ["log"] = x => Ops.Log(x[0]), ["log1p"] = x => Ops.Log1p(x[0]),
        ["exp"] = x => Ops.Exp(x[0]),
        ["expm1"] = x => Ops.Expm1(x[0]), ["square"] = x => Ops.Square(x[0]), ["sign"] = x => Ops.Sign(x[0]),
        ["relu"] = x => Ops.Relu(x[0]), ["tanh"] = x => Ops.Tanh(x[0]),
        ["sigmoid"] = x => Ops.Sigmoid(x[0]), ["softplus"] = x => Ops.Softplus(x[0]), ["erf"] = x => Ops.Erf(x[0]),
        ["hard tanh"] = x => Ops.Clip(x[0], -1, 1),
        ["add"] = x => x[0] + x[1], ["subtract"] = x => x[0] - x[1], ["multiply"] = x => x[0] * x[1], ["divide"] = x => x[0] / x[1],
        ["maximum"] = x => Ops.Maximum(x[0], x[1]), ["minimum"] = x => Ops.Minimum(x[0], x[1]), ["pow"] = x => Ops.Pow(x[0], x[1]),
        ["sum"] = x => Ops.Sum(x[0], 1), ["mean"] = x => Ops.Mean(x[0], 1), ["max"] = x => Ops.Max(x[0], 1),
        ["min"] = x => Ops.Min(x[0], 1), ["prod"] = x => Ops.Prod(x[0], 1),
        ["variance"] = x => Ops.Variance(x[0], 1), ["variance, corrected"] = x => Ops.Variance(x[0], 1, correction: 1),
        ["std"] = x => Ops.StdDev(x[0], 1),
        ["log sum exp"] = x => Ops.LogSumExp(x[0], 1), ["softmax"] = x => Ops.Softmax(x[0]), ["log softmax"] = x => Ops.LogSoftmax(x[0]),
        ["norm 0"] = x => Ops.Norm(x[0], 1, order: 0), ["norm 0.5"] = x => Ops.Norm(x[0], 1, order: 0.5f),
        ["norm 1"] = x => Ops.Norm(x[0], 1, order: 1), ["norm 2"] = x => Ops.Norm(x[0], 1),
        ["norm 3"] = x => Ops.Norm(x[0], 1, order: 3), ["norm inf"] = x => Ops.Norm(x[0], 1, order: Inf),
        ["norm -inf"] = x => Ops.Norm(x[0], 1, order: -Inf),
        ["cumsum"] = x => Ops.CumSum(x[0], 1), ["cumprod"] = x => Ops.CumProd(x[0], 1), ["sort"] = x => Ops.Sort(x[0], 1),
        ["sort, descending"] = x => Ops.Sort(x[0], 1, descending: true),
        ["top 2"] = x => Ops.TopK(x[0], 2, 1).Values,
    };

    public static TheoryData<string> Names => [.. Reference.EnumerateObject().Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_gradients_at_the_edges(string name)
    {
        var (entry, operation) = (Reference.GetProperty(name), Operations[name.Split(" of one")[0].Split(" with zeros")[0]]);
        using var tape = new GradientTape();
        var inputs = entry.GetProperty("inputs").EnumerateArray().Zip(entry.GetProperty("shapes").EnumerateArray(), (numbers, shape) =>
            tape.Watch(Tensor.From(Numbers(numbers), new Shape([.. shape.EnumerateArray().Select(size => size.GetInt32())])))).ToArray();
        var y = operation(inputs);
        List<string> wrong = [];
        Compare(y, Numbers(entry.GetProperty("value")), "value");
        for (var i = 0; i < inputs.Length; i++)
        {
            var right = Numbers(entry.GetProperty("gradients")[i]);
            Compare(tape.Gradient(y, inputs[i]), right, $"gradient {i}");
            Compare(tape.Gradient(y, inputs[i], differentiable: true), right, $"recorded gradient {i}");
        }
        wrong.ShouldBeEmpty();

        void Compare(Tensor ours, float[] right, string what)
        {
            var numbers = ours.ToArray();
            for (var i = 0; i < right.Length; i++)
            {
                var row = inputs[0].Rank == 1
                    ? [.. inputs.Select(x => x.AsSpan()[i])]
                    : inputs[0].Rows(i * inputs[0].Shape[0] / right.Length, 1).ToArray();
                var expected = Chosen(name, what, row, right.Length == inputs[0].Count ? i % row.Length : 0, right[i]);
                if (!expected.Equals(numbers[i]) && !(Math.Abs(numbers[i] - expected) <= 2e-6 * Math.Max(1, Math.Abs(expected))))
                    wrong.Add($"{what} {i} of {string.Join(" ", row)}: {numbers[i]}, expected {expected}");
            }
        }
    }

    /// <summary>
    /// What was decided otherwise: NaN stays NaN, and its gradient is none or NaN; an element that is 0 has the gradient 0 in a norm
    /// whatever is beside it; where all of a
    /// sum of exponentials are 0, nothing has a gradient; inf - inf is NaN in a variance; a running product has the gradient that
    /// arithmetic gives, while theirs divides.
    /// </summary>
    private static float Chosen(string name, string what, float[] row, int place, float theirs)
    {
        var (isGradient, hasNan, x) = (what != "value", row.Any(float.IsNaN), row[Math.Min(place, row.Length - 1)]);
        return name switch
        {
            "sign" when hasNan && !isGradient => Nan,
            "abs" or "norm inf" or "norm -inf" when isGradient && hasNan => Nan,
            "norm 1" when isGradient && float.IsNaN(x) => Nan,
            "relu" or "hard tanh" or "maximum" or "minimum" when isGradient && hasNan => 0,
            "norm 0.5" or "norm 3" when isGradient && x == 0 => 0,
            "log sum exp" when isGradient && row.All(float.IsNegativeInfinity) => 0,
            "variance" or "variance, corrected" when isGradient && row.Any(float.IsInfinity) => Nan,
            "cumprod" when isGradient =>
                place == 0 ? 1 + row[1] + Times(row[1], row[2]) : place == 1 ? row[0] + Times(row[0], row[2]) : Times(row[0], row[1]),
            _ => theirs,
        };

        static float Times(float a, float b) => a * b;
    }

    private static float[] Numbers(JsonElement numbers) =>
        [.. numbers.EnumerateArray().Select(number => number.ValueKind == JsonValueKind.Number ? number.GetSingle()
        : number.GetString() switch { "NaN" => Nan, "Infinity" => Inf, _ => -Inf })];
}
