namespace LatentSharp;

/// <summary>
/// What the tapes of one thread have recorded, in order, with the arena that holds the numbers. Tapes that are open at the same
/// time share it; it is recycled when the last of them ends.
/// </summary>
internal sealed class Recording
{
    [ThreadStatic]
    private static Recording? current;

    [ThreadStatic]
    private static Recording? spare;

    private static int nodeKinds;

    private readonly List<Node> nodes = [];
    private readonly List<Stack<Node>> free = [];
    private Arena? arena;
    private int tapes;
    private int paused;

    /// <summary>Distinguishes one life of the recording from the next, so that a parameter knows whether its leaf is of this one.</summary>
    internal long Life { get; private set; }

    /// <summary>The recording of this thread, if a tape is open and not paused.</summary>
    internal static Recording? Active => current is { paused: 0 } recording ? recording : null;

    internal static Recording Open()
    {
        if (current is null)
        {
            current = spare ?? new Recording();
            spare = null;
            current.arena = Arena.Open();
            current.Life = Interlocked.Increment(ref lives);
        }
        current.tapes++;
        return current;
    }

    private static long lives;

    internal void CloseTape()
    {
        if (--tapes > 0) return;
        Forget();
        arena?.Close();
        arena = null;
        current = null;
        spare = this;
    }

    /// <summary>Recycles all nodes and tensors while the tape stays open: the next step of a training loop.</summary>
    internal void Restart()
    {
        Forget();
        arena?.Recycle();
        Life = Interlocked.Increment(ref lives);
    }

    /// <summary>The recording, if it must note an operation on this input.</summary>
    internal static Recording? For(Tensor a) => a.IsTracked ? Active : null;

    /// <inheritdoc cref="For(Tensor)"/>
    internal static Recording? For(Tensor a, Tensor b) => a.IsTracked || b.IsTracked ? Active : null;

    /// <inheritdoc cref="For(Tensor)"/>
    internal static Recording? For(Tensor a, Tensor b, Tensor c) => a.IsTracked || b.IsTracked || c.IsTracked ? Active : null;

    /// <inheritdoc cref="For(Tensor)"/>
    internal static Recording? For(ReadOnlySpan<Tensor> inputs)
    {
        foreach (var input in inputs)
        {
            if (input.IsTracked) return Active;
        }
        return null;
    }

    /// <summary>Notes that <paramref name="result"/> came from <paramref name="inputs"/> by the operation whose node this returns.</summary>
    internal TNode Record<TNode>(Tensor result, params ReadOnlySpan<Tensor> inputs) where TNode : Node, new()
    {
        var node = Rent<TNode>();
        node.Connect(result, inputs);
        return node;
    }

    /// <summary>Notes an operation of several results.</summary>
    internal TNode RecordAll<TNode>(ReadOnlySpan<Tensor> results, ReadOnlySpan<Tensor> inputs) where TNode : Node, new()
    {
        var node = Rent<TNode>();
        node.ConnectInputs(inputs);
        node.ConnectOutputs(results);
        return node;
    }

    /// <summary>Makes a tensor one that gradients can be taken with respect to.</summary>
    internal Tensor Leaf(Tensor value)
    {
        var leaf = value.View(value.Shape);
        Record<LeafNode>(leaf);
        return leaf;
    }

    internal void Pause() => paused++;

    internal void Continue() => paused--;

    /// <summary>
    /// Computes the gradients of a scalar (or of the sum of a tensor) into the nodes of <paramref name="sources"/>, in reverse order of
    /// recording; only what lies between them is visited.
    /// </summary>
    internal void Backpropagate(Tensor target, ReadOnlySpan<Tensor> sources, bool recorded)
    {
        var last = target.Body.Node?.Order ?? -1;
        for (var i = 0; i <= last; i++)
        {
            nodes[i].Needed = false;
            nodes[i].IsSource = false;
            nodes[i].Gradients.AsSpan().Clear();
        }
        foreach (var source in sources)
        {
            if (source.Body.Node is { } node)
            {
                node.Needed = true;
                node.IsSource = true;
                node.Gradients.AsSpan().Clear();
            }
        }
        for (var i = 0; i <= last; i++)
        {
            var node = nodes[i];
            for (var input = 0; input < node.Inputs.Length && !node.Needed; input++) node.Needed = node.Wants(input);
        }
        if (last < 0 || !nodes[last].Needed) return;

        nodes[last].Gradients[target.Body.Output] = Tensor.Ones(target.Shape);
        if (!recorded) Pause();
        try
        {
            for (var i = last; i >= 0; i--)
            {
                var node = nodes[i];
                if (!node.Needed || !HasGradient(node)) continue;
                if (recorded) node.BackwardRecorded();
                else node.Backward();
            }
        }
        finally
        {
            if (!recorded) Continue();
        }
    }

    private static bool HasGradient(Node node)
    {
        foreach (var gradient in node.Gradients)
        {
            if (!gradient.IsDefault) return true;
        }
        return false;
    }

    private TNode Rent<TNode>() where TNode : Node, new()
    {
        while (free.Count <= NodeKind<TNode>.Index) free.Add(new Stack<Node>());
        var node = free[NodeKind<TNode>.Index].TryPop(out var reused) ? (TNode)reused : new TNode();
        node.Order = nodes.Count;
        nodes.Add(node);
        kinds.Add(NodeKind<TNode>.Index);
        return node;
    }

    private readonly List<int> kinds = [];

    private void Forget()
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            nodes[i].Inputs.AsSpan().Clear();
            nodes[i].Outputs.AsSpan().Clear();
            nodes[i].Gradients.AsSpan().Clear();
            free[kinds[i]].Push(nodes[i]);
        }
        nodes.Clear();
        kinds.Clear();
    }

    private static class NodeKind<TNode>
    {
        internal static readonly int Index = Interlocked.Increment(ref nodeKinds) - 1;
    }
}
