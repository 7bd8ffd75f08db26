namespace LatentSharp;

/// <summary>
/// One step of a recurrent layer: from an input (N, …) and states (N, size) to an output and the next states. Classes of one's own override
/// <see cref="StateSizes"/> and <see cref="Step"/>, create their weights in <see cref="Layer.BuildParameters"/> for the input of one step,
/// and are run over sequences by <see cref="RNN"/>. Called as a layer, on an input or on an input and states, a cell gives its output and
/// its states.
/// </summary>
public abstract class RecurrentCell : MultiTensorLayer
{
    /// <summary>The size of each state, one at least.</summary>
    public abstract IReadOnlyList<int> StateSizes { get; }

    /// <summary>The size of the output. Default that of the first state.</summary>
    public virtual int OutputSize => StateSizes[0];

    /// <inheritdoc/>
    public sealed override int OutputCount => 1 + StateSizes.Count;

    /// <summary>The shapes of the output of one step and of the states after it.</summary>
    /// <inheritdoc/>
    public override Shape[] OutputShapes(ReadOnlySpan<Shape> inputs)
    {
        var samples = inputs[0][0];
        return [[samples, OutputSize], .. StateSizes.Select(size => new Shape(samples, size))];
    }

    /// <summary>Computes one step.</summary>
    /// <param name="input">(N, …).</param>
    /// <param name="states">The states before the step, (N, size) each.</param>
    /// <param name="next">Receives the states after it.</param>
    /// <param name="context">
    /// The call that it is part of: the same for all steps of a sequence, so that random numbers of its stream are the same too.
    /// </param>
    /// <returns>The output, (N, <see cref="OutputSize"/>).</returns>
    protected internal abstract Tensor Step(Tensor input, ReadOnlySpan<Tensor> states, Span<Tensor> next, in CallContext context);

    /// <inheritdoc/>
    protected internal sealed override void Forward(ReadOnlySpan<Tensor> inputs, Span<Tensor> results, in CallContext context)
    {
        if (inputs.Length != 1 && inputs.Length != OutputCount)
            throw new BadArgumentException(
                $"{Name ?? GetType().Name}: was called on {inputs.Length} inputs; it takes an "
                + $"input, or an input and {StateSizes.Count} states.");
        var samples = inputs[0].Shape[0];
        ReadOnlySpan<Tensor> states = inputs.Length > 1 ? inputs[1..] : [.. StateSizes.Select(size => Tensor.Zeros([samples, size]))];
        results[0] = Step(inputs[0], states, results[1..], context);
    }
}
