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
        var (tall, narrow) = (Math.Max(rows, columns), Math.Min(rows, columns));
        random.Normal(values, 0, 1);
        var q = LinearAlgebra.ThinQr(Array.ConvertAll(values.ToArray(), value => (double)value), tall, narrow).Q;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                values[(row * columns) + column] = gain * (float)(
                    rows >= columns ? q[(row * narrow) + column] : q[(column * narrow) + row]);
        }
    }
}
