namespace LatentSharp.Tests;

/// <summary>Outputs, last states and all gradients of recurrent layers beside those of PyTorch, from one kernel and step by step.</summary>
public class RecurrentAgainstPyTorchTests
{
    private static readonly ReferenceFile File = ReferenceFile.Open("recurrent.json");

    public static TheoryData<string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (var name in File.Names)
            {
                cases.Add(name, true);
                cases.Add(name, false);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_are_those_of_PyTorch(string name, bool fused)
    {
        var reference = File[name];
        var layer = Create(name, fused);
        var mask = reference.Has("mask") ? reference["mask"].Tensor : default;
        var states = List(reference["first"]);
        layer.CallAll([reference["x"].Tensor.WithMask(mask), .. states]);
        foreach (var (cell, direction) in Directions(name))
            layer.SetWeights(
                layer.GetWeights().ToDictionary(
                    pair => pair.Key, pair => pair.Key.Contains(cell) ? Weight(reference["weights"], direction, pair.Key) : pair.Value));

        using var tape = new GradientTape();
        var x = tape.Watch(reference["x"].Tensor);
        Tensor[] first = [.. states.Select(tape.Watch)];
        var results = layer.CallAll([x.WithMask(mask), .. first]);
        results[0].ShouldBeNear(reference["output"].Numbers, 1e-5, "output");
        var loss = Ops.Sum(results[0] * reference["output_weights"].Tensor);
        for (var i = 1; i < results.Length; i++)
        {
            results[i].ShouldBeNear(reference["last"].At(i - 1).Numbers, 1e-5, $"state {i}");
            loss += Ops.Sum(results[i] * reference["state_weights"].At(i - 1).Tensor);
        }
        tape.Gradient(loss, x).ShouldBeNear(reference["x_gradient"].Numbers, 1e-5, "gradient of x");
        for (var i = 0; i < first.Length; i++)
            tape.Gradient(loss, first[i]).ShouldBeNear(reference["first_gradients"].At(i).Numbers, 1e-5, $"gradient of state {i}");
        foreach (var (cell, direction) in Directions(name))
        {
            foreach (var weight in layer.AllParameters().Where(weight => weight.Name.Contains(cell)))
            {
                tape.Gradient(loss, weight.Parameter.Value)
                    .ShouldBeNear(reference["weight_gradients"][direction][weight.Parameter.Name].Numbers, 1e-5, weight.Name);
            }
        }
    }

    private static Layer Create(string name, bool fused)
    {
        var bidirectional = name.Contains("bidirectional");
        RecurrentLayer layer = name.Split(',')[0] switch
        {
            "simple_rnn" =>
                new SimpleRNN(5, name.Contains("relu") ? Activations.Relu : null)
                {
                    ReturnSequences = true, ReturnState = true, ZeroOutputForMask = true, Fused = fused,
                },
            "lstm" => new LSTM(5) { ReturnSequences = true, ReturnState = true, ZeroOutputForMask = true, Fused = fused },
            _ =>
                new GRU(5)
                {
                    ReturnSequences = true,
                    ReturnState = true,
                    ZeroOutputForMask = true,
                    Fused = fused,
                    ResetAfter = !name.Contains("before"),
                },
        };
        return bidirectional ? new Bidirectional(layer) : layer;
    }

    private static (string Cell, string Direction)[] Directions(string name) =>
        name.Contains("bidirectional") ? [("forward_", ""), ("backward_", "_reverse")] : [("", "")];

    private static Tensor Weight(ReferenceFile weights, string direction, string name) => weights[direction][name.Split('/')[^1]].Tensor;

    private static Tensor[] List(ReferenceFile list) => [.. Enumerable.Range(0, list.Shape[0]).Select(i => list.At(i).Tensor)];
}
