namespace LatentSharp;

/// <summary>
/// Batches of a stream. What fits into <see cref="SampleStream.HeldBytes"/> is read once and shuffled as a tensor is, with the same
/// batches. Of more, blocks of samples are read in an order drawn for each pass, sixteen of them at a time, which are shuffled together;
/// while a training takes their samples, the next sixteen are read on another thread. What is read when depends on nothing but the order
/// that was drawn.
/// </summary>
/// <param name="samples">The stream.</param>
/// <param name="batchSize">Samples a batch; the last may be shorter.</param>
/// <param name="rebuilds">Whether the samples are their own targets.</param>
/// <param name="nextOrder">Draws the stream of a pass's order.</param>
/// <param name="targets">(N, …): other targets, in memory; none by default.</param>
/// <param name="weights">(N): what each sample's loss is multiplied by; none by default.</param>
internal sealed class StreamBatches(
    SampleStream samples, int batchSize, bool rebuilds, Func<RandomStream> nextOrder, Tensor targets = default, Tensor weights = default)
    : BatchSource
{
    private const int BlocksAtOnce = 16;

    private readonly Batch batch = new(1, rebuilds || !targets.IsDefault ? 1 : 0);
    private readonly int rowsOfBlock = RowsOfBlock(samples, batchSize);
    private readonly Tensor[] buffers = new Tensor[2];
    private BatchSource? held;
    private RandomStream order;
    private int[] blocks = [], rows = [], numbers = [];
    private int group, next;
    private Task? reading;

    internal override int? Batches => (int)(((long)samples.Count + batchSize - 1) / batchSize);

    internal override int? Samples => samples.Count;

    internal override bool DrawsOrder => true;

    private int RowsAtOnce => rowsOfBlock * BlocksAtOnce;

    private int Groups => (int)(((long)samples.Count + RowsAtOnce - 1) / RowsAtOnce);

    public override void Dispose()
    {
        WaitForReading();
        held?.Dispose();
        base.Dispose();
    }

    protected override void Start()
    {
        if (samples.FitsInMemory)
        {
            held?.Dispose();
            held = new ArrayBatches(All(), batchSize, nextOrder);
            held.BeginEpoch(goOn: false);
            return;
        }
        using var outside = OutsideMemory.Open();
        WaitForReading();
        order = nextOrder();
        var count = (int)(((long)samples.Count + rowsOfBlock - 1) / rowsOfBlock);
        if (blocks.Length != count) blocks = new int[count];
        if (samples.IsForwardOnly)
            for (var i = 0; i < count; i++) blocks[i] = i;
        else order.Derive("blocks").Permutation(blocks);
        // The one that may be shorter is the last, so that batches end where groups do.
        var last = Array.IndexOf(blocks, count - 1);
        (blocks[last], blocks[count - 1]) = (blocks[count - 1], blocks[last]);
        (group, next) = (-1, 0);
        rows = [];
        ReadAhead(0);
    }

    protected override Batch? Read()
    {
        if (held is not null) return held.Next();
        if (next == rows.Length)
        {
            using var outside = OutsideMemory.Open();
            if (++group == Groups) return null;
            WaitForReading();
            if (group + 1 < Groups) ReadAhead(group + 1);
            var count = RowsOf(group);
            if (rows.Length != count) rows = new int[count];
            order.Derive("rows").Derive(group).Permutation(rows);
            next = 0;
        }
        var taken = Math.Min(batchSize, rows.Length - next);
        batch.InputArray[0] = RowGathering.Gather(buffers[group % 2], rows.AsSpan(next, taken));
        if (rebuilds) batch.TargetArray[0] = batch.InputArray[0];
        else if (!targets.IsDefault) TakeTargets(rows.AsSpan(next, taken));
        next += taken;
        return batch;
    }

    private int RowsOf(int place) => Math.Min(RowsAtOnce, samples.Count - (place * RowsAtOnce));

    /// <summary>The targets of rows of the group, which are elsewhere in the stream.</summary>
    private void TakeTargets(ReadOnlySpan<int> places)
    {
        if (numbers.Length < places.Length) numbers = new int[batchSize];
        for (var i = 0; i < places.Length; i++)
        {
            var (block, row) = Math.DivRem(places[i], rowsOfBlock);
            numbers[i] = (blocks[(group * BlocksAtOnce) + block] * rowsOfBlock) + row;
        }
        var own = numbers.AsSpan(0, places.Length);
        batch.TargetArray[0] = RowGathering.Gather(targets, own);
        if (!weights.IsDefault) batch.WeightArray[0] = RowGathering.Gather(weights, own);
    }

    private Batch All()
    {
        using var outside = OutsideMemory.Open();
        var all = Tensor.Kept(samples.SampleShape.Prepend(samples.Count));
        samples.Read(0, all.Floats);
        return new Batch(
            [all], rebuilds ? [all] : targets.IsDefault ? null : [targets], weights.IsDefault ? null : [weights], "Fit");
    }

    private void ReadAhead(int place)
    {
        var to = place % 2;
        if (buffers[to].IsDefault) buffers[to] = Tensor.Kept(samples.SampleShape.Prepend(RowsAtOnce));
        var buffer = buffers[to];
        reading = Task.Run(() => Fill(buffer, place));
    }

    private void Fill(Tensor buffer, int place)
    {
        var to = buffer.Floats;
        var width = samples.Width;
        for (var i = place * BlocksAtOnce; i < Math.Min((place + 1) * BlocksAtOnce, blocks.Length); i++)
        {
            var first = blocks[i] * rowsOfBlock;
            var values = to[..(Math.Min(rowsOfBlock, samples.Count - first) * width)];
            samples.Read(first, values);
            to = to[values.Length..];
        }
    }

    private void WaitForReading()
    {
        var done = reading;
        reading = null;
        done?.GetAwaiter().GetResult();
    }

    /// <summary>So many that a sixteenth of a buffer is full, and sixteen blocks are whole batches.</summary>
    private static int RowsOfBlock(SampleStream samples, int batchSize)
    {
        var unit = batchSize / Greatest(batchSize, BlocksAtOnce);
        var wanted = SampleStream.HeldBytes / 2 / BlocksAtOnce / sizeof(float) / samples.Width;
        return Math.Max(1, wanted / unit) * unit;
    }

    private static int Greatest(int a, int b) => b == 0 ? a : Greatest(b, a % b);
}
