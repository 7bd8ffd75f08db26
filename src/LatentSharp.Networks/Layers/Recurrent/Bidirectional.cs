using System.Buffers;

namespace LatentSharp;

/// <summary>How <see cref="Bidirectional"/> joins the outputs of both directions.</summary>
public enum MergeMode
{
    /// <summary>One beside the other along the last axis.</summary>
    Concat,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their product, element by element.</summary>
    Mul,

    /// <summary>Their mean.</summary>
    Ave,

    /// <summary>Not at all: they are two results.</summary>
    None,
}

/// <summary>
/// Walks sequences forwards with one layer and backwards with another (Schuster and Paliwal 1997), and joins their outputs step by step. Of
/// further inputs, first states, the first half is the forward layer's; last states stand in the same order after the output. Both layers
/// are new ones of the given settings. Where all steps are returned, the outputs of masked ones are 0.
/// </summary>
public sealed class Bidirectional : MultiTensorLayer
{
    private readonly RecurrentLayer forward;
    private readonly RecurrentLayer backward;
    private readonly RecurrentLayer? given;

    /// <summary>Creates the layer.</summary>
    /// <param name="layer">The settings of the forward layer.</param>
    /// <param name="mergeMode">How outputs are joined. Default one beside the other.</param>
    /// <param name="backwardLayer">The settings of the backward layer, which goes backwards. Default those of the forward one.</param>
    /// <exception cref="BadArgumentException">The layers do not fit each other.</exception>
    public Bidirectional(RecurrentLayer layer, MergeMode mergeMode = MergeMode.Concat, RecurrentLayer? backwardLayer = null)
    {
        Require.Given(layer, "Bidirectional: the layer");
        (Layer, MergeMode, given) = (layer, mergeMode, backwardLayer);
        var other = backwardLayer ?? layer;
        if (layer.GoBackwards || backwardLayer is { GoBackwards: false })
            throw new BadArgumentException(
                "Bidirectional: the first layer goes forwards and the second backwards; set GoBackwards of the second alone.");
        if ((layer.ReturnSequences, layer.ReturnState, layer.Stateful) != (other.ReturnSequences, other.ReturnState, other.Stateful))
            throw new BadArgumentException(
                "Bidirectional: the layers differ in ReturnSequences, ReturnState or Stateful; they agree in these.");
        forward = layer.CopyUnbuilt(backwards: false, layer.ReturnSequences);
        backward = other.CopyUnbuilt(backwards: true, layer.ReturnSequences);
        Layers = [forward, backward];
    }

    /// <summary>The settings of the forward layer.</summary>
    public RecurrentLayer Layer { get; }

    /// <summary>How outputs are joined.</summary>
    public MergeMode MergeMode { get; }

    /// <summary>The settings of the backward layer, where they were given.</summary>
    public RecurrentLayer? BackwardLayer => given;

    /// <summary>The forward and the backward layer.</summary>
    public override IReadOnlyList<Layer> Layers { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    private int Outputs => MergeMode == MergeMode.None ? 2 : 1;

    /// <inheritdoc/>
    public override int OutputCount => Outputs + forward.OutputCount - 1 + backward.OutputCount - 1;

    /// <summary>Lets the next batch of stateful layers start from zeros again.</summary>
    public void ResetState()
    {
        forward.ResetState();
        backward.ResetState();
    }

    /// <inheritdoc/>
    public override Shape[] OutputShapes(ReadOnlySpan<Shape> inputs)
    {
        var half = Half(inputs.Length);
        Shape[] ahead = forward.OutputShapes(inputs[..(1 + half)]), back = backward.OutputShapes([inputs[0], .. inputs[(1 + half)..]]);
        if (MergeMode == MergeMode.None) return [ahead[0], back[0], .. ahead[1..], .. back[1..]];
        if (MergeMode != MergeMode.Concat && ahead[0] != back[0])
            throw new BadArgumentException(
                $"Bidirectional: outputs {ahead[0]} and {back[0]} cannot be joined by {MergeMode}; they have the same shape.");
        return [MergeMode == MergeMode.Concat ? ahead[0].With(^1, ahead[0][^1] + back[0][^1]) : ahead[0], .. ahead[1..], .. back[1..]];
    }

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder)
    {
        OutputShapes([input]);
        builder.Build(forward, $"forward_{Layer.Name ?? forward.Kind}", input);
        builder.Build(backward, $"backward_{(given ?? Layer).Name ?? backward.Kind}", input);
    }

    /// <inheritdoc/>
    private protected override Shape Generalized(Shape input) => input.With(1, Shape.Any);

    /// <inheritdoc/>
    protected internal override void Forward(ReadOnlySpan<Tensor> inputs, Span<Tensor> results, in CallContext context)
    {
        var half = Half(inputs.Length);
        var rented = ArrayPool<Tensor>.Shared.Rent(forward.OutputCount + backward.OutputCount);
        try
        {
            var ahead = rented.AsSpan(0, forward.OutputCount);
            var back = rented.AsSpan(ahead.Length, backward.OutputCount);
            forward.CallAll(inputs[..(1 + half)], ahead, context);
            backward.CallAll(half == 0 ? inputs : [inputs[0], .. inputs[(1 + half)..]], back, context);
            results[0] = MergeMode == MergeMode.None ? ahead[0] : Join(ahead[0], back[0]);
            if (MergeMode == MergeMode.None) results[1] = InOrder(back[0]).WithMask(OutputMask(inputs));
            ahead[1..].CopyTo(results[Outputs..]);
            back[1..].CopyTo(results[(Outputs + ahead.Length - 1)..]);
        }
        finally
        {
            ArrayPool<Tensor>.Shared.Return(rented, clearArray: true);
        }
    }

    /// <inheritdoc/>
    protected internal override Tensor OutputMask(ReadOnlySpan<Tensor> inputs) => forward.ReturnSequences ? inputs[0].Mask : default;

    private Tensor Join(Tensor ahead, Tensor back)
    {
        back = InOrder(back);
        return MergeMode switch
        {
            MergeMode.Concat => Ops.Concatenate([ahead, back], ^1),
            MergeMode.Sum => ahead + back,
            MergeMode.Mul => ahead * back,
            _ => (ahead + back) / 2,
        };
    }

    private Tensor InOrder(Tensor back) => backward.ReturnSequences ? Ops.Flip(back, 1) : back;

    private int Half(int inputs)
    {
        if (inputs == 1) return 0;
        var states = forward.StepCell.StateSizes.Count;
        if (inputs == 1 + states + backward.StepCell.StateSizes.Count) return states;
        throw new BadArgumentException(
            $"Bidirectional: was called on {inputs} inputs; it takes sequences, or sequences and the first states of both layers.");
    }
}
