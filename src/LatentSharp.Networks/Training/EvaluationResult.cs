namespace LatentSharp;

/// <summary>What <c>Evaluate</c> found.</summary>
/// <param name="Loss">The mean loss, weighted by samples, penalties included.</param>
/// <param name="Metrics">The figures of the metrics by name, in the order of <c>Compile</c>.</param>
public sealed record EvaluationResult(double Loss, IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>One figure by name, <c>loss</c> included.</summary>
    /// <exception cref="BadArgumentException">There is none of that name.</exception>
    public double this[string name] => name == "loss" ? Loss : Metrics.TryGetValue(name, out var value)
        ? value
        : throw new BadArgumentException($"Evaluate: there is no '{name}'; there are {string.Join(", ", Metrics.Keys.Prepend("loss"))}.");

    /// <summary>The loss alone.</summary>
    public static implicit operator double(EvaluationResult result) => (result ?? throw new ArgumentNullException(nameof(result))).Loss;
}
