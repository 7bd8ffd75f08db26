using System.Numerics;

namespace LatentSharp;

/// <summary>
/// Notices targets and predictions that a loss is not made for. In training it looks at every batch of the first pass, and at the first of
/// passes 2, 4, 8 and so on, so that it costs next to nothing, and forgets nothing; in evaluation it looks at all and forgets with the
/// figures.
/// </summary>
internal sealed class LossWatch(bool isTraining)
{
    private readonly List<(int Output, TrainingWarning Warning)> warnings = [];
    private int passes;
    private bool isFirstBatch = true;

    internal IReadOnlyList<(int Output, TrainingWarning Warning)> Warnings => warnings;

    internal TrainingSnapshot Snapshot()
    {
        var snapshot = new TrainingSnapshot();
        snapshot.Add("passes", (long)passes);
        snapshot.Add("first", isFirstBatch ? 1L : 0);
        for (var i = 0; i < warnings.Count; i++)
        {
            snapshot.Add(FormattableString.Invariant($"outputs/{i}"), (long)warnings[i].Output);
            warnings[i].Warning.AddTo(snapshot, FormattableString.Invariant($"warnings/{i}"));
        }
        return snapshot;
    }

    internal void Restore(TrainingSnapshot snapshot)
    {
        (passes, isFirstBatch) = ((int)snapshot.Count("passes"), snapshot.Count("first") != 0);
        warnings.Clear();
        while (TrainingWarning.From(snapshot, FormattableString.Invariant($"warnings/{warnings.Count}")) is { } warning)
            warnings.Add(((int)snapshot.Count(FormattableString.Invariant($"outputs/{warnings.Count}")), warning));
    }

    internal void NextPass()
    {
        if (passes < int.MaxValue) passes++;
        isFirstBatch = true;
        if (!isTraining) warnings.Clear();
    }

    internal void Reset()
    {
        warnings.Clear();
        passes = 0;
    }

    internal void Examine(CompiledOutput[] outputs, Batch batch, ReadOnlySpan<Tensor> predictions)
    {
        var looks = !isTraining || passes <= 1 || (isFirstBatch && BitOperations.IsPow2(passes));
        isFirstBatch = false;
        for (var i = 0; i < outputs.Length && looks; i++)
        {
            if (outputs[i].Loss is not { } loss || IsKnown(i)) continue;
            if (loss.Doubt(batch.TargetArray[i], Ops.StopGradient(predictions[i])) is { } doubt) warnings.Add((i, doubt));
        }
    }

    private bool IsKnown(int output)
    {
        foreach (var (known, _) in warnings)
        {
            if (known == output) return true;
        }
        return false;
    }
}
