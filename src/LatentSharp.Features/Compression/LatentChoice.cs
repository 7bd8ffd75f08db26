namespace LatentSharp;

/// <summary>
/// Chooses the steps of coefficients: of the nearest, the one nearer to 0, and 0, that which costs least, in error and bits.
/// </summary>
internal static class LatentChoice
{
    /// <summary>What one bit is worth, in squared steps.</summary>
    private const double Bit = 0.14;

    /// <summary>What rounds down to 0 and below where there are no tables yet.</summary>
    private const double Rounding = 0.4;

    /// <summary>The code of a picture's coefficients, told to a context.</summary>
    /// <param name="transform">Where the coefficients are from.</param>
    /// <param name="tables">What bits cost; null for rounding towards 0 a little.</param>
    /// <param name="coefficients">As <see cref="BlockTransform.Analyze"/> gives them.</param>
    /// <param name="planes">The picture's size.</param>
    /// <param name="step">What one step is worth.</param>
    internal static LatentContext Choose(
        BlockTransform transform, LatentTables? tables, ReadOnlySpan<float> coefficients, Planes planes, float step)
    {
        var context = new LatentContext(
            tables, transform.Coefficients, transform.Size, transform.Down(planes.Height), transform.Down(planes.Width));
        for (var block = 0; block < context.Blocks; block++)
        {
            context.Begin(block);
            for (var i = 0; i < context.Coefficients; i++)
            {
                var wanted = Math.Clamp(
                    (double)coefficients[(block * context.Coefficients) + i] / step, -PictureCode.Most / 2, PictureCode.Most / 2)
                    - context.Prediction(i);
                context.Tell(i, tables is null ? Rounded(wanted) : Cheapest(tables, context.Table(i), wanted));
            }
        }
        return context;
    }

    private static int Rounded(double wanted) => Math.Sign(wanted) * (int)Math.Floor(Math.Abs(wanted) + Rounding);

    private static int Cheapest(LatentTables tables, int table, double wanted)
    {
        var size = Math.Abs(wanted);
        var nearest = (int)Math.Round(size);
        if (nearest == 0) return 0;
        var (best, least) = (0, (size * size) + (Bit * tables.Bits(table, 0)));
        for (var magnitude = Math.Max(1, nearest - 1); magnitude <= nearest; magnitude++)
        {
            var cost = ((size - magnitude) * (size - magnitude)) + (Bit * tables.Bits(table, magnitude));
            if (cost < least) (best, least) = (magnitude, cost);
        }
        return wanted < 0 ? -best : best;
    }
}
