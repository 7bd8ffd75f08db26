namespace LatentSharp;

/// <summary>What a sample looks like to a person.</summary>
internal enum SampleKind
{
    /// <summary>(H, W) and (H, W, 1) in grey, (H, W, 3) in colour.</summary>
    Picture,

    /// <summary>(T, C): a curve over the steps for each channel.</summary>
    Curves,

    /// <summary>(C): values under the names of their columns.</summary>
    Table,

    /// <summary>The ids of tokens (T, 1): the text.</summary>
    Text,

    /// <summary>Samples of any other shape: their numbers as a strip of grey.</summary>
    Strip,
}

/// <summary>How samples are drawn, decided here and nowhere else: from their shape, and from what is known of them.</summary>
/// <param name="Kind">What they look like.</param>
/// <param name="Shape">The shape of one.</param>
/// <param name="Scaling">From the units of the data to those of the model.</param>
internal sealed record SampleLook(SampleKind Kind, Shape Shape, Scaler Scaling)
{
    /// <summary>The names of the channels of sequences.</summary>
    public IReadOnlyList<string> Channels { get; private init; } = [];

    /// <summary>How texts became numbers; null for other samples.</summary>
    public TextEncoding? Text { get; private init; }

    /// <summary>The columns of a table.</summary>
    public IReadOnlyList<TableColumn> Columns { get; private init; } = [];

    /// <summary>
    /// The least value that the data have, in their units: of all numbers of pictures (one number), or of each number of other samples.
    /// </summary>
    public float[] Low { get; private init; } = [0];

    /// <summary>The greatest.</summary>
    public float[] High { get; private init; } = [1];

    /// <summary>Whether rows of pictures go from below upwards, as the frequencies of a spectrogram do.</summary>
    public bool IsFromBelow { get; private init; }

    /// <summary>Whether they can be drawn into a picture file; the columns of a table need their names.</summary>
    public bool HasPicture => Kind is SampleKind.Picture or SampleKind.Curves && Shape.Count > 0;

    /// <summary>Of data.</summary>
    public static SampleLook Of(Dataset data, Scaler scaling)
    {
        var kind = data.Text is not null ? SampleKind.Text : KindOf(data.SampleShape, data.Sequences is not null);
        var (low, high) = Range(data, kind == SampleKind.Picture ? 1 : data.SampleShape.Count);
        return new SampleLook(kind, data.SampleShape, scaling)
        {
            Channels = data.Sequences?.Channels ?? [], Columns = kind == SampleKind.Table ? TableColumn.Of(data) : [], Low = low,
            High = high, IsFromBelow = kind == SampleKind.Picture && data.Sounds is not null, Text = data.Text,
        };
    }

    /// <summary>
    /// Of what a finished model takes and makes. Channels are scaled by themselves where samples are sequences, and nowhere else.
    /// </summary>
    public static SampleLook Of(SavedModel saved) =>
        new(
            saved.Text is not null ? SampleKind.Text : KindOf(saved.Model.InputShape, saved.Scaling.Kind == ScalerKind.Channels),
            saved.Model.InputShape, saved.Scaling)
        {
            Text = saved.Text, IsFromBelow = saved.Sound is not null,
        };

    /// <summary>Samples in the units of the model as one picture with numbers from 0 to 255: (height, width, channels).</summary>
    /// <param name="samples">(N, …), N at least 1.</param>
    /// <param name="columns">Tiles in a row. Default: as many as make the sheet about square.</param>
    public Tensor Draw(Tensor samples, int? columns = null) =>
        Kind == SampleKind.Curves ? CurveSheet.Draw(samples, columns) : PictureSheet.Draw(samples, Scaling, columns, IsFromBelow);

    /// <summary>What a sample of a shape is; arrays of two axes that nobody called sequences are read as models read them.</summary>
    internal static SampleKind KindOf(Shape sample, bool isSequence) => sample.Rank switch
    {
        1 => SampleKind.Table,
        2 => isSequence || SampleAxes.Auto.For(sample) == SampleAxes.Sequence ? SampleKind.Curves : SampleKind.Picture,
        3 when sample[2] is 1 or 3 => SampleKind.Picture,
        _ => SampleKind.Strip,
    };

    private static (float[] Low, float[] High) Range(Dataset data, int width)
    {
        var (low, high) = (new float[width], new float[width]);
        Array.Fill(low, float.PositiveInfinity);
        Array.Fill(high, float.NegativeInfinity);
        var values = data.Samples.AsSpan();
        for (var i = 0; i < values.Length; i++)
        {
            low[i % width] = Math.Min(low[i % width], values[i]);
            high[i % width] = Math.Max(high[i % width], values[i]);
        }
        return (low, high);
    }
}
