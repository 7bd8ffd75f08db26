using System.Globalization;
using System.Numerics;

namespace LatentSharp;

/// <summary>
/// Brings samples to a range that networks learn well from, and back: y = (x - <see cref="Offset"/>) / <see cref="Scale"/>, computed in
/// double precision. It never changes, and its three properties are all there is to save.
/// </summary>
public sealed class Scaler
{
    private const int TableRank = 2, ImageRank = 4;

    /// <summary>Makes a scaler from what another one had.</summary>
    /// <param name="kind">How it was found.</param>
    /// <param name="offset">
    /// A single number for <see cref="ScalerKind.None"/> and <see cref="ScalerKind.UnitRange"/>, one for each channel, of shape (C), for
    /// <see cref="ScalerKind.Channels"/>, otherwise one for each number of a sample, in the sample's shape.
    /// </param>
    /// <param name="scale">Of the same shape; finite and above 0.</param>
    /// <exception cref="BadArgumentException">Shapes do not fit, or a number is not finite, or a scale not above 0.</exception>
    public Scaler(ScalerKind kind, Tensor offset, Tensor scale)
    {
        if (!Enum.IsDefined(kind)) throw new BadArgumentException($"Scaler: there is no kind {kind}.");
        var common = kind is ScalerKind.None or ScalerKind.UnitRange;
        if (offset.Shape != scale.Shape || common != (offset.Rank == 0) || (kind == ScalerKind.Channels && offset.Rank != 1))
        {
            var fit = common ? "single numbers are"
                : kind == ScalerKind.Channels ? "one number for each channel is"
                : "the shape of a sample is";
            throw new BadArgumentException(
                $"Scaler: offset {offset.Shape} and scale {scale.Shape} do not fit kind {kind}; {fit} needed.");
        }
        foreach (var value in offset.AsSpan())
            if (!float.IsFinite(value)) throw new BadArgumentException("Scaler: an offset is not finite.");
        foreach (var value in scale.AsSpan())
            if (!float.IsFinite(value) || value <= 0) throw new BadArgumentException("Scaler: a scale is not finite and above 0.");
        // Copies that no tape owns: a scaler outlives the step it was made in.
        (Kind, Offset, Scale) = (kind, offset.Keep(), scale.Keep());
    }

    /// <summary>The scaler that leaves everything as it is.</summary>
    public static Scaler Identity { get; } = new(ScalerKind.None, Tensor.Scalar(0), Tensor.Scalar(1));

    /// <summary>What is said of texts.</summary>
    internal const string TextsAsTheyAre = "the numbers of tokens are used as they are, since they are names and no quantities";

    /// <summary>How offset and scale were found.</summary>
    public ScalerKind Kind { get; }

    /// <summary>What is subtracted: a single number, one for each channel, or one for each number of a sample.</summary>
    public Tensor Offset { get; }

    /// <summary>What is then divided by.</summary>
    public Tensor Scale { get; }

    /// <summary>A sentence for the user: what happens to the numbers, and why.</summary>
    public string Description => Describe(Kind, Kind == ScalerKind.UnitRange ? Scale.Item() : 1);

    private static string Describe(ScalerKind kind, float scale) => kind switch
    {
        ScalerKind.None => "values are used as they are, since they lie between 0 and 1",
        ScalerKind.UnitRange => string.Create(CultureInfo.InvariantCulture, $"pixel values 0 to {scale} are divided by {scale}"),
        ScalerKind.Channels => "each channel is brought to mean 0 and standard deviation 1 over all its steps",
        ScalerKind.MinMax => "each column is brought to the range from 0 to 1",
        _ => "each column is brought to mean 0 and standard deviation 1, since columns may have different units",
    };

    /// <summary>
    /// Chooses by the samples alone: numbers that all lie between 0 and 1 stay as they are; whole numbers from 0 to at most 16, 255 or
    /// 65,535 in images, (N, H, W, C) or (N, H, W) up to 255, are taken for pixels and divided by these; all others, and all of tables (N,
    /// C), get mean 0 and standard deviation 1 in each column.
    /// </summary>
    /// <param name="samples">Float32 of shape (N, sample shape…), N at least 1.</param>
    /// <exception cref="BadArgumentException">There are no samples, or a number is not finite.</exception>
    public static Scaler Choose(Tensor samples) => Choose(new RowView(samples), isSequences: false);

