namespace LatentSharp;

/// <summary>A picture (H, W, C) or (H, W), or a series (T, C), as planes of one channel each; a series has one row.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns, or steps.</param>
/// <param name="Channels">Planes.</param>
internal readonly record struct Planes(int Height, int Width, int Channels)
{
    /// <summary>Those of a sample.</summary>
    /// <exception cref="BadArgumentException">It is neither picture nor series.</exception>
    internal static Planes Of(string operation, Shape sample, SampleAxes axes)
    {
        var volume = ConvolutionalLayers.Volume(operation, sample, axes);
        return volume.Rank == 3 ? new(volume[0], volume[1], volume[2]) : new(1, volume[0], volume[1]);
    }
}
