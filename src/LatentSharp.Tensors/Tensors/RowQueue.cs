namespace LatentSharp;

/// <summary>
/// Work on a batch that waits until somebody looks at numbers. Layers that treat each row by itself follow each other here, so that a
/// thread takes its rows through all of them and threads meet once, not after each layer. What sums over the rows, the gradients of
/// weights, comes after that, all of it at once. Every result has the bits that it has without waiting.
/// <para>
/// An arena has one queue. Whatever the arena's thread reads or writes in any tensor finishes it first, and so does another thread that
/// reads a result which waits: nobody sees a number too early or too late. Only a weight that another thread changes while work waits is
/// read as it is then.
/// </para>
/// </summary>
internal sealed class RowQueue
{
    private const int FewestRowsToDivide = 32, FewestRowsOfAPiece = 8;

    /// <summary>More weights of a layer, beyond 256 KiB, would be read by each thread for a few rows: it is divided by itself.</summary>
    private const int MostWeights = 64 * 1024;

    private readonly Lock gate = new();
    private readonly List<RowWork> rows = [];
    private readonly List<SumWork> sums = [];
    private readonly List<Storage> results = [];
    private int count;

    internal bool IsEmpty => rows.Count == 0 && sums.Count == 0;

    /// <summary>The queue to put a layer's work on, or null where it is to be done at once.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="inputs">Numbers of a row.</param>
    /// <param name="outputs">Numbers of a result's row.</param>
    /// <param name="rows">What the work reads a row of for a row; what of it waits otherwise than row by row here is finished.</param>
    /// <param name="wholes">What it reads all of for each row; what of it waits is finished.</param>
    internal static RowQueue? For(int batch, int inputs, int outputs, ReadOnlySpan<Tensor> rows, ReadOnlySpan<Tensor> wholes)
    {
        var pays = batch >= FewestRowsToDivide && (long)inputs * outputs <= MostWeights && Engine.Threads > 1;
        var queue = pays && Stay(rows) && Stay(wholes) ? Arena.Current?.Rows : null;
        if (queue is { IsEmpty: false } && queue.count != batch) queue.Finish();
        foreach (var tensor in rows)
            if (!tensor.IsDefault && !IsInStep(queue, tensor)) Arena.Finish(tensor.Body.Storage);
        foreach (var tensor in wholes)
            if (!tensor.IsDefault && (queue is null || tensor.Body.Storage.Waiting is not null)) Arena.Finish(tensor.Body.Storage);
        if (queue is not null) queue.count = batch;
        return queue;
    }

    /// <summary>Whether the numbers are there as long as this thread's arena: others may take theirs back while the work waits.</summary>
    private static bool Stay(ReadOnlySpan<Tensor> reads)
    {
        foreach (var tensor in reads)
        {
            if (tensor.IsDefault) continue;
            var (body, own) = (tensor.Body, Arena.Current);
            if ((body.Owner ?? own) != own || (body.Storage.Owner ?? own) != own) return false;
        }
        return true;
    }

    /// <summary>Whether a row of it is there as soon as the same row of all that waits here is computed.</summary>
    private static bool IsInStep(RowQueue? queue, Tensor tensor)
    {
        if (queue is null) return false;
        var body = tensor.Body;
        return body.Storage.Waiting is not { } waiting
            || (waiting == queue && body.Offset == 0 && body.Count == body.Storage.WaitingInRows);
    }

    /// <summary>Computes rows now, without a queue, or after what was added to it before.</summary>
    internal static void Do(RowQueue? queue, RowWork work, int batch, Tensor result, Tensor second = default)
    {
        if (queue is null)
        {
            work.Run(0, batch);
            work.Return();
            return;
        }
        // Sums come after all rows, also those that are to be added to here.
        if (!IsInStep(queue, result) || (!second.IsDefault && !IsInStep(queue, second))) queue.Finish();
        lock (queue.gate)
        {
            queue.rows.Add(work);
            queue.Mark(result, inRows: true);
            if (!second.IsDefault) queue.Mark(second, inRows: true);
        }
    }

    /// <summary>Computes a sum over all rows now, without a queue, or after all its rows.</summary>
    internal static void Do(RowQueue? queue, SumWork work, Tensor result)
    {
        if (queue is null)
        {
            work.Run(0, work.Length);
            work.Return();
            return;
        }
        // Two sums that go into the same memory would meet there.
        if (result.Body.Storage.Waiting is not null) queue.Finish();
        lock (queue.gate)
        {
            queue.sums.Add(work);
            queue.Mark(result, inRows: false);
        }
    }

    /// <summary>Finishes everything.</summary>
    internal void Finish()
    {
        lock (gate)
        {
            try
            {
                Rows();
                Sums();
            }
            finally
            {
                Clear();
            }
        }
    }

    /// <summary>Forgets what waits: its results are being recycled, unread.</summary>
    internal void Drop()
    {
        if (IsEmpty) return;
        lock (gate) Clear();
    }

    private void Mark(Tensor result, bool inRows)
    {
        var storage = result.Body.Storage;
        storage.WaitingInRows = inRows && result.Body.Offset == 0 ? result.Count : -1;
        storage.Waiting = this;
        results.Add(storage);
    }

    private void Rows()
    {
        if (rows.Count == 0) return;
        long cost = 0;
        foreach (var work in rows) cost += work.Cost;
        var body = new RowBody(rows);
        var parts = Pace.Parts(cost * count);
        Parallel.For(count, Math.Max(FewestRowsOfAPiece, Blocking.CeilingDivide(count, parts)), ref body);
    }

    private void Sums()
    {
        if (sums.Count == 0) return;
        long cost = 0;
        foreach (var work in sums) cost += work.Cost;
        var body = new SumBody(sums, cost, Pace.Parts(cost));
        Parallel.For(body.Parts, 1, ref body);
    }

    private void Clear()
    {
        foreach (var work in rows) work.Return();
        foreach (var work in sums) work.Return();
        foreach (var storage in results) storage.Waiting = null;
        rows.Clear();
        sums.Clear();
        results.Clear();
    }

    private readonly struct RowBody(List<RowWork> works) : IParallelBody
    {
        public void Run(int start, int end)
        {
            foreach (var work in works) work.Run(start, end);
        }
    }

    /// <summary>The sums laid end to end, as long as each costs, and cut into equal parts.</summary>
    private readonly struct SumBody(List<SumWork> works, long cost, int parts) : IParallelBody
    {
        internal int Parts => parts;

        public void Run(int start, int end)
        {
            var (from, to) = (cost * start / parts, cost * end / parts);
            long place = 0;
            foreach (var work in works)
            {
                var (first, last) = (Cut(work, from - place), Cut(work, to - place));
                if (first < last) work.Run(first, last);
                place += work.Cost;
            }
        }

        private static int Cut(SumWork work, long cost)
        {
            if (cost >= work.Cost) return work.Length;
            return cost <= 0 ? 0 : (int)(work.Length * cost / work.Cost) / SumWork.Step * SumWork.Step;
        }
    }
}
