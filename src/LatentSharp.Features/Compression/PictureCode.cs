namespace LatentSharp;

/// <summary>A picture as whole numbers: the coefficients of its blocks in steps.</summary>
/// <param name="Height">Rows of the picture.</param>
/// <param name="Width">Columns.</param>
/// <param name="Step">What one step is worth, in the units of the samples that were learned from.</param>
/// <param name="Values">(blocks down, blocks across, coefficients of a block), at most 2²⁰ in magnitude.</param>
internal sealed record PictureCode(int Height, int Width, float Step, int[] Values)
{
    /// <summary>The greatest magnitude that there is.</summary>
    internal const int Most = 1 << 20;
}
