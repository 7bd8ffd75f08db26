namespace LatentSharp;

/// <summary>
/// The bins that numbers fall into: with boundaries b, a number is in the bin of as many boundaries as are not above it, so that there is
/// one bin more than boundaries.
/// By default the bins' numbers in Int32, (N, …) -> the same shape; otherwise vectors as of <see cref="CategoryEncoding"/>. Boundaries are
/// given, or found by
/// <see cref="Adapt"/>; then they are the weight <c>bin_boundaries</c>, which is not trained.
/// </summary>
public sealed class Discretization : Layer
{
    private readonly float[]? given;
    private float[]? adapted;
    private Parameter? boundaries;

    /// <summary>Creates the layer.</summary>
    /// <param name="binBoundaries">The boundaries, each above the one before; or</param>
    /// <param name="numBins">how many bins <see cref="Adapt"/> makes, 2 or more.</param>
    /// <param name="outputMode">How bins are written. Default null: as their numbers in Int32.</param>
    /// <exception cref="BadArgumentException">Both or neither is given, or boundaries do not rise.</exception>
    public Discretization(IReadOnlyList<double>? binBoundaries = null, int? numBins = null, CategoryOutput? outputMode = null)
    {
        if ((binBoundaries is null) == (numBins is null))
            throw new BadArgumentException("Discretization: either binBoundaries are given or numBins, for Adapt to find them.");
        if (numBins is < 2)
            throw new BadArgumentException(FormattableString.Invariant($"Discretization: numBins is {numBins}; it must be 2 or more."));
        if (binBoundaries is not null) given = Checked(binBoundaries);
        (BinBoundaries, NumBins, OutputMode) = (binBoundaries, numBins, outputMode);
    }

    /// <summary>The boundaries that were given; null when they are adapted.</summary>
    public IReadOnlyList<double>? BinBoundaries { get; }

    /// <summary>How many bins are adapted; null when boundaries were given.</summary>
    public int? NumBins { get; }

    /// <summary>How bins are written; null for their numbers.</summary>
    public CategoryOutput? OutputMode { get; }

    private int Bins => NumBins ?? given!.Length + 1;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) =>
        OutputMode is { } mode ? Categories.Shape(input, Bins, mode, nameof(Discretization)) : input;

    /// <summary>
    /// Finds boundaries between which there are as many numbers of the data each: the quantiles at 1/bins, 2/bins and so on, where the i-th
    /// smallest of n numbers is
    /// that at i/n and those between are interpolated. Keras's are these to within its <c>epsilon</c>.
    /// </summary>
    /// <param name="data">Numbers of any shape, what the layer will be called on.</param>
    /// <exception cref="BadArgumentException">There are none, one is not finite, or the boundaries are given.</exception>
    public void Adapt(Tensor data)
    {
        if (NumBins is not { } bins) throw new BadArgumentException("Discretization: the boundaries are given; there is nothing to adapt.");
        if (data.Count == 0) throw new BadArgumentException($"Discretization: data {data.Shape} are empty; they have no quantiles.");
        var sorted = Ops.ToFloat(data).ToArray();
        Require.FiniteSamples(sorted, data.Rank == 0 ? 1 : data.Count / data.Shape[0], "Discretization.Adapt");
        Array.Sort(sorted);
        adapted = new float[bins - 1];
        for (var i = 0; i < adapted.Length; i++)
        {
            var (whole, rest) = Math.DivRem((i + 1L) * sorted.Length, bins);
            var (low, high) = (sorted[Math.Max(0, whole - 1)], sorted[whole == 0 ? 0 : Math.Min(whole, sorted.Length - 1)]);
            adapted[i] = (float)(low + ((double)rest / bins * ((double)high - low)));
        }
        if (IsBuilt) boundaries!.Assign(Tensor.From(adapted));
    }

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder) =>
        boundaries = NumBins is { } bins ? builder.Add("bin_boundaries", bins - 1, new Found(adapted), trainable: false) : null;

    /// <summary>Any shape fits.</summary>
    private protected override Shape Generalized(Shape input)
    {
        for (var axis = 0; axis < input.Rank; axis++) input = input.With(axis, Shape.Any);
        return input;
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        var x = Ops.ToFloat(input).AsSpan();
        var bounds = boundaries is null ? given : boundaries.Value.AsSpan();
        var bins = Tensor.Allocate(input.Shape, DType.Int32);
        var of = bins.MutableSpan<int>();
        for (var i = 0; i < of.Length; i++)
        {
            if (float.IsNaN(x[i]))
                throw new BadArgumentException(
                    $"Discretization: the input {input.Shape} is not a number at place {i}, which is in no bin.");
            of[i] = NotAbove(bounds, x[i]);
        }
        return OutputMode is { } mode ? Categories.Encode(bins, Bins, mode, nameof(Discretization)) : bins;
    }

    /// <summary>How many boundaries are not above a number.</summary>
    private static int NotAbove(ReadOnlySpan<float> bounds, float x)
    {
        var (low, high) = (0, bounds.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (bounds[middle] <= x) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static float[] Checked(IReadOnlyList<double> boundaries)
    {
        if (boundaries.Count == 0) throw new BadArgumentException("Discretization: there are no binBoundaries; one or more are needed.");
        for (var i = 0; i < boundaries.Count; i++)
        {
            if (!double.IsFinite(boundaries[i]) || (i > 0 && boundaries[i] <= boundaries[i - 1]))
            {
                throw new BadArgumentException(
                    FormattableString.Invariant($"Discretization: binBoundaries hold {boundaries[i]} at place {i}; they are ")
                    + "finite, and each is above the one before.");
            }
        }
        return [.. boundaries.Select(value => (float)value)];
    }

    /// <summary>What Adapt found; a layer without it cannot be built but from a file.</summary>
    private sealed class Found(float[]? found) : Initializer
    {
        public override void Fill(Span<float> values, Shape shape, Fans fans, RandomStream random) =>
            (
                found
                    ?? throw new BadArgumentException(
                        "Discretization: has no boundaries yet; call Adapt with data first, or give binBoundaries."))
            .CopyTo(values);
    }
}
