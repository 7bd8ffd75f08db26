using System.Buffers;
using System.Globalization;

namespace LatentSharp;

/// <summary>The layers between input symbols and output symbols, in an order in which each comes after what it needs.</summary>
internal sealed class Graph
{
    private readonly Symbol[] inputs;
    private readonly PlannedCall[] calls;
    private readonly int[] outputSlots;
    private readonly int slots;

    /// <summary>Of each call, whether the one after it takes its result, and nobody else does.</summary>
    private readonly bool[] isFollowed;

    private readonly int mostInputs;

    /// <exception cref="BadArgumentException">An output depends on an input that was not given, or an input is no input.</exception>
    internal Graph(Symbol[] inputs, Symbol[] outputs)
    {
        this.inputs = inputs;
        if (inputs.Length == 0 || outputs.Length == 0) throw new BadArgumentException("Model: needs an input and an output at least.");
        var plan = new GraphPlan(inputs);
        outputSlots = Array.ConvertAll(outputs, plan.Visit);
        calls = [.. plan.Calls];
        slots = plan.Slots;
        mostInputs = calls.Length == 0 ? 0 : calls.Max(call => call.Inputs.Length);
        Layers = [.. calls.Select(call => call.Layer).Distinct()];
        isFollowed = [.. Enumerable.Range(0, calls.Length).Select(IsFollowed)];
    }

    internal IReadOnlyList<Layer> Layers { get; }

    internal int Outputs => outputSlots.Length;

    /// <summary>Each output's name: that of its layer, or of the input that it is; with a number from the second on.</summary>
    internal string[] OutputNames()
    {
        var layers = Naming.Unique(Layers);
        var names = new List<string>();
        foreach (var slot in outputSlots)
        {
            var call = Array.Find(calls, call => slot >= call.FirstOutput && slot < call.FirstOutput + call.Outputs);
            var name = call is null ? inputs[slot].Name ?? "input" : layers[Layers.TakeWhile(layer => layer != call.Layer).Count()];
            var again = names.Count(other => other == name || other.StartsWith($"{name}_", StringComparison.Ordinal));
            names.Add(again == 0 || !names.Contains(name) ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{again}"));
        }
        return [.. names];
    }

    internal IReadOnlyList<Symbol> Inputs => inputs;

    internal IReadOnlyList<PlannedCall> Calls => calls;

    internal IReadOnlyList<int> OutputSlots => outputSlots;

    internal Shape[] InputShapes => [.. inputs.Select(input => input.Shape)];

    /// <summary>The shapes of the results for inputs of these shapes.</summary>
    internal Shape[] OutputShapes(ReadOnlySpan<Shape> given)
    {
        var shapes = Shapes(given);
        return [.. outputSlots.Select(slot => shapes[slot])];
    }

    /// <summary>Builds every layer for the shapes that it meets.</summary>
    internal void Build(ReadOnlySpan<Shape> given, Layer.Builder builder)
    {
        var names = Naming.Unique(Layers);
        var shapes = Shapes(given);
        var nameOf = Layers.Zip(names).ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (var call in calls) builder.Build(call.Layer, nameOf[call.Layer], call.Inputs.Select(slot => shapes[slot]).First());
    }

    /// <summary>Each call of a layer: the layer, the shape of its first result and what it follows.</summary>
    internal IEnumerable<(Layer Layer, Shape Output, IReadOnlyList<string> After)> Describe()
    {
        var shapes = Shapes(InputShapes);
        var names = new string[slots];
        for (var i = 0; i < inputs.Length; i++) names[i] = inputs[i].Name ?? (inputs.Length == 1 ? "input" : $"input_{i}");
        foreach (var call in calls)
        {
            for (var i = 0; i < call.Outputs; i++)
                names[call.FirstOutput + i] = call.Outputs == 1 ? call.Layer.Path : $"{call.Layer.Path}[{i}]";
        }
        return calls.Select(call =>
            (call.Layer, shapes[call.FirstOutput], (IReadOnlyList<string>)[.. call.Inputs.Select(slot => names[slot])]));
    }

    /// <summary>Runs all layers; results go where <paramref name="results"/> says.</summary>
    internal void Run(ReadOnlySpan<Tensor> given, Span<Tensor> results, in CallContext context)
    {
        if (given.Length != inputs.Length)
            throw new BadArgumentException($"Model: was called on {given.Length} tensors; it has {inputs.Length} inputs.");
        var values = ArrayPool<Tensor>.Shared.Rent(slots + mostInputs);
        try
        {
            given.CopyTo(values);
            for (var c = 0; c < calls.Length; c++)
            {
                var call = calls[c];
                var arguments = values.AsSpan(slots, call.Inputs.Length);
                for (var i = 0; i < arguments.Length; i++) arguments[i] = values[call.Inputs[i]];
                if (isFollowed[c] && call.Layer.CanCallWith(calls[c + 1].Layer, arguments[0])
                    && call.Layer.TryCallWith(calls[c + 1].Layer, arguments[0], out var result))
                {
                    values[calls[++c].FirstOutput] = result;
                    continue;
                }

                call.Layer.CallAll(arguments, values.AsSpan(call.FirstOutput, call.Outputs), context);
            }
            for (var i = 0; i < outputSlots.Length; i++) results[i] = values[outputSlots[i]];
        }
        finally
        {
            ArrayPool<Tensor>.Shared.Return(values, clearArray: true);
        }
    }

    private bool IsFollowed(int call)
    {
        var result = calls[call].FirstOutput;
        return calls[call] is { Inputs.Length: 1, Outputs: 1 } && call + 1 < calls.Length && calls[call + 1].Inputs is [var taken]
            && taken == result && !outputSlots.Contains(result) && calls.Count(other => other.Inputs.Contains(result)) == 1;
    }

    private Shape[] Shapes(ReadOnlySpan<Shape> given)
    {
        if (given.Length != inputs.Length)
            throw new BadArgumentException($"Model: was called on {given.Length} tensors; it has {inputs.Length} inputs.");
        var shapes = new Shape[slots];
        for (var i = 0; i < given.Length; i++)
        {
            var expected = inputs[i].Shape;
            if (given[i].Rank != expected.Rank || given[i][1..] != expected[1..])
                throw new BadArgumentException(
                    $"Model: input {inputs[i].Name ?? i.ToString(CultureInfo.InvariantCulture)} has "
                    + $"shape {given[i]}; the model takes {expected}.");
            shapes[i] = given[i];
        }
        foreach (var call in calls) call.Layer.OutputShapes([.. call.Inputs.Select(slot => shapes[slot])]).CopyTo(shapes, call.FirstOutput);
        return shapes;
    }
}
