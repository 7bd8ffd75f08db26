namespace LatentSharp;

/// <summary>Changes the samples of each step; in the steady state without an allocation.</summary>
/// <param name="options">How.</param>
internal sealed class Augmenter(Augmentation options)
{
    private const int Grain = 8192;

    private readonly Mixing? mixing = options.Mixup > 0 ? new Mixing(options.Mixup) : null;
    private Batch? changed;

    /// <summary>The batch of a step, changed; until the next.</summary>
    /// <param name="batch">As it was gathered.</param>
    /// <param name="random">The stream of the step.</param>
    /// <exception cref="BadArgumentException">There are several inputs, or samples or targets do not fit.</exception>
    internal Batch Apply(Batch batch, RandomStream random)
    {
        Check(batch);
        var x = batch.X;
        var clean = Tensor.Allocate(x.Shape);
        var spoils = options.Noise > 0 || options.Cutout > 0;
        var seen = spoils ? Tensor.Allocate(x.Shape) : clean;
        var body = new Body(options, random, x, clean, seen, spoils);
        Parallel.For(batch.Count, Math.Max(1, Grain / Math.Max(1, x.Shape[1..].Count)), ref body);
        mixing?.Draw(batch.Count, random.Derive("mixup"));
        return Fill(batch, clean, seen, spoils);
    }

    private Batch Fill(Batch batch, Tensor clean, Tensor seen, bool spoils)
    {
        changed ??= new Batch(1, batch.TargetArray.Length);
        changed.InputArray[0] = Mixed(seen);
        for (var i = 0; i < batch.TargetArray.Length; i++)
        {
            var target = batch.TargetArray[i];
            var rebuilds = !target.IsDefault && target.IsSameAs(batch.X);
            changed.TargetArray[i] = target.IsDefault ? target
                : !rebuilds ? Mixed(target)
                : spoils ? Mixed(clean)
                : changed.InputArray[0];
            changed.WeightArray[i] = batch.WeightArray[i];
        }
        return changed;
    }

    private Tensor Mixed(Tensor values) => mixing is null ? values : mixing.Mix(values);

    private void Check(Batch batch)
    {
        if (batch.InputArray.Length != 1)
            throw new BadArgumentException($"Augmentation: the network has {batch.InputArray.Length} inputs; it is for networks of one.");
        var x = batch.X;
        if (x.DType != DType.Float32 || x.Rank < 2)
            throw new BadArgumentException($"Augmentation: {x.DType} {x.Shape} are no samples that change; Float32 (N, …) would fit.");
        if (options.TakesPictures && x.Rank != 4)
            throw new BadArgumentException(
                $"Augmentation: {options.InWords} is for pictures (N, H, W, C); samples are {x.Shape}.");
        if (mixing is null) return;
        for (var i = 0; i < batch.TargetArray.Length; i++)
        {
            var target = batch.TargetArray[i];
            if (!target.IsDefault && (target.DType != DType.Float32 || target.Rank < 2))
                throw new BadArgumentException(
                    $"Augmentation: targets {target.DType} {target.Shape} are labels, which Mixup cannot mix; one-hot ones (N, C), as of "
                    + "Ops.OneHot, with CategoricalCrossentropy would fit.");
            if (!batch.WeightArray[i].IsDefault)
                throw new BadArgumentException("Augmentation: Mixup does not fit sample weights; leave one of the two out.");
        }
    }

    private readonly struct Body(Augmentation options, RandomStream random, Tensor x, Tensor clean, Tensor seen, bool spoils)
        : IParallelBody
    {
        public void Run(int start, int end)
        {
            var sample = x.Shape[1..];
            var width = sample.Count;
            for (var i = start; i < end; i++)
            {
                var change = new PictureChange(options, random.Derive(i), sample);
                var own = clean.Floats.Slice(i * width, width);
                change.Move(x.AsSpan().Slice(i * width, width), own);
                if (spoils) change.Spoil(own, seen.Floats.Slice(i * width, width));
            }
        }
    }
}
