namespace LatentSharp;

/// <summary>
/// The orthogonal factor of a matrix of normal numbers (Saxe et al. 2014): rows or columns, whichever are fewer, are orthonormal. All
/// axes but the last count as rows.
/// </summary>
internal sealed class OrthogonalInitializer(float gain) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, Fans fans, RandomStream random)
    {
        if (shape.Rank < 2) throw new BadArgumentException($"Orthogonal: shape {shape} has fewer than two axes; it fills matrices.");
        var columns = shape[^1];
        var rows = values.Length / Math.Max(columns, 1);
        random.Normal(values, 0, 1);
        // A wide matrix is orthogonalised by its rows, a tall one by its columns.
        var (vectors, length) = rows < columns ? (rows, columns) : (columns, rows);
        var (step, stride) = rows < columns ? (columns, 1) : (1, columns);
        for (var i = 0; i < vectors; i++)
        {
            // Twice is enough (Kahan): the second pass removes what rounding left.
            for (var pass = 0; pass < 2; pass++)
            {
                for (var j = 0; j < i; j++) Subtract(values, i * step, j * step, stride, length);
            }
            Normalise(values, i * step, stride, length);
        }
        for (var i = 0; i < values.Length; i++) values[i] *= gain;
    }

    private static void Subtract(Span<float> values, int from, int direction, int stride, int length)
    {
        double dot = 0;
        for (var k = 0; k < length; k++) dot += values[from + (k * stride)] * (double)values[direction + (k * stride)];
        for (var k = 0; k < length; k++) values[from + (k * stride)] -= (float)(dot * values[direction + (k * stride)]);
    }

    private static void Normalise(Span<float> values, int at, int stride, int length)
    {
        double squares = 0;
        for (var k = 0; k < length; k++) squares += values[at + (k * stride)] * (double)values[at + (k * stride)];
        var scale = 1 / Math.Sqrt(squares);
        for (var k = 0; k < length; k++) values[at + (k * stride)] = (float)(values[at + (k * stride)] * scale);
    }
}
