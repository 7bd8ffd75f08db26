namespace LatentSharp;

/// <summary>What losses say of targets and predictions that they are not made for; null for nothing.</summary>
internal static class Domains
{
    private const string UnitRemedy = "Scale targets to 0 to 1, as pixels divided by 255; labels y of -1 and 1 become (y + 1) / 2.";

    internal static TrainingWarning? Aligned(
        string name, Tensor target, Tensor prediction, Func<string, Tensor, Tensor, TrainingWarning?>? doubts)
    {
        if (doubts is null) return null;
        var (t, p) = Targets.Align(name, target, prediction);
        return doubts(name, t, p);
    }

    /// <summary>Independent probabilities: both 0 to 1.</summary>
    internal static TrainingWarning? Binary(string name, Tensor target, Tensor prediction, bool fromLogits)
    {
        var (t, p) = Targets.Align(name, target, prediction);
        return Unit(name, t)
            ?? (
                !fromLogits && Probabilities.Outside(p) is { } found
                    ? Probabilities.Predictions(name, found, "set FromLogits where they are logits")
                    : null);
    }

    /// <summary>One class of several, along an axis: probabilities that sum to 1; targets are default where they are labels.</summary>
    internal static TrainingWarning? Categorical(string name, Tensor target, Tensor prediction, int axis, bool fromLogits)
    {
        const string fits = "targets are probabilities, 0 to 1, that sum to 1 for each sample";
        var t = target.IsDefault ? target : ClassAxis.Last(name, Operand.Floats(target, name, "the target"), axis);
        if (!t.IsDefault && Probabilities.Outside(t) is { } found)
            return Probabilities.Targets(name, found, fits, "Give one-hot targets, or labels to SparseCategoricalCrossentropy.");
        if (!t.IsDefault && Probabilities.OtherSum(t, 1e-3f, zeroIsPossible: true) is { } sum)
        {
            return new TrainingWarning(
                TrainingWarningKind.TargetsOutsideDomain,
                FormattableString.Invariant($"{name}: the targets of a sample sum to {sum}; {fits}."),
                "Where a sample may have several classes or none, use BinaryCrossentropy and a sigmoid.");
        }
        if (fromLogits) return null;
        var p = ClassAxis.Last(name, Operand.Floats(prediction, name, "the prediction"), axis);
        if (Probabilities.Outside(p) is { } outside)
            return Probabilities.Predictions(name, outside, "set FromLogits where they are logits");
        return Probabilities.OtherSum(p, 1e-2f, zeroIsPossible: false) is { } other
            ? new TrainingWarning(
                TrainingWarningKind.PredictionsOutsideDomain,
                FormattableString.Invariant(
                    $"{name}: the predictions of a sample sum to {other}; probabilities sum to 1, and are divided by their sum."),
                "End the network with a softmax, or set FromLogits where they are logits.")
            : null;
    }

    /// <summary>Distributions whose numbers are clipped to 0 to 1.</summary>
    internal static TrainingWarning? Distributions(string name, Tensor t, Tensor p) =>
        Unit(name, t) ?? (Probabilities.Outside(p) is { } found ? Probabilities.Predictions(name, found, "normalize them") : null);

    internal static TrainingWarning? NotNegative(string name, Tensor t, Tensor _) =>
        Probabilities.Outside(t, 0, float.PositiveInfinity) is { } found
        ? Probabilities.Targets(
            name, found, "targets are 0 or more, and smaller ones are taken as 0", "Use MeanSquaredError, or shift the targets.")
        : null;

    /// <summary>Counts and their rates: both 0 or more.</summary>
    internal static TrainingWarning? Rates(string name, Tensor t, Tensor p) =>
        Probabilities.Outside(t, 0, float.PositiveInfinity) is { } found
            ? Probabilities.Targets(name, found, "targets are counts, 0 or more", "Use MeanSquaredError for numbers of both signs.")
        : Probabilities.Outside(p, 0, float.PositiveInfinity) is not { } rate ? null
        : new TrainingWarning(
            TrainingWarningKind.PredictionsOutsideDomain,
            FormattableString.Invariant($"{name}: a prediction is {rate}; predictions are rates, above 0, and others have no logarithm."),
            "End the network with a softplus or an exponential.");

    /// <summary>Divisors.</summary>
    internal static TrainingWarning? NotZero(string name, Tensor t, Tensor _)
    {
        foreach (var value in t.AsSpan())
        {
            if (Math.Abs(value) < 1e-7f)
                return Probabilities.Targets(
                    name, value, "the error is divided by the target, and where that is 0 by 1e-7",
                    "Use MeanAbsoluteError where targets may be 0.");
        }
        return null;
    }

    /// <summary>Both sides of a hinge.</summary>
    internal static TrainingWarning? Signs(string name, Tensor t, Tensor _)
    {
        var values = t.AsSpan();
        if (!values.ContainsAnyExcept(0, 1)) return null;
        var other = values.IndexOfAnyExcept(-1, 1);
        return other < 0
            ? null
            : Probabilities.Targets(
                name, values[other], "targets are -1 and 1, or 0 and 1 in the whole batch", "Give the two classes as -1 and 1.");
    }

    internal static TrainingWarning? OneHot(string name, Tensor t, Tensor _)
    {
        var other = t.AsSpan().IndexOfAnyExcept(0, 1);
        return other < 0 ? null : Probabilities.Targets(name, t.AsSpan()[other], "targets are one-hot, 0 and 1", "Give one-hot targets.");
    }

    private static TrainingWarning? Unit(string name, Tensor t) =>
        Probabilities.Outside(t) is { } found ? Probabilities.Targets(name, found, "targets are 0 to 1", UnitRemedy) : null;
}
