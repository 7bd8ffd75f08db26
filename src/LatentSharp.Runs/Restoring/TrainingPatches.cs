namespace LatentSharp;

/// <summary>What a network for restoring learns from: samples as they are where all have one small size, otherwise patches.</summary>
internal static class TrainingPatches
{
    /// <summary>Inner values along an axis that a patch has a result for.</summary>
    private const int Inner = 24;

    private const int LargestWhole = 64, LargestWholeSeries = 512;

    /// <summary>The side of a patch of pictures.</summary>
    internal static int SideOf(RestorationOptions options) => Inner + (2 * options.Margin);

    /// <summary>The samples in the units of the model: (N, …).</summary>
    internal static Tensor Of(IReadOnlyList<Tensor> samples, RestorationOptions options, bool isSeries, Scaler scaling)
    {
        var first = samples[0].Shape;
        var largest = isSeries ? LargestWholeSeries : LargestWhole;
        var sides = isSeries ? 1 : 2;
        var whole = samples.All(sample => sample.Shape == first) && first.AsSpan()[..sides].ToArray().All(side => side <= largest);
        if (whole) return scaling.Apply(Ops.Concatenate([.. samples.Select(sample => sample.Reshape(sample.Shape.Prepend(1)))], 0)).Keep();

        var scale = options is SuperResolutionOptions { Scale: var times } ? times : 1;
        var inner = isSeries ? 4 * Inner : Inner;
        var wanted = (inner + (2 * options.Margin)) * scale;
        // None may be larger than the smallest sample.
        var size = new int[sides];
        for (var axis = 0; axis < sides; axis++) size[axis] = Math.Min(wanted, samples.Min(sample => sample.Shape[axis]));
        var patches = new List<Tensor>();
        foreach (var sample in samples)
            foreach (var y in Starts(sample.Shape[0], size[0], inner * scale))
                foreach (var x in isSeries ? [0] : Starts(sample.Shape[1], size[1], inner * scale))
                {
                    var patch = Ops.Slice(sample, 0, y, size[0]);
                    if (!isSeries) patch = Ops.Slice(patch, 1, x, size[1]);
                    patches.Add(patch.Reshape(patch.Shape.Prepend(1)));
                }
        return scaling.Apply(Ops.Concatenate([.. patches], 0)).Keep();
    }

    /// <summary>Where patches begin so that their inner parts cover a side.</summary>
    internal static IEnumerable<int> Starts(int length, int size, int step)
    {
        var at = 0;
        for (; at + size < length; at += step) yield return at;
        yield return length - size;
    }
}
