namespace LatentSharp;

/// <summary>
/// Brings features to mean 0 and variance 1: (x - mean) / max(√variance, 1e-7), with a mean and a variance that are given or found by
/// <see cref="Adapt"/>. (N, …) -> the same shape. Weights, unless they are given: <c>mean</c> and <c>variance</c>, which are not trained.
/// </summary>
public sealed class Normalization : Layer
{
    private const double Least = 1e-7;

    private double[]? adaptedMean, adaptedVariance;
    private Parameter? mean, variance;
    private Tensor shift, deviation;
    private int version = -1;

    /// <summary>
    /// The axes that have a mean and a variance for each place, counted with the batch axis; none for one of all numbers. Default the last.
    /// </summary>
    public IReadOnlyList<Index> Axis { get; init; } = [^1];

    /// <summary>The means, one or as many as places, when they are known. Default null: <see cref="Adapt"/> finds them.</summary>
    public IReadOnlyList<double>? Mean { get; init; }

    /// <summary>The variances, one or as many as places. Given together with the means.</summary>
    public IReadOnlyList<double>? Variance { get; init; }

    /// <summary>Whether it goes back instead: x · max(√variance, 1e-7) + mean. Default false.</summary>
    public bool Invert { get; init; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        Statistics(input);
        return input;
    }

    /// <summary>Finds the mean and the variance of each place over data, in double precision.</summary>
    /// <param name="data">(N, …), what the layer will be called on.</param>
    /// <exception cref="BadArgumentException">The data are empty, do not fit, or the statistics are given.</exception>
    public void Adapt(Tensor data)
    {
        if (Mean is not null || Variance is not null)
            throw new BadArgumentException("Normalization: the mean and the variance are given; there is nothing to adapt.");
        if (data.Count == 0) throw new BadArgumentException($"Normalization: data {data.Shape} are empty; they have no mean.");
        if (IsBuilt && Statistics(data.Shape) != mean!.Shape)
            throw new BadArgumentException($"Normalization: data {data.Shape} do not fit what the layer was built for, {BuiltFor}.");
        var x = Ops.ToFloat(data);
        var places = Places(x.Shape);
        var count = Statistics(x.Shape).Count;
        (adaptedMean, adaptedVariance) = (new double[count], new double[count]);
        var share = (double)count / x.Count;
        for (var i = 0; i < x.Count; i++) adaptedMean[places[i]] += x.AsSpan()[i] * share;
        for (var i = 0; i < x.Count; i++)
        {
            var d = x.AsSpan()[i] - adaptedMean[places[i]];
            adaptedVariance[places[i]] += d * d * share;
        }
        if (IsBuilt) AssignAdapted();
    }

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder)
    {
        var shape = Statistics(input);
        if ((Mean is null) != (Variance is null))
            throw new BadArgumentException("Normalization: the mean and the variance are given together or not at all.");
        if (Mean is not null && Variance is not null)
        {
            (shift, deviation) = (Given(Mean, shape, "means").Keep(), Deviation(Given(Variance, shape, "variances")).Keep());
            return;
        }
        mean = builder.Add("mean", shape, Initializers.Zeros, trainable: false);
        variance = builder.Add("variance", shape, Initializers.Ones, trainable: false);
        if (adaptedMean is null) return;
        if (adaptedMean.Length != shape.Count)
            throw new BadArgumentException(
                $"Normalization: input {input} does not fit the data that it was adapted to, with {adaptedMean.Length} places.");
        AssignAdapted();
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        if (variance is not null && mean is not null && Volatile.Read(ref version) != variance.Version + mean.Version)
        {
            (shift, deviation) = (mean.Snapshot(), Deviation(variance.Value).Keep());
            // Last, for another thread that predicts: it sees both or computes them again.
            Volatile.Write(ref version, variance.Version + mean.Version);
        }
        var x = Ops.ToFloat(input);
        return Invert ? (x * deviation) + shift : (x - shift) / deviation;
    }

    private void AssignAdapted()
    {
        mean!.Assign(Tensor.From(Array.ConvertAll(adaptedMean!, value => (float)value), mean.Shape));
        variance!.Assign(Tensor.From(Array.ConvertAll(adaptedVariance!, value => (float)value), variance.Shape));
    }

    private static Tensor Deviation(Tensor variance) => Ops.Maximum(Ops.Sqrt(variance), (float)Least);

    private static Tensor Given(IReadOnlyList<double> values, Shape shape, string what)
    {
        if (values.Count != 1 && values.Count != shape.Count)
            throw new BadArgumentException($"Normalization: {values.Count} {what} are given; there are {shape.Count} places.");
        return Tensor.From([.. Enumerable.Range(0, shape.Count).Select(i => (float)values[values.Count == 1 ? 0 : i])], shape);
    }

    /// <summary>The shape of the statistics: sizes of the axes, 1 along the others, without leading ones.</summary>
    private Shape Statistics(Shape input)
    {
        var kept = new bool[input.Rank];
        foreach (var axis in Axis) kept[Axes.Place(axis, input, nameof(Normalization))] = true;
        var first = Array.IndexOf(kept, true);
        return first < 0
            ? Shape.Scalar
            : new Shape([.. Enumerable.Range(first, input.Rank - first).Select(axis => kept[axis] ? input[axis] : 1)]);
    }

    /// <summary>Which of the statistics each number belongs to.</summary>
    private int[] Places(Shape shape)
    {
        var statistics = Statistics(shape);
        var places = new int[shape.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var (rest, step) = (i, 1);
            for (var axis = 1; axis <= statistics.Rank; axis++)
            {
                if (statistics[^axis] != 1) places[i] += rest % shape[^axis] * step;
                rest /= shape[^axis];
                step *= statistics[^axis];
            }
        }
        return places;
    }
}
