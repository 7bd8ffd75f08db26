namespace LatentSharp;

/// <summary>
/// An optimizer at work on some parameters, in a loop of one's own: gradients and step in one call, and nothing allocated.
/// <code>
/// var minimizer = new Minimizer(new Adam(), network.TrainableParameters());
/// minimizer.Step(tape, loss);
/// </code>
/// </summary>
public sealed class Minimizer
{
    private readonly Parameter[] parameters;
    private readonly Tensor[] sources;
    private readonly Tensor[] gradients;

    /// <summary>Binds an optimizer to parameters.</summary>
    /// <exception cref="BadArgumentException">There are none.</exception>
    public Minimizer(Optimizer optimizer, IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(parameters);
        this.parameters = [.. parameters.Distinct()];
        if (this.parameters.Length == 0) throw new BadArgumentException("Minimizer: there are no trainable parameters.");
        sources = new Tensor[this.parameters.Length];
        gradients = new Tensor[this.parameters.Length];
        State = optimizer.Bind(this.parameters);
    }

    /// <summary>What the optimizer remembers.</summary>
    public OptimizerState State { get; }

    /// <summary>Changes the parameters so that a loss, computed on this tape, becomes smaller.</summary>
    public void Step(GradientTape tape, Tensor loss)
    {
        ArgumentNullException.ThrowIfNull(tape);
        Differentiate(tape, loss, default, sources, gradients);
        State.Apply(gradients);
    }

    /// <summary>How many parameters there are.</summary>
    internal int Count => parameters.Length;

    /// <summary>The gradients of a loss, computed on this tape, with respect to the parameters.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="loss">One number.</param>
    /// <param name="along">What the loss is multiplied by; <c>default</c> for 1.</param>
    /// <param name="leaves">Room for the parameters' values on the tape.</param>
    /// <param name="results">The gradients, one for each parameter.</param>
    internal void Differentiate(GradientTape tape, Tensor loss, Tensor along, Span<Tensor> leaves, Span<Tensor> results)
    {
        for (var i = 0; i < parameters.Length; i++) leaves[i] = parameters[i].Value;
        tape.Gradient(loss, leaves, results, differentiable: false, along);
    }

    /// <summary>Changes the parameters by gradients that were computed elsewhere.</summary>
    internal void Apply(ReadOnlySpan<Tensor> given) => State.Apply(given);
}
