namespace LatentSharp;

/// <summary>What is known of all numbers of some samples together. It takes no memory for each column, however wide samples are.</summary>
/// <param name="Range">Over all numbers, in double precision.</param>
/// <param name="Constant">How many of a sample's values are the same in all samples.</param>
internal sealed record ValueSummary(NumberRange Range, int Constant)
{
    private const int Block = 4096;

    /// <param name="samples">Float32 of shape (N, sample shape…), N at least 1 and all finite.</param>
    internal static ValueSummary Of(Tensor samples)
    {
        var values = samples.AsSpan();
        var (low, high, sum) = (float.PositiveInfinity, float.NegativeInfinity, 0.0);
        foreach (var value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
            sum += value;
        }
        var mean = sum / values.Length;
        var squares = 0.0;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        return new ValueSummary(
            new NumberRange(low, high, mean, Math.Sqrt(squares / values.Length)), CountConstant(values, samples.Shape[0]));
    }

    /// <summary>Goes through the columns some thousand at a time, so that what it reads lies together.</summary>
    private static int CountConstant(ReadOnlySpan<float> values, int rows)
    {
        var width = values.Length / rows;
        Span<bool> differs = stackalloc bool[Block];
        var constant = 0;
        for (var start = 0; start < width; start += Block)
        {
            var first = values.Slice(start, Math.Min(Block, width - start));
            differs.Clear();
            for (var row = 1; row < rows; row++)
            {
                var others = values.Slice((row * width) + start, first.Length);
                for (var i = 0; i < first.Length; i++) differs[i] |= others[i] != first[i];
            }
            constant += differs[..first.Length].Count(false);
        }
        return constant;
    }
}
