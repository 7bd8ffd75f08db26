namespace LatentSharp;

/// <summary>
/// Places around a volume: one number for all sides, a triple for both sides of each axis (depth, height, width), or a triple of pairs
/// (before, after).
/// </summary>
/// <param name="Deep">In front and behind.</param>
/// <param name="Vertical">Above and below.</param>
/// <param name="Horizontal">To the left and to the right.</param>
public readonly record struct Margins3D(Margin Deep, Margin Vertical, Margin Horizontal)
{
    /// <summary>As many on all sides.</summary>
    public static implicit operator Margins3D(int places) => new(places, places, places);

    /// <summary>(in front and behind, top and bottom, left and right)</summary>
    public static implicit operator Margins3D((int Deep, int Vertical, int Horizontal) places) =>
        new(places.Deep, places.Vertical, places.Horizontal);

    /// <summary>((front, back), (top, bottom), (left, right))</summary>
    public static implicit operator Margins3D(
        ((int Front, int Back) Deep, (int Top, int Bottom) Vertical, (int Left, int Right) Horizontal) places) =>
        new(places.Deep, places.Vertical, places.Horizontal);

    /// <summary>As in <c>(1 + 2, 3 + 4, 5 + 6)</c>.</summary>
    public override string ToString() => $"({Deep}, {Vertical}, {Horizontal})";

    /// <summary>The margins, when their sizes are 0 or more.</summary>
    internal static Margins3D Checked(Margins3D margins, string whose) =>
        new(Margins.Checked(margins.Deep, whose), Margins.Checked(margins.Vertical, whose), Margins.Checked(margins.Horizontal, whose));

    /// <summary>The shape of volumes with the margins added (1) or taken away (-1).</summary>
    internal Shape Around(Shape input, int sign, string whose)
    {
        PlaceAxes.Check(input, 3, whose);
        return input.With(1, Margins.Along(input, 1, Deep, sign, whose)).With(2, Margins.Along(input, 2, Vertical, sign, whose))
            .With(3, Margins.Along(input, 3, Horizontal, sign, whose));
    }

    /// <summary>Applies an operation on images with these margins to volumes.</summary>
    internal Tensor Apply(Tensor x, Func<Tensor, Margins, Tensor> operation) =>
        Volumes.PlanesThenDepth(x, new Margins(Vertical, Horizontal), new Margins(0, Deep), operation);
}
