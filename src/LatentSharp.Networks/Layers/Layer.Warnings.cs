namespace LatentSharp;

public abstract partial class Layer
{
    private bool endedMask;

    /// <summary>
    /// What calls of this layer and of the layers within it met that a user should know, whatever called them: <c>Fit</c>, whose history
    /// has them too,
    /// <c>Evaluate</c> or <c>Predict</c>. Each is told once, by the layer's name.
    /// </summary>
    public IReadOnlyList<TrainingWarning> Warnings => [.. OwnWarnings().Concat(Layers.SelectMany(layer => layer.Warnings)).Distinct()];

    private IEnumerable<TrainingWarning> OwnWarnings()
    {
        if (!endedMask) yield break;
        yield return new TrainingWarning(
            TrainingWarningKind.MaskEnded,
            $"{Where}: its input had a mask, which {GetType().Name} does not know; what follows takes padding for real.",
            "Put the layer before the one that makes the mask, use one that knows masks, or give its result a mask by WithMask.");
    }

    private void NoteEndOf(ReadOnlySpan<Tensor> inputs)
    {
        foreach (var input in inputs) endedMask |= !input.Mask.IsDefault;
    }
}
