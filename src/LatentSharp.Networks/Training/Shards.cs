namespace LatentSharp;

/// <summary>
/// Steps whose batch is divided into shards of a fixed number of samples. Each shard takes the whole step by itself, and what they found is
/// added in their order: so the bits depend on that number, never on how many threads there are. Between its first operation and the sum of
/// the gradients no thread waits for another.
/// </summary>
/// <param name="compilation">What the model is trained for.</param>
/// <param name="size">The samples of a shard, as <see cref="FitOptions.ShardSize"/> says.</param>
internal sealed class Shards(Compilation compilation, int size) : IDisposable
{
    private readonly List<Shard> shards = [];
    private readonly OptimizerPass pass = new();
    private readonly bool takeTurns =
        Array.Exists(compilation.Model.Parts, part => part.ChangesInTraining)
        || Array.Exists(compilation.Outputs, output => output.Loss is { } loss && loss.GetType().Assembly != typeof(Loss).Assembly);

    private Tensor[] sums = [];

    /// <summary>One step of training.</summary>
    internal void Train(Batch batch, RandomStream random)
    {
        if (!compilation.Model.IsBuilt) compilation.Model.BuildFor(batch);
        var count = (batch.Count - 1) / size + 1;
        MakeRoom(count);
        for (var i = 0; i < count; i++)
        {
            var start = i * size;
            shards[i].Begin(batch, start, Math.Min(size, batch.Count - start), random.Derive(i));
        }
        Run(count);
        for (var i = 0; i < count; i++) shards[i].Tell(compilation.Training);
        if (shards[0].Minimizer is not { } minimizer) return;
        minimizer.Apply(Sum(count));
        compilation.Constrain();
    }

    public void Dispose()
    {
        foreach (var shard in shards) shard.Dispose();
    }

    private void MakeRoom(int count)
    {
        if (shards.Count >= count) return;
        while (shards.Count < count) shards.Add(new Shard(compilation, shards.Count + 1));
        foreach (var named in compilation.Model.AllParameters()) named.Parameter.MakeRoom(count);
    }

    private void Run(int count)
    {
        var body = new Body(shards);
        if (takeTurns) body.Run(0, count);
        else Parallel.For(count, 1, ref body);
    }

    /// <summary>The gradients of all shards, added in their order.</summary>
    private ReadOnlySpan<Tensor> Sum(int count)
    {
        var first = shards[0].Gradients;
        if (count == 1) return first;
        if (sums.Length != first.Length)
        {
            sums = new Tensor[first.Length];
            for (var i = 0; i < sums.Length; i++) sums[i] = Tensor.Kept(first[i].Shape);
        }
        for (var shard = 0; shard < count; shard++)
        {
            pass.Clear();
            var own = shards[shard].Gradients;
            for (var i = 0; i < sums.Length; i++) pass.Add(sums[i].Floats, own[i].AsSpan());
            pass.Run(new AddStep(isFirst: shard == 0));
        }
        return sums;
    }

    private readonly struct Body(List<Shard> shards) : IParallelBody
    {
        public void Run(int start, int end)
        {
            for (var i = start; i < end; i++) shards[i].Run();
        }
    }
}
