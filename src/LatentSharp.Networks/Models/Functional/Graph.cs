using System.Buffers;

namespace LatentSharp;

/// <summary>The layers between input symbols and output symbols, in an order in which each comes after what it needs.</summary>
internal sealed class Graph
{
    private readonly Symbol[] inputs;
    private readonly Call[] calls;
    private readonly int[] outputSlots;
    private readonly int slots;

    /// <exception cref="BadArgumentException">An output depends on an input that was not given, or an input is no input.</exception>
    internal Graph(Symbol[] inputs, Symbol[] outputs)
    {
        this.inputs = inputs;
        if (inputs.Length == 0 || outputs.Length == 0) throw new BadArgumentException("Model: needs an input and an output at least.");
        var slotOf = new Dictionary<Symbol, int>();
        foreach (var input in inputs)
        {
            if (!slotOf.TryAdd(input, slotOf.Count)) throw new BadArgumentException($"Model: the input {input} was given twice.");
        }
        var ordered = new List<Call>();
        foreach (var output in outputs) Visit(output, slotOf, ordered);
        calls = [.. ordered];
        slots = slotOf.Count;
        outputSlots = [.. outputs.Select(output => slotOf[output])];
        Layers = [.. ordered.Select(call => call.Layer).Distinct()];
    }

    internal IReadOnlyList<Layer> Layers { get; }

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
        foreach (var call in calls)
        {
            var index = Layers.TakeWhile(layer => layer != call.Layer).Count();
            builder.Build(call.Layer, names[index], call.Inputs.Select(slot => shapes[slot]).First());
        }
    }

    /// <summary>Each call of a layer: the layer, the shape of its result and the layers that it follows.</summary>
    internal IEnumerable<(Layer Layer, Shape Output, IReadOnlyList<string> After)> Describe()
    {
        var shapes = Shapes(InputShapes);
        var names = inputs.Select((input, i) => input.Name ?? (inputs.Length == 1 ? "input" : $"input_{i}")).Concat(calls.Select(call => call.Layer.Path)).ToArray();
        return calls.Select(call => (call.Layer, shapes[call.Output], (IReadOnlyList<string>)[.. call.Inputs.Select(slot => names[slot])]));
    }

    /// <summary>Runs all layers; results go where <paramref name="results"/> says.</summary>
    internal void Run(ReadOnlySpan<Tensor> given, Span<Tensor> results, in CallContext context)
    {
        if (given.Length != inputs.Length)
            throw new BadArgumentException($"Model: was called on {given.Length} tensors; it has {inputs.Length} inputs.");
        var values = ArrayPool<Tensor>.Shared.Rent(slots + MostInputs);
        try
        {
            given.CopyTo(values);
            foreach (var call in calls)
            {
                var arguments = values.AsSpan(slots, call.Inputs.Length);
                for (var i = 0; i < arguments.Length; i++) arguments[i] = values[call.Inputs[i]];
                values[call.Output] = call.Layer.Call(arguments, context);
            }
            for (var i = 0; i < outputSlots.Length; i++) results[i] = values[outputSlots[i]];
        }
        finally
        {
            ArrayPool<Tensor>.Shared.Return(values, clearArray: true);
        }
    }

    private int MostInputs => calls.Length == 0 ? 0 : calls.Max(call => call.Inputs.Length);

    private Shape[] Shapes(ReadOnlySpan<Shape> given)
    {
        if (given.Length != inputs.Length)
            throw new BadArgumentException($"Model: was called on {given.Length} tensors; it has {inputs.Length} inputs.");
        var shapes = new Shape[slots];
        for (var i = 0; i < given.Length; i++)
        {
            var expected = inputs[i].Shape;
            if (given[i].Rank != expected.Rank || given[i][1..] != expected[1..])
                throw new BadArgumentException($"Model: input {inputs[i].Name ?? i.ToString(System.Globalization.CultureInfo.InvariantCulture)} has shape {given[i]}; the model takes {expected}.");
            shapes[i] = given[i];
        }
        foreach (var call in calls) shapes[call.Output] = call.Layer.OutputShape([.. call.Inputs.Select(slot => shapes[slot])]);
        return shapes;
    }

    private static void Visit(Symbol symbol, Dictionary<Symbol, int> slotOf, List<Call> ordered)
    {
        if (slotOf.ContainsKey(symbol)) return;
        if (symbol.Layer is not { } layer)
            throw new BadArgumentException($"Model: an output depends on the input {symbol.Name ?? symbol.ToString()}, which is not among the model's inputs.");
        foreach (var input in symbol.Inputs) Visit(input, slotOf, ordered);
        slotOf[symbol] = slotOf.Count;
        ordered.Add(new Call(layer, [.. symbol.Inputs.Select(input => slotOf[input])], slotOf[symbol]));
    }

    private sealed record Call(Layer Layer, int[] Inputs, int Output);
}
