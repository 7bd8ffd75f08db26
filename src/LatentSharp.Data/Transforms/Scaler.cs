using System.Globalization;

namespace LatentSharp;

/// <summary>
/// Brings samples to a range that networks learn well from, and back: y = (x - <see cref="Offset"/>) / <see cref="Scale"/>, computed in double
/// precision. It never changes, and its three properties are all there is to save.
/// </summary>
public sealed class Scaler
{
    private const int ImageRank = 4;

    /// <summary>Makes a scaler from what another one had.</summary>
    /// <param name="kind">How it was found.</param>
    /// <param name="offset">A single number for <see cref="ScalerKind.None"/> and <see cref="ScalerKind.UnitRange"/>, otherwise one for each number of a sample, in the sample's shape.</param>
    /// <param name="scale">Of the same shape; finite and above 0.</param>
    /// <exception cref="BadArgumentException">Shapes do not fit, or a number is not finite, or a scale not above 0.</exception>
    public Scaler(ScalerKind kind, Tensor offset, Tensor scale)
    {
        if (!Enum.IsDefined(kind)) throw new BadArgumentException($"Scaler: there is no kind {kind}.");
        var common = kind is ScalerKind.None or ScalerKind.UnitRange;
        if (offset.Shape != scale.Shape || common != (offset.Rank == 0))
            throw new BadArgumentException($"Scaler: offset {offset.Shape} and scale {scale.Shape} do not fit kind {kind}; {(common ? "single numbers are" : "the shape of a sample is")} needed.");
        foreach (var value in offset.AsSpan())
            if (!float.IsFinite(value)) throw new BadArgumentException("Scaler: an offset is not finite.");
        foreach (var value in scale.AsSpan())
            if (!float.IsFinite(value) || value <= 0) throw new BadArgumentException("Scaler: a scale is not finite and above 0.");
        // Copies that no tape owns: a scaler outlives the step it was made in.
        (Kind, Offset, Scale) = (kind, offset.Keep(), scale.Keep());
    }

    /// <summary>The scaler that leaves everything as it is.</summary>
    public static Scaler Identity { get; } = new(ScalerKind.None, Tensor.Scalar(0), Tensor.Scalar(1));

    /// <summary>How offset and scale were found.</summary>
    public ScalerKind Kind { get; }

    /// <summary>What is subtracted: a single number, or one for each number of a sample.</summary>
    public Tensor Offset { get; }

    /// <summary>What is then divided by.</summary>
    public Tensor Scale { get; }

    /// <summary>A sentence for the user: what happens to the numbers, and why.</summary>
    public string Description => Kind switch
    {
        ScalerKind.None => "values are used as they are, since they lie between 0 and 1",
        ScalerKind.UnitRange => string.Create(CultureInfo.InvariantCulture, $"pixel values 0 to {Scale.Item()} are divided by {Scale.Item()}"),
        ScalerKind.MinMax => "each column is brought to the range from 0 to 1",
        _ => "each column is brought to mean 0 and standard deviation 1, since columns may have different units",
    };

