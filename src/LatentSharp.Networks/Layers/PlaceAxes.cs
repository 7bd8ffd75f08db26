namespace LatentSharp;

/// <summary>The axes of sequences, images and volumes.</summary>
internal static class PlaceAxes
{
    /// <exception cref="BadArgumentException">The input has not so many axes of places.</exception>
    internal static void Check(Shape input, int dimensions, string layer)
    {
        if (input.Rank == dimensions + 2) return;
        var taken = dimensions switch { 1 => "(N, T, C)", 2 => "(N, H, W, C)", _ => "(N, D, H, W, C)" };
        throw new BadArgumentException($"{layer}: input {input} is not {taken}.");
    }
}
