namespace LatentSharp;

/// <summary>What a model is compiled for at one of its outputs.</summary>
/// <param name="Prefix">
/// What stands before the names of its figures: empty for the only output, otherwise its name and an underscore.
/// </param>
/// <param name="Loss">What becomes small; null for nothing.</param>
/// <param name="LossWeight">What the loss is multiplied by in the sum over outputs.</param>
/// <param name="Metrics">What is reported; sample weights do not weigh them, as in Keras.</param>
/// <param name="WeightedMetrics">What is reported with sample weights.</param>
internal sealed record CompiledOutput(
    string Prefix, Loss? Loss, double LossWeight, IReadOnlyList<Metric> Metrics, IReadOnlyList<Metric> WeightedMetrics)
{
    /// <summary>The name of its own loss in the history.</summary>
    internal string LossName { get; } = $"{Prefix}loss";

    /// <exception cref="BadArgumentException">The lists do not fit the outputs, or a loss is not one number.</exception>
    internal static CompiledOutput[] All(
        IReadOnlyList<string> names, IReadOnlyList<Loss?> losses, IReadOnlyList<double>? weights,
        IReadOnlyList<IReadOnlyList<Metric>>? metrics, IReadOnlyList<IReadOnlyList<Metric>>? weightedMetrics)
    {
        Fits(losses.Count, "losses");
        Fits(weights?.Count, "loss weights");
        Fits(metrics?.Count, "lists of metrics");
        Fits(weightedMetrics?.Count, "lists of weighted metrics");
        if (losses.FirstOrDefault(loss => loss is { Reduction: LossReduction.None }) is { } unreduced)
            throw new BadArgumentException(
                $"Compile: the loss {unreduced.Name} has Reduction None; training needs one number, as by SumOverBatchSize.");
        return [.. names.Select((name, i) => new CompiledOutput(
            names.Count == 1 ? "" : $"{name}_", losses[i], weights?[i] ?? 1, Given(metrics, i), Given(weightedMetrics, i)))];

        static IReadOnlyList<Metric> Given(IReadOnlyList<IReadOnlyList<Metric>>? lists, int output) =>
            Require.AllGiven(lists?[output] ?? [], "Compile", "metric");

        void Fits(int? count, string what)
        {
            if (count is { } given && given != names.Count)
                throw new BadArgumentException(
                    $"Compile: {given} {what} do not fit {names.Count} outputs ({string.Join(", ", names)}); there is one for each.");
        }
    }
}
