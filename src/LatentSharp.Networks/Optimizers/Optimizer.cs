namespace LatentSharp;

/// <summary>
/// How parameters follow their gradients. An optimizer is a setting: what it remembers of past gradients belongs to the
/// compiled model that uses it.
/// </summary>
public abstract class Optimizer
{
    /// <summary>The learning rate of each step.</summary>
    public required Schedule LearningRate { get; init; }

    /// <summary>Creates what the optimizer remembers about these parameters.</summary>
    public abstract OptimizerState Bind(IReadOnlyList<Parameter> parameters);
}

/// <summary>An optimizer at work on a list of parameters: the moments, and the number of steps done.</summary>
public abstract class OptimizerState
{
    /// <summary>Steps done so far.</summary>
    public long Step { get; protected set; }

    /// <summary>Changes all parameters, in one pass, by their gradients.</summary>
    /// <param name="gradients">One for each parameter, in the order of binding.</param>
    public abstract void Apply(ReadOnlySpan<Tensor> gradients);
}

/// <summary>Gradients applied in a loop of one's own.</summary>
public static class OptimizerExtensions
{
    /// <summary>Computes the gradients of a loss and applies them.</summary>
    public static void Minimize(this GradientTape tape, Tensor loss, OptimizerState optimizer, IReadOnlyList<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.Apply(tape.Gradient(loss, parameters));
    }
}