    /// <summary>
    /// Chooses by the samples alone: numbers that all lie between 0 and 1 stay as they are; whole numbers from 0 to at most 16 or 255, and in images (N, H, W, C) to 65,535, are
    /// taken for pixels and divided by 16, 255 or 65,535; all others get mean 0 and standard deviation 1 in each column.
    /// </summary>
    /// <param name="samples">Float32 of shape (N, sample shape…), N at least 1.</param>
    /// <exception cref="BadArgumentException">There are no samples, or a number is not finite.</exception>
    public static Scaler Choose(Tensor samples)
    {
        Check(samples);
        var (whole, low, high) = (true, float.MaxValue, float.MinValue);
        foreach (var value in samples.AsSpan())
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
            whole &= value == MathF.Truncate(value);
        }
        if (low >= 0 && high <= 1) return Identity;
        return Fit(whole && low >= 0 && high <= (samples.Rank == ImageRank ? 65_535 : 255) ? ScalerKind.UnitRange : ScalerKind.Standard, samples);
    }

    /// <summary>
    /// Finds offset and scale of a kind. UnitRange divides by 16 when the greatest number is at most 16, by 255 when it is at most 255,
    /// in images by 65,535 when it is at most that, and otherwise by the greatest. A column whose numbers are all the same gets scale 1.
    /// </summary>
    /// <inheritdoc cref="Choose"/>
    public static Scaler Fit(ScalerKind kind, Tensor samples)
    {
        Check(samples);
        return kind switch
        {
            ScalerKind.None => Identity,
            ScalerKind.UnitRange => FitUnitRange(samples),
            ScalerKind.MinMax or ScalerKind.Standard => FitColumns(kind, samples),
            _ => throw new BadArgumentException($"Scaler: there is no kind {kind}."),
        };
    }

    /// <summary>Scales samples of shape (N, sample shape…).</summary>
    /// <exception cref="BadArgumentException">The samples have another shape than those that the scaler was found for.</exception>
    public Tensor Apply(Tensor samples) => Map(samples, static (x, offset, scale) => (float)((x - offset) / scale));

    /// <summary>Brings scaled samples back: x = y · scale + offset.</summary>
    /// <inheritdoc cref="Apply"/>
    public Tensor Invert(Tensor samples) => Map(samples, static (y, offset, scale) => (float)((y * scale) + offset));

    private Tensor Map(Tensor samples, Func<double, double, double, float> map)
    {
        if (samples.Rank < 1 || (Offset.Rank > 0 && samples.Shape[1..] != Offset.Shape))
            throw new BadArgumentException($"Scaler: samples of shape {samples.Shape} do not fit; (N, {Offset.Shape.ToString()[1..]} is needed.");
        return Tensor.Create<float, Tensor>(samples.Shape, samples, (elements, source) =>
        {
            var values = source.AsSpan();
            var offsets = Offset.AsSpan();
            var scales = Scale.AsSpan();
            var column = 0;
            for (var i = 0; i < elements.Length; i++)
            {
                elements[i] = map(values[i], offsets[column], scales[column]);
                if (++column == offsets.Length) column = 0;
            }
        });
    }

    private static Scaler FitUnitRange(Tensor samples)
    {
        var (low, high) = (float.MaxValue, float.MinValue);
        foreach (var value in samples.AsSpan()) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (low < 0) throw new BadArgumentException($"Scaler: {nameof(ScalerKind.UnitRange)} needs numbers of 0 or more; there are negative ones.");
        var scale = high <= 16 ? 16 : high <= 255 ? 255 : samples.Rank == ImageRank && high <= 65_535 ? 65_535 : high;
        return new Scaler(ScalerKind.UnitRange, Tensor.Scalar(0), Tensor.Scalar(scale));
    }

    private static Scaler FitColumns(ScalerKind kind, Tensor samples)
    {
        var shape = samples.Shape[1..];
        var columns = ColumnStatistics.Of(samples);
        var offset = new float[columns.Length];
        var scale = new float[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var column = columns[i];
            var spread = kind == ScalerKind.MinMax ? column.Maximum - column.Minimum : column.StandardDeviation;
            offset[i] = (float)(kind == ScalerKind.MinMax || column.IsConstant ? column.Minimum : column.Mean);
            scale[i] = column.IsConstant || (float)spread == 0 ? 1 : (float)spread;
            if (!float.IsFinite(scale[i])) throw new BadArgumentException($"Scaler: the numbers in column {i + 1} are too far apart for 32 bits.");
        }
        return new Scaler(kind, Tensor.From(offset, shape), Tensor.From(scale, shape));
    }

    private static void Check(Tensor samples)
    {
        if (samples.Rank < 2 || samples.Count == 0) throw new BadArgumentException($"Scaler: samples of shape {samples.Shape} do not fit; (N, sample shape…) with at least one number is needed.");
        foreach (var value in samples.AsSpan())
            if (!float.IsFinite(value)) throw new BadArgumentException("Scaler: a sample holds a number that is not finite.");
    }
}
