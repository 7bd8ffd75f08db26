using System.Text;

namespace LatentSharp;

/// <summary>A picture in a file of <c>latent compress</c>.</summary>
/// <param name="Name">Its path below the folder that it was read from, with slashes.</param>
/// <param name="Channels">1 or 3.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Step">What one step of a coefficient is worth.</param>
/// <param name="State">The upper part of the stack.</param>
/// <param name="Words">Its words.</param>
internal sealed record PackedPicture(
    string Name, int Channels, int Height, int Width, float Step, ulong State, IReadOnlyList<uint> Words);

/// <summary>
/// A file of pictures that <c>latent compress</c> wrote with loss: which model reads it, and the stack of each. All numbers stand with the
/// lowest byte first; the last four bytes are the CRC-32 of all before them.
/// </summary>
/// <param name="Digest">Of the model: 16 bytes.</param>
/// <param name="Pictures">One or more.</param>
internal sealed record PictureArchive(byte[] Digest, IReadOnlyList<PackedPicture> Pictures)
{
    private const string Magic = "LSPC";
    private const int Version = 1, Head = 4 + 1 + ModelDigest.Size + 4, LongestSide = 1 << 24;

    internal byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Encoding.ASCII.GetBytes(Magic));
        writer.Write((byte)Version);
        writer.Write(Digest);
        writer.Write(Pictures.Count);
        foreach (var picture in Pictures)
        {
            writer.Write(picture.Name);
            writer.Write((byte)picture.Channels);
            writer.Write(picture.Height);
            writer.Write(picture.Width);
            writer.Write(picture.Step);
            writer.Write(picture.State);
            writer.Write(picture.Words.Count);
            foreach (var word in picture.Words) writer.Write(word);
        }
        writer.Write(0);
        return PackedBytes.Seal(stream.ToArray());
    }

    /// <summary>Reads one, and takes memory for nothing before the checksum fits.</summary>
    /// <exception cref="BadFileException">It is none, of a newer version, cut off or damaged.</exception>
    internal static PictureArchive Read(byte[] bytes, string name)
    {
        PackedBytes.Require(bytes, name, Magic, Version, Head);
        using var stream = new MemoryStream(bytes, 0, bytes.Length - PackedBytes.Check);
        using var reader = new BinaryReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            stream.Position = Magic.Length + 1;
            var digest = reader.ReadBytes(ModelDigest.Size);
            var count = reader.ReadInt32();
            var pictures = new List<PackedPicture>();
            while (pictures.Count < count) pictures.Add(Picture(reader, stream, name));
            return count > 0 && stream.Position == stream.Length
                ? new PictureArchive(digest, pictures)
                : throw PackedBytes.Damaged(name, "its head makes no sense");
        }
        catch (Exception e) when (e is EndOfStreamException or DecoderFallbackException or FormatException or IOException)
        {
            throw PackedBytes.Damaged(name, "its head makes no sense");
        }
    }

    private static PackedPicture Picture(BinaryReader reader, MemoryStream stream, string name)
    {
        var own = reader.ReadString();
        var (channels, height, width) = (reader.ReadByte(), reader.ReadInt32(), reader.ReadInt32());
        var (step, state, count) = (reader.ReadSingle(), reader.ReadUInt64(), reader.ReadInt32());
        // A name leads to a place below a folder and nowhere else.
        var isPlace = own.Length > 0 && !Path.IsPathRooted(own) && !own.Contains('\\', StringComparison.Ordinal)
            && own.All(letter => !char.IsControl(letter)) && own.Split('/').All(part => part is not ("" or "." or ".."));
        if (!isPlace || channels is not (1 or 3) || height is < 1 or > LongestSide || width is < 1 or > LongestSide
            || (long)height * width > Array.MaxLength / 4 || !(step is > 0 and < float.PositiveInfinity) || state < 1UL << 32
            || count < 0 || 4L * count > stream.Length - stream.Position)
            throw PackedBytes.Damaged(name, "its head makes no sense");
        var words = new uint[count];
        for (var i = 0; i < count; i++) words[i] = reader.ReadUInt32();
        return new PackedPicture(own, channels, height, width, step, state, words);
    }
}
