using System.Buffers;

namespace LatentSharp;

/// <summary>
/// A long short-term memory of images, whose products are convolutions (Shi et al. 2015): (N, T, H, W, C) -> (N, H', W', filters), or
/// (N, T, H', W', filters) with <see cref="ReturnSequences"/>. With i, f, g, o the four blocks of conv(x, kernel) + conv(h, recurrent
/// kernel) + bias,
/// c' = s(f) · c + s(i) · a(g) and h' = s(o) · a(c'). Padding, strides and dilation are those of the convolution of x; h is padded to stay
/// as it is. Called on
/// three inputs, the others are the first h and c, (N, H', W', filters) each. Steps that the mask (N, T) leaves out pass h and c on
/// unchanged, and their output is
/// that of the step before. Weights: <c>kernel</c> (height, width, C, 4 · filters), <c>recurrent_kernel</c> (height, width, filters, 4 ·
/// filters), <c>bias</c>
/// (4 · filters), in blocks i, f, g, o.
/// </summary>
/// <param name="filters">The number of results at each place, 1 or more.</param>
/// <param name="kernelSize">The size of both kernels, 1 or more: one number, or (height, width).</param>
/// <param name="activation">The function a. Default <see cref="Activations.Tanh"/>.</param>
/// <param name="recurrentActivation">The function s. Default <see cref="Activations.Sigmoid"/>.</param>
public sealed class ConvLSTM2D(
    int filters, Size2D kernelSize, ActivationFunction? activation = null, ActivationFunction? recurrentActivation = null)
    : ConvolutionLayer<Size2D>(kernelSize, filters, activation ?? Activations.Tanh)
{
    private static readonly ConvolutionOptions Staying = new() { Padding = Padding.Same };

    private Parameter kernel = null!;
    private Parameter recurrent = null!;

    /// <summary>The number of results at each place.</summary>
    public int Filters { get; } = Require.Positive(filters, "ConvLSTM2D: filters");

    /// <summary>The function of the gates.</summary>
    public ActivationFunction RecurrentActivation { get; } = recurrentActivation ?? Activations.Sigmoid;

    /// <summary>Whether the forget gate's bias starts from 1. Default true.</summary>
    public bool UnitForgetBias { get; init; } = true;

    /// <summary>Draws the kernel. Default <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer KernelInitializer { get; init; } = Initializers.GlorotUniform;

    /// <summary>Draws the recurrent kernel. Default <see cref="Initializers.Orthogonal"/>.</summary>
    public Initializer RecurrentInitializer { get; init; } = Initializers.Orthogonal();

    /// <summary>A penalty on the kernel, added to the loss. Default none.</summary>
    public Regularizer? KernelRegularizer { get; init; }

    /// <summary>A penalty on the recurrent kernel, added to the loss. Default none.</summary>
    public Regularizer? RecurrentRegularizer { get; init; }

    /// <summary>What holds for the kernel after each step of training. Default nothing.</summary>
    public Constraint? KernelConstraint { get; init; }

    /// <summary>What holds for the recurrent kernel after each step of training. Default nothing.</summary>
    public Constraint? RecurrentConstraint { get; init; }

    /// <summary>The share of inputs that are dropped in training, the same at all steps. Default 0; below 1.</summary>
    public double Dropout { get; init => field = Require.InRange(value, 0, 1, "ConvLSTM2D: dropout", highIncluded: false); }

    /// <summary>
    /// The share of h that is dropped before the recurrent kernel in training, the same at all steps. Default 0; below 1.
    /// </summary>
    public double RecurrentDropout
    {
        get;
        init => field = Require.InRange(value, 0, 1, "ConvLSTM2D: recurrentDropout", highIncluded: false);
    }

    /// <summary>Whether the result has the outputs of all steps; otherwise it is the last. Default false.</summary>
    public bool ReturnSequences { get; init; }

    /// <summary>Whether the last h and c are results too. Default false.</summary>
    public bool ReturnState { get; init; }

    /// <summary>Whether the last step comes first; outputs and their mask are in the order of computation. Default false.</summary>
    public bool GoBackwards { get; init; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override int OutputCount => ReturnState ? 3 : 1;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => OutputShapes([input])[0];

    /// <inheritdoc/>
    public override Shape[] OutputShapes(ReadOnlySpan<Shape> inputs)
    {
        var state = StateShape(inputs[0]);
        if (inputs.Length is not (1 or 3))
            throw new BadArgumentException(
                $"ConvLSTM2D: was called on {inputs.Length} inputs; it takes sequences, or with them the first h and c.");
        foreach (var given in inputs[1..])
        {
            if (given.Rank != 4 || given[1..] != state[1..] || (given[0] != state[0] && given[0] != Shape.Any && state[0] != Shape.Any))
                throw new BadArgumentException($"ConvLSTM2D: a state {given} does not fit; {state} is needed.");
        }
        var output = ReturnSequences ? state[1..].Prepend(inputs[0][1]).Prepend(state[0]) : state;
        return ReturnState ? [output, state, state] : [output];
    }

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder)
    {
        OutputShape(input);
        var (channels, columns) = (input[^1], 4 * Filters);
        var fans = KernelFans(channels, columns);
        kernel = builder.Add(
            "kernel", KernelShape(channels, columns), KernelInitializer, fans, regularizer: KernelRegularizer,
            constraint: KernelConstraint);
        recurrent = builder.Add(
            "recurrent_kernel", KernelShape(Filters, columns), RecurrentInitializer, KernelFans(Filters, columns),
            regularizer: RecurrentRegularizer, constraint: RecurrentConstraint);
        AddBias(builder, columns, fans, UnitForgetBias ? new OpenForgetGate(BiasInitializer) : null);
    }

    /// <summary>Any number of steps fits.</summary>
    private protected override Shape Generalized(Shape input) => input.With(1, Shape.Any);

    /// <summary>Computes the first result.</summary>
    protected internal override Tensor Forward(Tensor input, in CallContext context) => MultiTensorLayer.FirstOf(this, input, context);

    /// <inheritdoc/>
    protected internal override void Forward(ReadOnlySpan<Tensor> inputs, Span<Tensor> results, in CallContext context)
    {
        var state = StateShape(inputs[0].Shape);
        if (inputs.Length > 1) OutputShapes([inputs[0].Shape, .. Shapes(inputs[1..])]);
        var (h, c) = inputs.Length > 1 ? (inputs[1], inputs[2]) : (Tensor.Zeros(state), Tensor.Zeros(state));
        results[0] = Penalized(Walk(inputs[0], ref h, ref c, context), context);
        if (results.Length > 1) (results[1], results[2]) = (h, c);
    }

    /// <summary>The mask of the input, in the order of the output.</summary>
    protected internal override Tensor OutputMask(ReadOnlySpan<Tensor> inputs)
    {
        var mask = inputs[0].Mask;
        return !ReturnSequences || mask.IsDefault ? default : GoBackwards ? Ops.Flip(mask, 1) : mask;
    }

    private Tensor Walk(Tensor input, ref Tensor h, ref Tensor c, in CallContext context)
    {
        var (steps, dropsState) = (input.Shape[1], context.Training && RecurrentDropout > 0);
        if (steps == 0) throw new BadArgumentException($"ConvLSTM2D: sequences {input.Shape} have no steps.");
        var kept = dropsState ? Ops.Dropout(Tensor.Ones(h.Shape), (float)RecurrentDropout, RandomOf(context).Derive("state")) : default;
        var rented = ArrayPool<Tensor>.Shared.Rent(3 * steps);
        try
        {
            var arriving = rented.AsSpan(0, steps);
            var outputs = rented.AsSpan(steps, steps);
            var masks = rented.AsSpan(2 * steps, steps);
            Ops.Unstack(OfInputs(input, h.Shape, context), 1, arriving);
            if (!input.Mask.IsDefault) Ops.Unstack(Ops.Reshape(input.Mask, [input.Shape[0], steps, 1, 1, 1]), 1, masks);
            Tensor last = default;
            for (var step = 0; step < steps; step++)
            {
                var time = GoBackwards ? steps - 1 - step : step;
                var gates = arriving[time] + Ops.Convolution(dropsState ? h * kept : h, recurrent.Value, default, Staying);
                var (nextH, nextC) = Step(gates, c);
                if (!input.Mask.IsDefault)
                {
                    last = Ops.Where(masks[time], nextH, last.IsDefault ? 0f : last);
                    (h, c) = (Ops.Where(masks[time], nextH, h), Ops.Where(masks[time], nextC, c));
                }
                else
                {
                    (last, h, c) = (nextH, nextH, nextC);
                }
                outputs[step] = last;
            }
            return ReturnSequences ? Ops.Stack(outputs, 1) : last;
        }
        finally
        {
            ArrayPool<Tensor>.Shared.Return(rented, clearArray: true);
        }
    }

    /// <summary>conv(x, kernel) + bias of all steps at once: (N, T, H, W, C) -> (N, T, H', W', 4 · filters).</summary>
    private Tensor OfInputs(Tensor input, Shape state, in CallContext context)
    {
        var (samples, steps, image) = (input.Shape[0], input.Shape[1], input.Shape[2..]);
        if (context.Training && Dropout > 0)
            input *= Ops.Dropout(Tensor.Ones(image.Prepend(1).Prepend(samples)), (float)Dropout, RandomOf(context).Derive("input"));
        var z = Ops.Convolution(Ops.Reshape(input, image.Prepend(samples * steps)), kernel.Value, Bias, Options);
        return Ops.Reshape(z, [samples, steps, state[1], state[2], 4 * Filters]);
    }

    private (Tensor H, Tensor C) Step(Tensor gates, Tensor c)
    {
        var inOut = RecurrentActivation.Apply(Ops.Slice(gates, ^1, 0, 2 * Filters));
        var arriving = Ops.Slice(inOut, ^1, 0, Filters) * Activation.Apply(Ops.Slice(gates, ^1, 2 * Filters, Filters));
        var next = (Ops.Slice(inOut, ^1, Filters, Filters) * c) + arriving;
        return (RecurrentActivation.Apply(Ops.Slice(gates, ^1, 3 * Filters, Filters)) * Activation.Apply(next), next);
    }

    private Shape StateShape(Shape input)
    {
        if (input.Rank != 5)
            throw new BadArgumentException(
                $"{Name ?? "ConvLSTM2D"}: input {input} is no batch of sequences of images; it takes (N, steps, height, width, channels).");
        return base.OutputShape(input[2..].Prepend(input[0]));
    }

    private static Shape[] Shapes(ReadOnlySpan<Tensor> tensors)
    {
        var shapes = new Shape[tensors.Length];
        for (var i = 0; i < shapes.Length; i++) shapes[i] = tensors[i].Shape;
        return shapes;
    }
}
