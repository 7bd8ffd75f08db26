namespace LatentSharp;

/// <summary>What a picture file says of itself before its pixels are unpacked.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">1 grey, 2 grey and alpha, 3 red, green and blue, 4 these and alpha.</param>
/// <param name="BitDepth">8 for values from 0 to 255, 16 for values from 0 to 65,535.</param>
public readonly record struct PictureInfo(int Width, int Height, int Channels, int BitDepth)
{
    /// <summary>
    /// The numbers that the picture has; sizes from a file may make more than 64 bits hold, which then is <see cref="long.MaxValue"/>.
    /// </summary>
    public long Count => long.CreateSaturating((Int128)Width * Height * Channels);

    /// <summary>Whether the last channel is alpha, the opacity.</summary>
    public bool HasAlpha => Channels is 2 or 4;

    /// <summary>Whether there are red, green and blue.</summary>
    public bool HasColor => Channels >= 3;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Width} x {Height} pixels of {Channels} {(Channels == 1 ? "channel" : "channels")} with {BitDepth} bits";
}

/// <summary>A picture's pixels: rows from the top, pixels from the left, channels innermost.</summary>
/// <param name="Info">Its sizes.</param>
/// <param name="Values">One number for each channel of each pixel.</param>
public sealed record Picture(PictureInfo Info, ushort[] Values)
{
    /// <summary>The numbers as Float32 of shape (height, width, channels), 0 to 255 or, with 16 bits, 0 to 65,535.</summary>
    public Tensor ToTensor() =>
        Tensor.Create<float, ushort[]>([Info.Height, Info.Width, Info.Channels], Values, static (elements, values) =>
    {
        for (var i = 0; i < elements.Length; i++) elements[i] = values[i];
    });
}
