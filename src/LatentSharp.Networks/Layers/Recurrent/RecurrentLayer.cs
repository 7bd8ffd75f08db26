using System.Buffers;

namespace LatentSharp;

/// <summary>
/// A layer that walks sequences (N, T, …) with a cell. It gives the last output (N, units), or all (N, T, units) with
/// <see cref="ReturnSequences"/>, and with <see cref="ReturnState"/> the last states as further results. Called on several inputs, the
/// further ones are the first states, (N, size) each. Steps that the input's <see cref="Tensor.Mask"/> (N, T) leaves out pass the states on
/// unchanged, and their output is that of the step before.
/// </summary>
public abstract class RecurrentLayer : MultiTensorLayer
{
    private Tensor[]? kept;
    private bool goBackwards;
    private bool zeroOutputForMask;

    private protected RecurrentLayer()
    {
    }

    /// <summary>Whether the result has the outputs of all steps; otherwise it is the last. Default false.</summary>
    public bool ReturnSequences { get; init; }

    /// <summary>Whether the last states are results too. Default false.</summary>
    public bool ReturnState { get; init; }

    /// <summary>Whether the last step comes first; outputs and their mask are in the order of computation. Default false.</summary>
    public bool GoBackwards { get => goBackwards; init => goBackwards = value; }

    /// <summary>
    /// Whether each batch starts from the states in which the one before ended, sample by sample, until <see cref="ResetState"/>. Gradients
    /// do not flow from batch to batch. Default false.
    /// </summary>
    public bool Stateful { get; init; }

    /// <summary>Whether the outputs of masked steps are 0, where all are returned. Default false.</summary>
    public bool ZeroOutputForMask { get => zeroOutputForMask; init => zeroOutputForMask = value; }

    internal override bool ChangesInUse => Stateful;

    internal override TrainingSnapshot? Memory
    {
        get
        {
            if (kept is null) return null;
            var snapshot = new TrainingSnapshot();
            for (var i = 0; i < kept.Length; i++) snapshot.Add(FormattableString.Invariant($"{i:D3}"), kept[i]);
            return snapshot;
        }

        set => kept = value is null ? null : [.. value.Tensors.Values];
    }

    /// <summary>The cell that computes a step.</summary>
    internal abstract RecurrentCell StepCell { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Layers => [StepCell];

    /// <inheritdoc/>
    public override int OutputCount => ReturnState ? StepCell.OutputCount : 1;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape[] OutputShapes(ReadOnlySpan<Shape> inputs)
    {
        CheckCount(inputs.Length);
        var shapes = StepCell.OutputShapes([StepShape(inputs[0])]);
        if (ReturnSequences) shapes[0] = shapes[0][1..].Prepend(inputs[0][1]).Prepend(shapes[0][0]);
        for (var i = 1; i < inputs.Length; i++) CheckState(i - 1, inputs[i], inputs[0][0]);
        return ReturnState ? shapes : shapes[..1];
    }

    /// <summary>Lets the next batch start from zeros again.</summary>
    public void ResetState() => kept = null;

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder) =>
        builder.Build(StepCell, StepCell.Name ?? StepCell.Kind, StepShape(input));

    /// <summary>Any number of steps fits.</summary>
    private protected override Shape Generalized(Shape input) => input.With(1, Shape.Any);

    /// <inheritdoc/>
    protected internal override void Forward(ReadOnlySpan<Tensor> inputs, Span<Tensor> results, in CallContext context)
    {
        CheckCount(inputs.Length);
        var input = inputs[0];
        StepShape(input.Shape);
        var count = StepCell.StateSizes.Count;
        var rented = ArrayPool<Tensor>.Shared.Rent(count + 1);
        var states = rented.AsSpan(0, count);
        try
        {
            states.Clear();
            if (inputs.Length > 1) inputs[1..].CopyTo(states);
            else if (Stateful && kept is not null) Recall(states, input.Shape[0]);
            for (var i = 0; i < count; i++)
                if (!states[i].IsDefault) CheckState(i, states[i].Shape, input.Shape[0]);
            var options = new SequenceOptions
            {
                Mask = input.Mask, ReturnSequences = ReturnSequences, GoBackwards = GoBackwards, ZeroOutputForMask = ZeroOutputForMask,
            };
            results[0] = Run(input, states, options, context);
            if (results.Length > 1) states.CopyTo(results[1..]);
            if (Stateful) Remember(states);
        }
        finally
        {
            ArrayPool<Tensor>.Shared.Return(rented, clearArray: true);
        }
    }

    /// <summary>The mask of the input, in the order of the output.</summary>
    protected internal override Tensor OutputMask(ReadOnlySpan<Tensor> inputs)
    {
        var mask = inputs[0].Mask;
        return !ReturnSequences || mask.IsDefault ? default : GoBackwards ? Ops.Flip(mask, 1) : mask;
    }

    /// <summary>Walks the sequences; the states, default for zeros, are replaced by the last.</summary>
    private protected virtual Tensor Run(Tensor input, Span<Tensor> states, in SequenceOptions options, in CallContext context) =>
        StepByStep.Run(StepCell, input, states, options, context);

    /// <summary>A copy that walks the other way, or the same.</summary>
    internal RecurrentLayer CopyUnbuilt(bool backwards, bool zeroes)
    {
        var copy = (RecurrentLayer)CopyUnbuilt();
        (copy.kept, copy.goBackwards, copy.zeroOutputForMask) = (null, backwards, zeroes);
        return copy;
    }

    private Shape StepShape(Shape input)
    {
        if (input.Rank < 3)
            throw new BadArgumentException(
                $"{Name ?? GetType().Name}: input {input} is no batch of sequences; it takes (N, steps, features).");
        return input[2..].Prepend(input[0]);
    }

    private void CheckCount(int inputs)
    {
        if (inputs != 1 && inputs != StepCell.OutputCount)
            throw new BadArgumentException(
                $"{Name ?? GetType().Name}: was called on {inputs} inputs; it takes sequences, or "
                + $"sequences and {StepCell.StateSizes.Count} first states.");
    }

    private void CheckState(int index, Shape given, int samples)
    {
        Shape needed = [samples, StepCell.StateSizes[index]];
        if (given.Rank != 2 || given[1] != needed[1] || (given[0] != samples && given[0] != Shape.Any && samples != Shape.Any))
            throw new BadArgumentException($"{Name ?? GetType().Name}: a state {given} does not fit; {needed} is needed.");
    }

    private void Recall(Span<Tensor> states, int samples)
    {
        if (kept![0].Shape[0] != samples)
            throw new BadArgumentException(
                $"{Name ?? GetType().Name}: is stateful, and a batch of {samples} samples follows one of "
                + $"{kept[0].Shape[0]}; call ResetState, or keep to one size.");
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = Tensor.Allocate(kept[i].Shape);
            kept[i].AsSpan().CopyTo(states[i].Floats);
        }
    }

    private void Remember(ReadOnlySpan<Tensor> states)
    {
        kept ??= new Tensor[states.Length];
        for (var i = 0; i < states.Length; i++)
        {
            if (kept[i].IsDefault || kept[i].Shape != states[i].Shape) kept[i] = states[i].Keep();
            else states[i].AsSpan().CopyTo(kept[i].Floats);
        }
    }
}
