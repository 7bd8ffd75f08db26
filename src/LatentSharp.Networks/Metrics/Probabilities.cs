namespace LatentSharp;

/// <summary>What losses and metrics of probabilities say of numbers that are none.</summary>
internal static class Probabilities
{
    // Sums of exponentials, divided, miss 0 and 1 by a few roundings.
    private const float Slack = 1e-4f;

    internal static bool IsOutside(float value) => value is < -Slack or > 1 + Slack;

    /// <summary>A number that is not from 0 to 1; null when there is none.</summary>
    internal static float? Outside(Tensor values) => Outside(values, 0, 1);

    /// <summary>A number that is outside of a range; null when there is none.</summary>
    internal static float? Outside(Tensor values, float low, float high)
    {
        if (values.Count == 0) return null;
        var (least, most) = (Extremes.Min(values.AsSpan()), Extremes.Max(values.AsSpan()));
        return least < low - Slack ? least : most > high + Slack ? most : null;
    }

    /// <summary>The sum of a row along the last axis that is not 1, nor, where that is possible, 0; null when there is none.</summary>
    internal static float? OtherSum(Tensor values, float tolerance, bool zeroIsPossible)
    {
        if (values.Count == 0) return null;
        var sums = Ops.Sum(Ops.StopGradient(values), ^1).AsSpan();
        foreach (var sum in sums)
        {
            if (Math.Abs(sum - 1) > tolerance && !(zeroIsPossible && sum == 0)) return sum;
        }
        return null;
    }

    internal static TrainingWarning Predictions(string name, float found, string remedy) => new(
        TrainingWarningKind.PredictionsOutsideDomain,
        FormattableString.Invariant($"{name}: a prediction is {found}; predictions are probabilities, 0 to 1."),
        $"End the network with a sigmoid or softmax, or {remedy}.");

    internal static TrainingWarning Targets(string name, float found, string fits, string remedy) => new(
        TrainingWarningKind.TargetsOutsideDomain, FormattableString.Invariant($"{name}: a target is {found}; {fits}."), remedy);
}
