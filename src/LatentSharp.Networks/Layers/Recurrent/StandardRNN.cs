namespace LatentSharp;

/// <summary>What the recurrent layers of this library have in common: sequences (N, T, F) of their cell's units.</summary>
public abstract class StandardRNN : RecurrentLayer
{
    private StandardCell? cell;

    private protected StandardRNN(int units, ActivationFunction? activation)
    {
        Units = Require.Positive(units, $"{GetType().Name}: units");
        Activation = activation ?? Activations.Tanh;
    }

    /// <inheritdoc cref="StandardCell.Units"/>
    public int Units { get; }

    /// <inheritdoc cref="StandardCell.Activation"/>
    public ActivationFunction Activation { get; }

    /// <inheritdoc cref="StandardCell.UseBias"/>
    public bool UseBias { get => Settings.UseBias; init => Settings = Settings with { UseBias = value }; }

    /// <inheritdoc cref="StandardCell.KernelInitializer"/>
    public Initializer KernelInitializer
    {
        get => Settings.KernelInitializer;
        init => Settings = Settings with { KernelInitializer = value };
    }

    /// <inheritdoc cref="StandardCell.RecurrentInitializer"/>
    public Initializer RecurrentInitializer
    {
        get => Settings.RecurrentInitializer;
        init => Settings = Settings with { RecurrentInitializer = value };
    }

    /// <inheritdoc cref="StandardCell.BiasInitializer"/>
    public Initializer BiasInitializer { get => Settings.BiasInitializer; init => Settings = Settings with { BiasInitializer = value }; }

    /// <inheritdoc cref="StandardCell.KernelRegularizer"/>
    public Regularizer? KernelRegularizer
    {
        get => Settings.KernelRegularizer;
        init => Settings = Settings with { KernelRegularizer = value };
    }

    /// <inheritdoc cref="StandardCell.RecurrentRegularizer"/>
    public Regularizer? RecurrentRegularizer
    {
        get => Settings.RecurrentRegularizer;
        init => Settings = Settings with { RecurrentRegularizer = value };
    }

    /// <inheritdoc cref="StandardCell.BiasRegularizer"/>
    public Regularizer? BiasRegularizer { get => Settings.BiasRegularizer; init => Settings = Settings with { BiasRegularizer = value }; }

    /// <summary>A penalty on the output, summed over the batch as in Keras 3, added to the loss. Default none.</summary>
    public Regularizer? ActivityRegularizer { get; init; }

    /// <inheritdoc cref="StandardCell.KernelConstraint"/>
    public Constraint? KernelConstraint { get => Settings.KernelConstraint; init => Settings = Settings with { KernelConstraint = value }; }

    /// <inheritdoc cref="StandardCell.RecurrentConstraint"/>
    public Constraint? RecurrentConstraint
    {
        get => Settings.RecurrentConstraint;
        init => Settings = Settings with { RecurrentConstraint = value };
    }

    /// <inheritdoc cref="StandardCell.BiasConstraint"/>
    public Constraint? BiasConstraint { get => Settings.BiasConstraint; init => Settings = Settings with { BiasConstraint = value }; }

    /// <inheritdoc cref="StandardCell.Dropout"/>
    public double Dropout { get => Settings.Dropout; init => Settings = Settings with { Dropout = value }; }

    /// <inheritdoc cref="StandardCell.RecurrentDropout"/>
    public double RecurrentDropout { get => Settings.RecurrentDropout; init => Settings = Settings with { RecurrentDropout = value }; }

    /// <summary>
    /// Whether a whole sequence is one operation where that is possible: without a dropout of states, and with activations that the kernel
    /// knows. It is much faster, but its gradient cannot be differentiated again. Default true.
    /// </summary>
    public bool Fused { get; init; } = true;

    internal sealed override RecurrentCell StepCell => cell ??= CreateCell();

    private protected CellSettings Settings { get; private set; } = new();

    private protected abstract StandardCell CreateCell();

    /// <summary>Runs the whole sequences in one kernel; false where that is not possible.</summary>
    private protected abstract bool TryFused(in RecurrentInputs inputs, in SequenceOptions options, out SequenceResult result);

    private protected sealed override Tensor Run(Tensor input, Span<Tensor> states, in SequenceOptions options, in CallContext context)
    {
        var output = RunFused(input, states, options, context) is { IsDefault: false } fused
            ? fused
            : base.Run(input, states, options, context);
        context.Penalize(ActivityRegularizer, output);
        return output;
    }

    private Tensor RunFused(Tensor input, Span<Tensor> states, in SequenceOptions options, in CallContext context)
    {
        if (!Fused || (context.Training && RecurrentDropout > 0)) return default;
        var own = (StandardCell)StepCell;
        var inputs = new RecurrentInputs(
            own.Dropped(input, context), own.Kernel, own.RecurrentKernel, own.Bias, states[0], states.Length > 1 ? states[1] : default);
        if (!TryFused(inputs, options, out var result)) return default;
        states[0] = result.State;
        if (states.Length > 1) states[1] = result.Cell;
        return result.Output;
    }

    internal override Layer CopyUnbuilt()
    {
        var copy = (StandardRNN)base.CopyUnbuilt();
        copy.cell = null;
        return copy;
    }
}