    private static ScalerKind KindFor(RowView samples)
    {
        var (whole, low, high) = (true, float.MaxValue, float.MinValue);
        for (var row = 0; row < samples.Count; row++)
        {
            foreach (var value in samples[row])
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
                whole &= value == MathF.Truncate(value);
            }
        }
        return KindFor(samples.Shape.Rank, whole, low, high);
    }

    private static ScalerKind KindFor(int rank, bool whole, double low, double high)
    {
        if (low >= 0 && high <= 1) return ScalerKind.None;
        var isPixels = whole && rank > TableRank && low >= 0 && high <= (rank == ImageRank ? 65_535 : 255);
        return isPixels ? ScalerKind.UnitRange : ScalerKind.Standard;
    }

    /// <summary>
    /// Chooses for a stream as <see cref="Choose(Tensor)"/> does, in one pass; means and deviations differ from its by rounding, where a
    /// stream does not fit into memory.
    /// </summary>
    /// <param name="samples">At least one sample.</param>
    /// <param name="cancellation">Ends it with an exception.</param>
    public static Scaler Choose(SampleStream samples, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.FitsInMemory) return Choose(samples.Take([.. Enumerable.Range(0, samples.Count)]));
        var found = StreamStatistics.Of(samples, cancellation);
        var kind = KindFor(samples.SampleShape.Rank + 1, found.IsWhole, found.Minimum, found.Maximum);
        return kind switch
        {
            ScalerKind.None => Identity,
            ScalerKind.UnitRange => UnitRange(found.Maximum, samples.SampleShape.Rank + 1),
            _ => OfColumns(kind, found.Columns, samples.SampleShape),
        };
    }

    /// <summary>
    /// Chooses for a data set. Sequences get mean 0 and standard deviation 1 in each channel over all their steps, where padding does not
    /// count; everything else goes by <see cref="Choose(Tensor)"/>.
    /// </summary>
    /// <inheritdoc cref="Choose(Tensor)"/>
    public static Scaler Choose(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.Text is not null ? Identity : Choose(RowView.Of(data), data.Sequences is not null);
    }

    /// <summary>Chooses for some rows, without a copy of them.</summary>
    internal static Scaler Choose(RowView samples, bool isSequences)
    {
        Check(samples);
        return Fit(isSequences ? ScalerKind.Channels : KindFor(samples), samples);
    }

    /// <summary>
    /// The <see cref="Description"/> of the scaler that <see cref="Choose(Dataset)"/> would find, without the memory that its numbers for
    /// each column take.
    /// </summary>
    internal static string DescriptionFor(Dataset data)
    {
        if (data.Text is not null) return TextsAsTheyAre;
        var kind = data.Sequences is null ? KindFor(RowView.Of(data)) : ScalerKind.Channels;
        return kind == ScalerKind.UnitRange ? Choose(data).Description : Describe(kind, 1);
    }

    /// <summary>
    /// Finds offset and scale of a kind. UnitRange divides by 16 when the greatest number is at most 16, by 255 when it is at most 255,
    /// in images by 65,535 when it is at most that, and otherwise by the greatest. A column whose numbers are all the same gets scale 1.
    /// </summary>
    /// <inheritdoc cref="Choose(Tensor)"/>
    public static Scaler Fit(ScalerKind kind, Tensor samples)
    {
        var rows = new RowView(samples);
        Check(rows);
        return Fit(kind, rows);
    }

    private static Scaler Fit(ScalerKind kind, RowView samples) => kind switch
    {
        ScalerKind.None => Identity,
        ScalerKind.UnitRange => FitUnitRange(samples),
        ScalerKind.MinMax or ScalerKind.Standard => FitColumns(kind, samples, samples.Shape[1..]),
        ScalerKind.Channels => FitColumns(kind, samples, [samples.Shape[^1]]),
        _ => throw new BadArgumentException($"Scaler: there is no kind {kind}."),
    };

    /// <summary>Scales samples of shape (N, sample shape…).</summary>
    /// <exception cref="BadArgumentException">The samples have another shape than those that the scaler was found for.</exception>
    public Tensor Apply(Tensor samples) => Apply(new RowView(samples));

    /// <summary>Brings scaled samples back: x = y · scale + offset.</summary>
    /// <inheritdoc cref="Apply(Tensor)"/>
    public Tensor Invert(Tensor samples) => Invert(new RowView(samples));

    /// <summary>Scales the samples of a data set; the padding of sequences stays 0, so that it can be told from their steps.</summary>
    /// <inheritdoc cref="Apply(Tensor)"/>
    public Tensor Apply(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Apply(RowView.Of(data));
    }

    /// <summary>Brings scaled samples back, with 0 in the padding of sequences.</summary>
    /// <param name="samples">One for each of <paramref name="data"/>.</param>
    /// <param name="data">Whose samples they are; its sequences say where they end.</param>
    /// <inheritdoc cref="Apply(Tensor)"/>
    public Tensor Invert(Tensor samples, Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Sequences is not { Lengths: var lengths } || samples.Rank < 3) return Invert(samples);
        if (samples.Shape[0] != lengths.Length)
            throw new BadArgumentException($"Scaler: {samples.Shape[0]} samples do not fit {lengths.Length} sequences.");
        return Invert(new RowView(samples, null, lengths));
    }

    /// <summary>Scales whole samples in place, or steps or channels of them.</summary>
    internal void Apply(Span<float> values)
    {
        if (Kind == ScalerKind.None) return;
        var offsets = Offset.AsSpan();
        var scales = Scale.AsSpan();
        if (offsets.Length == 1)
        {
            double offset = offsets[0], scale = scales[0];
            for (var i = 0; i < values.Length; i++) values[i] = (float)((values[i] - offset) / scale);
            return;
        }
        for (; !values.IsEmpty; values = values[offsets.Length..]) ApplyLine(values[..offsets.Length], offsets, scales);
    }

    private static void ApplyLine(Span<float> values, ReadOnlySpan<float> offsets, ReadOnlySpan<float> scales)
    {
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(values[i..]), out var low, out var high);
            Vector.Widen(new Vector<float>(offsets[i..]), out var lowOffset, out var highOffset);
            Vector.Widen(new Vector<float>(scales[i..]), out var lowScale, out var highScale);
            Vector.Narrow((low - lowOffset) / lowScale, (high - highOffset) / highScale).CopyTo(values[i..]);
        }
        for (; i < values.Length; i++) values[i] = (float)(((double)values[i] - offsets[i]) / scales[i]);
    }

    /// <summary>Copies rows together, scaled; the padding of sequences is 0.</summary>
    internal Tensor Apply(RowView samples) => Map(samples, static (x, offset, scale) => (float)((x - offset) / scale));

    internal Tensor Invert(RowView samples) => Map(samples, static (y, offset, scale) => (float)((y * scale) + offset));

    private Tensor Map(RowView samples, Func<double, double, double, float> map)
    {
        var shape = samples.Shape;
        var fits = shape.Rank >= 1
            && (
                Kind == ScalerKind.Channels
                    ? shape.Rank >= 2 && shape[^1] == Offset.Shape[0]
                    : Offset.Rank == 0 || shape[1..] == Offset.Shape);
        if (!fits)
            throw new BadArgumentException(
                $"Scaler: samples of shape {shape} do not fit; (N, "
                + $"{(Kind == ScalerKind.Channels ? "…, " : "")}{Offset.Shape.ToString()[1..]} is "
                + "needed.");
        return Tensor.Create<float, RowView>(shape, samples, (elements, rows) =>
        {
            var offsets = Offset.AsSpan();
            var scales = Scale.AsSpan();
            for (var row = 0; row < rows.Count; row++)
            {
                var values = rows[row];
                var mapped = elements.Slice(row * rows.Width, values.Length);
                for (int i = 0, column = 0; i < mapped.Length; i++)
                {
                    mapped[i] = map(values[i], offsets[column], scales[column]);
                    if (++column == offsets.Length) column = 0;
                }
            }
        });
    }

    private static Scaler FitUnitRange(RowView samples)
    {
        var (low, high) = (float.MaxValue, float.MinValue);
        for (var row = 0; row < samples.Count; row++)
            foreach (var value in samples[row]) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (low < 0)
            throw new BadArgumentException($"Scaler: {nameof(ScalerKind.UnitRange)} needs numbers of 0 or more; there are negative ones.");
        return UnitRange(high, samples.Shape.Rank);
    }

    private static Scaler UnitRange(double high, int rank)
    {
        var scale = high <= 16 ? 16 : high <= 255 ? 255 : rank == ImageRank && high <= 65_535 ? 65_535 : (float)high;
        return new Scaler(ScalerKind.UnitRange, Tensor.Scalar(0), Tensor.Scalar(scale));
    }

    private static Scaler FitColumns(ScalerKind kind, RowView samples, Shape shape) =>
        OfColumns(kind, ColumnStatistics.Of(samples, shape.Count), shape);

    private static Scaler OfColumns(ScalerKind kind, ColumnStatistics[] columns, Shape shape)
    {
        var offset = new float[columns.Length];
        var scale = new float[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var column = columns[i];
            var spread = kind == ScalerKind.MinMax ? column.Maximum - column.Minimum : column.StandardDeviation;
            offset[i] = (float)(kind == ScalerKind.MinMax || column.IsConstant ? column.Minimum : column.Mean);
            scale[i] = column.IsConstant || (float)spread == 0 ? 1 : (float)spread;
            if (!float.IsFinite(scale[i]))
                throw new BadArgumentException($"Scaler: the numbers in column {i + 1} are too far apart for 32 bits.");
        }
        return new Scaler(kind, Tensor.From(offset, shape), Tensor.From(scale, shape));
    }

    private static void Check(RowView samples)
    {
        if (samples.Shape.Rank < 2 || samples.Shape.Count == 0)
            throw new BadArgumentException(
                $"Scaler: samples of shape {samples.Shape} do not fit; (N, sample shape…) with at least one number is needed.");
        for (var row = 0; row < samples.Count; row++)
            if (!Require.AreFinite(samples[row])) throw new BadArgumentException("Scaler: a sample holds a number that is not finite.");
    }
}
