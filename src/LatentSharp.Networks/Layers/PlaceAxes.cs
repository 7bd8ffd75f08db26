namespace LatentSharp;

/// <summary>The axes of sequences, images and volumes, as messages write them.</summary>
internal static class PlaceAxes
{
    internal static string Written(int dimensions) => dimensions switch { 1 => "(N, T, C)", 2 => "(N, H, W, C)", _ => "(N, D, H, W, C)" };

    /// <summary>The input, when it has so many axes of places.</summary>
    /// <exception cref="BadArgumentException">It has others.</exception>
    internal static Shape Checked(Shape input, int dimensions, string layer) =>
        input.Rank == dimensions + 2 ? input : throw new BadArgumentException($"{layer}: input {input} is not {Written(dimensions)}.");
}
