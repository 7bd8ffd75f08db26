namespace LatentSharp;

/// <summary>Writes pictures into a folder under the names of those that they come from.</summary>
internal static class PictureFolder
{
    /// <summary>Writes one as PNG, under its name with that ending; where another has it, with the ending behind its own.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The path of the picture that it comes from, below a folder of its own.</param>
    /// <param name="picture">(H, W, C), from 0 to 255.</param>
    /// <exception cref="BadFileException">It cannot be written.</exception>
    internal static void Write(string folder, string name, Tensor picture)
    {
        var place = Path.Combine(folder, Path.ChangeExtension(name, ".png"));
        if (File.Exists(place)) place = Path.Combine(folder, name + ".png");
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        PngWriter.Write(place, picture);
    }
}
