namespace LatentSharp;

/// <summary>
/// One operation that a tape recorded: its inputs and how a gradient flows back through it. Nodes are recycled with their
/// tape, so a concrete node sets every field of its own each time it is recorded.
/// </summary>
internal abstract class Node
{
    internal Tensor[] Inputs = [];
    internal Tensor[] Outputs = [];
    internal Tensor[] Gradients = [];

    /// <summary>Gradients that share the memory of another tensor and must not be added to in place.</summary>
    private bool[] borrowed = [];

    private Tensor[][] sizes = [];

    /// <summary>The place on the tape; inputs of a node always come before it.</summary>
    internal int Order;

    /// <summary>The life of the recording that it is of.</summary>
    internal long Life;

    /// <summary>Whether the gradient that is being computed passes through here.</summary>
    internal bool Needed;

    /// <summary>Whether the gradient that is being computed was asked for here.</summary>
    internal bool IsSource;

    /// <summary>The operation's name, for error messages.</summary>
    internal virtual string Name => GetType().Name.Replace("Node", "", StringComparison.Ordinal);

    /// <summary>The gradient of the only result.</summary>
    internal Tensor Gradient => Gradients[0];

    /// <summary>
    /// Memory of the result's shape for what the gradient becomes on its way to the inputs: the gradient's own where nobody
    /// else reads it.
    /// </summary>
    internal Tensor OwnGradient() => IsSource || borrowed[0] ? Tensor.Allocate(Gradient.Shape) : Gradient;

    /// <summary>Flows <see cref="Gradients"/> back to the inputs by kernels.</summary>
    internal abstract void Backward();

    /// <summary>
    /// Flows gradients back by operations that are recorded themselves, so that the gradient can be differentiated again.
    /// Operations without a second derivative say so by name.
    /// </summary>
    internal virtual void BackwardRecorded() =>
        throw new NotSupportedException($"{Name} has no second derivative: its gradient cannot be differentiated again.");

    /// <summary>Whether input <paramref name="index"/> wants a gradient.</summary>
    internal bool Wants(int index) => Inputs[index].IsOn(Life) && Inputs[index].Body.Node!.Needed;

    /// <summary>
    /// The memory into which a kernel writes the gradient of an input; <paramref name="accumulate"/> tells whether it must add to
    /// what is there already.
    /// </summary>
    internal Span<float> Destination(int index, out bool accumulate)
    {
        var body = Inputs[index].Body;
        var node = body.Node!;
        ref var slot = ref node.Gradients[body.Output];
        accumulate = !slot.IsDefault;
        if (accumulate && node.borrowed[body.Output])
        {
            var copy = Tensor.Allocate(body.Shape);
            slot.AsSpan().CopyTo(copy.Floats);
            slot = copy;
        }
        else if (!accumulate)
        {
            slot = Tensor.Allocate(body.Shape);
        }
        node.borrowed[body.Output] = false;
        return slot.Floats;
    }

    /// <summary>Hands over a finished gradient of an input, without a copy where it is the first.</summary>
    /// <param name="index">The input.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="owned">Whether nobody else reads this memory, so that it may be written to on the way back.</param>
    internal void Give(int index, Tensor gradient, bool owned = false)
    {
        var body = Inputs[index].Body;
        var node = body.Node!;
        ref var slot = ref node.Gradients[body.Output];
        node.borrowed[body.Output] = slot.IsDefault && !owned;
        slot = slot.IsDefault ? gradient : Ops.Add(slot, gradient);
    }

    internal void Connect(Tensor first, ReadOnlySpan<Tensor> inputs)
    {
        ConnectInputs(inputs);
        ConnectOutputs(new ReadOnlySpan<Tensor>(in first));
    }

    internal void ConnectInputs(ReadOnlySpan<Tensor> inputs)
    {
        if (Inputs.Length != inputs.Length) Inputs = Sized(inputs.Length);
        inputs.CopyTo(Inputs);
    }

    /// <summary>
    /// An array for so many inputs, kept for when the node is recycled for another number: a concatenation of two, then of three.
    /// </summary>
    private Tensor[] Sized(int count)
    {
        foreach (var kept in sizes)
        {
            if (kept.Length == count) return kept;
        }
        sizes = [.. sizes, new Tensor[count]];
        return sizes[^1];
    }

    internal void ConnectOutputs(ReadOnlySpan<Tensor> outputs)
    {
        if (Outputs.Length != outputs.Length)
        {
            Outputs = new Tensor[outputs.Length];
            Gradients = new Tensor[outputs.Length];
            borrowed = new bool[outputs.Length];
        }
        outputs.CopyTo(Outputs);
        for (var i = 0; i < outputs.Length; i++)
        {
            var body = outputs[i].Body;
            (body.Node, body.Output, body.Life) = (this, i, Life);
        }
    }
}

/// <summary>What a gradient is taken with respect to: a watched tensor or a parameter.</summary>
internal sealed class LeafNode : Node
{
    internal override void Backward()
    {
    }

    internal override void BackwardRecorded()
    {
    }
}
