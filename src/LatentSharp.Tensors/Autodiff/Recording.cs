namespace LatentSharp;

/// <summary>
/// What the tapes of one thread have recorded, in order, with the arena that holds the numbers. Tapes that are open at the same
/// time share it; it is recycled when the last of them ends. A training has a recording of its own within whatever is open, since it
/// recycles its memory with every step.
/// </summary>
internal sealed class Recording
{
    [ThreadStatic]
    private static Recording? current;

    [ThreadStatic]
    private static Stack<Recording>? spare;

    private static int nodeKinds;

    private readonly List<Node> nodes = [];
    private readonly List<Stack<Node>> free = [];
    private readonly List<(Parameter Parameter, ParameterLeaf Leaf)> displaced = [];
    private Recording? outer;
    private Arena? arena, outerArena;
    private bool isApart;
    private int tapes;
    private int paused;

    /// <summary>Distinguishes one life of the recording from the next, so that a parameter knows whether its leaf is of this one.</summary>
    internal long Life { get; private set; }

    /// <summary>
    /// Which of the shards of a step it records, from 1; 0 outside of shards. Several threads record at the same time then.
    /// </summary>
    internal int Shard { get; private set; }

    /// <summary>The recording of this thread, if a tape is open and not paused.</summary>
    internal static Recording? Active => current is { paused: 0 } recording ? recording : null;

    /// <summary>Whether this thread records here now, or would if it were not paused.</summary>
    internal bool IsCurrent => current == this;

    /// <summary>Whether a leaf of that life can still be asked for its gradient.</summary>
    internal bool IsOpen(long life) => tapes > 0 && Life == life;

    /// <summary>Opens a tape on the recording of this thread.</summary>
    /// <param name="apart">
    /// Whether on one of its own, with memory of its own, until that is closed: its <see cref="Restart"/> touches nothing else.
    /// </param>
    /// <param name="shard">Its place among those of the shards of a step, from 1; 0 outside of shards.</param>
    internal static Recording Open(bool apart = false, int shard = 0)
    {
        if (current is null || apart)
        {
            var recording = spare is { Count: > 0 } ? spare.Pop() : new Recording();
            (recording.outer, recording.isApart, recording.paused, recording.Shard) = (current, apart, 0, shard);
            recording.outerArena = apart ? Arena.Suspend() : null;
            recording.arena = Arena.Open();
            recording.Life = Interlocked.Increment(ref lives);
            current = recording;
        }
        current.tapes++;
        return current;
    }

    private static long lives;

    internal void CloseTape()
    {
        if (--tapes > 0) return;
        Forget();
        foreach (var (parameter, leaf) in displaced) parameter.Restore(leaf);
        displaced.Clear();
        arena?.Close();
        if (IsCurrent)
        {
            current = outer;
            if (isApart) Arena.Resume(outerArena);
        }
        (arena, outer, outerArena) = (null, null, null);
        (spare ??= new Stack<Recording>()).Push(this);
    }

    /// <summary>Suspends the recording of this thread, so that nothing is recorded; give the result to <see cref="Resume"/>.</summary>
    internal static Recording? Suspend()
    {
        var recording = current;
        current = null;
        return recording;
    }

    internal static void Resume(Recording? recording) => current = recording;

    /// <summary>
    /// Steps out of a recording apart, to what was open when it began; <see cref="Return"/> steps in again, on any thread.
    /// </summary>
    internal void Leave()
    {
        current = outer;
        Arena.Resume(outerArena);
    }

    /// <summary>Steps in again; what was opened or closed meanwhile is what the recording now lies within.</summary>
    internal void Return()
    {
        outer = current;
        outerArena = Arena.Suspend();
        current = this;
        Arena.Resume(arena);
    }

    /// <summary>Remembers a parameter's leaf on another open recording, to be given back when this one ends.</summary>
    internal void Displace(Parameter parameter, ParameterLeaf leaf) => displaced.Add((parameter, leaf));

    /// <summary>Recycles all nodes and tensors while the tape stays open: the next step of a training loop.</summary>
    internal void Restart()
    {
        Forget();
        arena?.Recycle();
        Life = Interlocked.Increment(ref lives);
    }

    /// <summary>The recording, if it must note an operation on this input.</summary>
    internal static Recording? For(Tensor a) => a.IsTracked && Active is { } recording && a.IsOn(recording.Life) ? recording : null;

    /// <inheritdoc cref="For(Tensor)"/>
    internal static Recording? For(Tensor a, Tensor b) => For(a) ?? For(b);

    /// <inheritdoc cref="For(Tensor)"/>
    internal static Recording? For(Tensor a, Tensor b, Tensor c) => For(a) ?? For(b) ?? For(c);

    /// <inheritdoc cref="For(Tensor)"/>
    internal static Recording? For(ReadOnlySpan<Tensor> inputs)
    {
        foreach (var input in inputs)
        {
            if (For(input) is { } recording) return recording;
        }
        return null;
    }

    /// <summary>
    /// Notes that <paramref name="result"/> came from <paramref name="inputs"/> by the operation whose node this returns.
    /// </summary>
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
    internal void Backpropagate(Tensor target, ReadOnlySpan<Tensor> sources, bool recorded, Tensor along)
    {
        var last = target.IsOn(Life) ? target.Body.Node!.Order : -1;
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

        nodes[last].Gradients[target.Body.Output] = along.IsDefault ? Tensor.Ones(target.Shape) : along;
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
        (node.Order, node.Life) = (nodes.Count, Life);
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
