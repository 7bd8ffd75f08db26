namespace LatentSharp;

/// <summary>
/// Goes through rows some at a time, in memory that is used again for each, so that what is made of them is never there as a whole. What is
/// computed of one block is gone with the next; what is to stay is copied.
/// </summary>
internal ref struct RowBlocks
{
    /// <summary>Networks predict as many at a time.</summary>
    private const int Least = 512;

    private const long Bytes = 16 << 20;

    private readonly InferenceScope memory = InferenceScope.Open();
    private readonly Shape shape;
    private readonly Func<int, int, Tensor> take;
    private readonly int most;
    private int next;

    /// <summary>Of samples that are scaled: (N, …).</summary>
    public RowBlocks(Tensor samples) : this(samples.Shape, (first, count) => samples.Rows(first, count))
    {
    }

    /// <summary>Of samples in the units of the file, which are scaled on the way.</summary>
    public RowBlocks(RowView samples, Scaler scaling) : this(samples.Shape, (first, count) => scaling.Apply(samples.Slice(first, count)))
    {
    }

    private RowBlocks(Shape shape, Func<int, int, Tensor> take)
    {
        (this.shape, this.take) = (shape, take);
        most = Least * (int)Math.Max(1, Bytes / (Least * sizeof(float) * (long)Math.Max(1, shape[1..].Count)));
    }

    /// <summary>The number of the block's first row.</summary>
    public int First { get; private set; }

    /// <summary>(M, …): the block, in the units of the model.</summary>
    public Tensor Scaled { get; private set; }

    /// <summary>Goes to the next block; false when there is none.</summary>
    public bool Next()
    {
        if (next >= shape[0]) return false;
        memory.Recycle();
        (First, next) = (next, Math.Min(shape[0], next + most));
        Scaled = take(First, next - First);
        return true;
    }

    public readonly void Dispose() => memory.Dispose();
}
