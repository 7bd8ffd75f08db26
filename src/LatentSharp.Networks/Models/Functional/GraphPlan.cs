namespace LatentSharp;

/// <summary>Orders the calls of layers behind symbols so that each comes after what it needs, and gives every value a place.</summary>
internal sealed class GraphPlan
{
    private readonly Dictionary<Symbol, int> inputSlots = [];
    private readonly Dictionary<LayerCall, int> firstSlots = [];
    private readonly List<PlannedCall> calls = [];

    /// <exception cref="BadArgumentException">An input was given twice.</exception>
    internal GraphPlan(Symbol[] inputs)
    {
        foreach (var input in inputs)
        {
            if (!inputSlots.TryAdd(input, Slots++)) throw new BadArgumentException($"Model: the input {input} was given twice.");
        }
    }

    internal IReadOnlyList<PlannedCall> Calls => calls;

    /// <summary>How many values there are.</summary>
    internal int Slots { get; private set; }

    /// <summary>The place of a symbol's value, after all that it needs was planned.</summary>
    /// <exception cref="BadArgumentException">It depends on an input that was not given.</exception>
    internal int Visit(Symbol symbol)
    {
        // A stack of its own: a drawn network may be deeper than the thread's.
        var open = new Stack<Symbol>([symbol]);
        while (open.TryPeek(out var next))
        {
            if (Find(next) is null && next.Source!.Inputs.Where(input => Find(input) is null).Reverse().ToList() is var missing)
            {
                foreach (var input in missing) open.Push(input);
                if (missing.Count > 0) continue;
                Plan(next.Source!);
            }
            open.Pop();
        }
        return Find(symbol)!.Value;
    }

    /// <summary>The place of a symbol's value; null when its call is not planned yet.</summary>
    private int? Find(Symbol symbol)
    {
        if (inputSlots.TryGetValue(symbol, out var slot)) return slot;
        if (symbol.Source is not { } source)
            throw new BadArgumentException(
                $"Model: an output depends on the input {symbol.Name ?? symbol.ToString()}, which is not among the model's inputs.");
        return firstSlots.TryGetValue(source, out var first) ? first + symbol.Index : null;
    }

    private void Plan(LayerCall call)
    {
        firstSlots[call] = Slots;
        calls.Add(new PlannedCall(call.Layer, [.. call.Inputs.Select(input => Find(input)!.Value)], Slots, call.Layer.OutputCount));
        Slots += call.Layer.OutputCount;
    }
}

/// <summary>A call of a layer: where its inputs stand and where its results go.</summary>
internal sealed record PlannedCall(Layer Layer, int[] Inputs, int FirstOutput, int Outputs);
