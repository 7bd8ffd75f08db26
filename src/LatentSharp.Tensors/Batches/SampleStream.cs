namespace LatentSharp;

/// <summary>
/// Samples that need not be in memory: a file larger than it, or batches that somebody makes. Estimators learn from them in blocks, in an
/// order that follows from their seed; <see cref="Read"/> is called on another thread while they compute.
/// </summary>
public abstract class SampleStream
{
    /// <summary>The number of samples.</summary>
    public abstract int Count { get; }

    /// <summary>The shape of one sample, of 1 axis or more.</summary>
    public abstract Shape SampleShape { get; }

    /// <summary>
    /// Whether samples can be had in their own order alone, from the first on. They are then shuffled within what is held in memory, and
    /// blocks of them keep their order.
    /// </summary>
    public virtual bool IsForwardOnly => false;

    /// <summary>The numbers of one sample.</summary>
    public int Width => SampleShape.Count;

    /// <summary>Reads samples that follow each other; by one caller at a time.</summary>
    /// <param name="first">The number of the first, from 0.</param>
    /// <param name="samples">Takes <c>samples.Length / Width</c> samples; finite numbers.</param>
    public abstract void Read(int first, Span<float> samples);

    /// <summary>
    /// Batches (k, …) that are enumerated anew for each pass, and once now, to count them: (N, …) in all, read forwards.
    /// </summary>
    /// <exception cref="BadArgumentException">There are no batches, or their samples differ in shape, or a number is not
    /// finite.</exception>
    public static SampleStream Of(IEnumerable<Tensor> batches) => new BatchSequence(batches);

    /// <summary>The samples of a tensor (N, …).</summary>
    /// <exception cref="BadArgumentException">It is no Float32 tensor of samples.</exception>
    public static SampleStream Of(Tensor samples) => new TensorSamples(samples);

    /// <summary>The most bytes of samples that are read once and held in memory, when a stream is learned from: 256 MiB.</summary>
    public const int HeldBytes = 1 << 28;

    /// <summary>Whether all samples together have <see cref="HeldBytes"/> at most.</summary>
    public bool FitsInMemory => (long)Count * Width * sizeof(float) <= HeldBytes;

    /// <summary>All but some of the samples.</summary>
    /// <param name="rows">The numbers of those that are left out, ascending.</param>
    /// <exception cref="BadArgumentException">They are not ascending, or not numbers of samples.</exception>
    public SampleStream Without(int[] rows) => Checked(rows, nameof(Without)).Length == 0 ? this : new SamplesWithout(this, rows);

    /// <summary>(k, …): some of the samples.</summary>
    /// <param name="rows">Their numbers, ascending.</param>
    /// <exception cref="BadArgumentException">They are not ascending, or not numbers of samples.</exception>
    public Tensor Take(int[] rows)
    {
        Checked(rows, nameof(Take));
        var taken = Tensor.Kept(SampleShape.Prepend(rows.Length));
        var to = taken.Floats;
        var width = Width;
        if (!IsForwardOnly)
        {
            for (var i = 0; i < rows.Length; i++) Read(rows[i], to.Slice(i * width, width));
            return taken;
        }
        var place = 0;
        foreach (var (first, block) in Blocks())
            for (; place < rows.Length && rows[place] < first + (block.Length / width); place++)
                block.Span.Slice((rows[place] - first) * width, width).CopyTo(to[(place * width)..]);
        return taken;
    }

    /// <summary>Numbers of some samples, drawn, ascending; of all where there are no more.</summary>
    /// <param name="most">How many at most, 1 or more.</param>
    /// <param name="random">What they follow from.</param>
    public int[] Draw(int most, RandomStream random)
    {
        if (Count <= most) return [.. Enumerable.Range(0, Count)];
        // One from each of as many equal stretches: spread over the whole, and nothing is drawn twice.
        var offsets = new float[most];
        random.Uniform(offsets);
        var rows = new int[most];
        for (var i = 0; i < most; i++)
        {
            var (from, to) = ((long)i * Count / most, (long)(i + 1) * Count / most);
            rows[i] = (int)(from + Math.Min((long)(offsets[i] * (to - from)), to - from - 1));
        }
        return rows;
    }

    /// <summary>All samples in their own order, some at a time; a block is valid until the next.</summary>
    public IEnumerable<(int First, ReadOnlyMemory<float> Values)> Blocks()
    {
        const int most = 1 << 20;
        var rows = Math.Clamp(most / Width, 1, Math.Max(1, Count));
        var block = new float[rows * Width];
        for (var first = 0; first < Count; first += rows)
        {
            var values = block.AsMemory(0, Math.Min(rows, Count - first) * Width);
            Read(first, values.Span);
            yield return (first, values);
            if (first > Count - rows) break;
        }
    }

    private int[] Checked(int[] rows, string operation)
    {
        ArgumentNullException.ThrowIfNull(rows);
        for (var i = 0; i < rows.Length; i++)
            if (rows[i] < 0 || rows[i] >= Count || (i > 0 && rows[i] <= rows[i - 1]))
                throw new BadArgumentException(
                    $"{operation}: row {rows[i]} does not fit; rows are ascending numbers from 0 to {Count - 1}.");
        return rows;
    }
}
