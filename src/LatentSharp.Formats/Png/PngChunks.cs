using System.Buffers.Binary;
using System.Text;

namespace LatentSharp;

/// <summary>
/// The parts of a PNG file that make its picture. Every chunk's checksum is compared; what is not needed is skipped and never unpacked.
/// </summary>
internal sealed record PngChunks(PngHeader Header, byte[] Palette, byte[]? Transparency, byte[] Packed, int PackedLength)
{
    /// <summary>The picture that will come out.</summary>
    internal PictureInfo Info
    {
        get
        {
            var channels = Header.Color switch
            {
                PngColor.Grey => 1,
                PngColor.GreyAlpha => 2,
                PngColor.Color or PngColor.Palette => 3,
                _ => 4,
            };
            return new PictureInfo(Header.Width, Header.Height, channels + (Transparency is null ? 0 : 1), Header.Depth == 16 ? 16 : 8);
        }
    }

    /// <summary>The packed pixels of all chunks IDAT together.</summary>
    internal Stream OpenData() => new MemoryStream(Packed, 0, PackedLength, writable: false);

    internal static PngChunks Read(Stream stream, string name)
    {
        var file = InputFile.ReadWhole(stream, name, "a PNG file");
        if (!file.AsSpan().StartsWith(PngHeader.Signature))
            throw BadFileException.At(name, "byte 0", "this is not a PNG file; it does not begin with \\x89PNG.");
        PngHeader? header = null;
        byte[]? palette = null, transparency = null;
        var (data, dataState) = (0, 0);
        for (var at = 8; ;)
        {
            if (file.Length - at < 12) throw BadFileException.At(name, $"byte {at}", "the file ends before the chunk IEND.");
            var announced = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (announced > file.Length - at - 12)
                throw BadFileException.At(
                    name, $"byte {at}", $"a chunk of {announced} bytes is announced, but {file.Length - at - 12} are left.");
            var type = file.AsSpan(at + 4, 4);
            var content = file.AsSpan(at + 8, (int)announced);
            var typeName = Name(type);
            var crc = Crc32.Append(Crc32.Append(0, type), content);
            if (crc != BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + content.Length)))
                throw BadFileException.At(name, $"chunk {typeName} at byte {at}", "its checksum does not fit; the data are damaged.");
            if (header is null != typeName is "IHDR")
                throw BadFileException.At(name, $"byte {at}", $"the chunk {typeName} is not in its place; IHDR is the first, once.");
            if (dataState == 1 && typeName != "IDAT") dataState = 2;
            switch (typeName)
            {
                case "IHDR":
                    header = content.Length == PngHeader.Length
                        ? PngHeader.Parse(content, name)
                        : throw BadFileException.At(name, "header", $"it has {content.Length} bytes; 13 are expected.");
                    break;
                case "PLTE":
                    if (palette is not null || dataState > 0 || transparency is not null)
                        throw BadFileException.At(name, $"byte {at}", "the chunk PLTE is not in its place, before tRNS and IDAT, once.");
                    if (content.Length is 0 or > 768 || content.Length % 3 != 0)
                        throw BadFileException.At(name, "PLTE", $"{content.Length} bytes are no palette of 1 to 256 colours.");
                    palette = content.ToArray();
                    break;
                case "tRNS":
                    if (transparency is not null || dataState > 0)
                        throw BadFileException.At(name, $"byte {at}", "the chunk tRNS is not in its place, before IDAT, once.");
                    transparency = content.ToArray();
                    break;
                case "IDAT":
                    if (dataState == 2) throw BadFileException.At(name, $"byte {at}", "the chunks IDAT do not follow each other.");
                    dataState = 1;
                    // Moved to the front of the file's own memory, which is read already: no second copy is needed.
                    content.CopyTo(file.AsSpan(data));
                    data += content.Length;
                    break;
                case "IEND":
                    if (dataState == 0)
                        throw BadFileException.At(name, $"byte {at}", "there are no pixels: no chunk IDAT comes before IEND.");
                    return Checked(new PngChunks(header!.Value, palette ?? [], transparency, file, data), name);
                default:
                    // A capital first letter says that the picture cannot be understood without the chunk.
                    if ((type[0] & 0x20) == 0)
                        throw BadFileException.At(name, $"byte {at}", $"the chunk {typeName} is not known, and the picture needs it.");
                    break;
            }
            at += 12 + (int)announced;
        }
    }

    private static PngChunks Checked(PngChunks chunks, string name)
    {
        var (header, palette, transparency) = (chunks.Header, chunks.Palette, chunks.Transparency);
        if (header.Color == PngColor.Palette && palette.Length == 0)
            throw BadFileException.At(name, "PLTE", "the pixels are indices of a palette, but there is none.");
        if (header.Color == PngColor.Palette && palette.Length / 3 > 1 << header.Depth)
            throw BadFileException.At(name, "PLTE", $"{palette.Length / 3} colours are more than {header.Depth} bits can name.");
        if (header.Color is PngColor.Grey or PngColor.GreyAlpha && palette.Length > 0)
            throw BadFileException.At(name, "PLTE", "a grey picture has no palette.");
        if (transparency is null) return chunks;
        var fits = header.Color switch
        {
            PngColor.Grey => transparency.Length == 2,
            PngColor.Color => transparency.Length == 6,
            PngColor.Palette => transparency.Length <= palette.Length / 3,
            _ => false,
        };
        return fits
            ? chunks
            : throw BadFileException.At(name, "tRNS", $"{transparency.Length} bytes do not go with colour type {(int)header.Color}.");
    }

    private static string Name(ReadOnlySpan<byte> type)
    {
        foreach (var letter in type)
            if (!char.IsAsciiLetter((char)letter)) return Convert.ToHexString(type);
        return Encoding.ASCII.GetString(type);
    }
}
