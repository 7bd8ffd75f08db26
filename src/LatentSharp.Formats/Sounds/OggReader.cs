using NVorbis;

namespace LatentSharp;

/// <summary>
/// Reads Ogg files of Vorbis by NVorbis. The file is followed to its end, with the sum of each page, so that one that is cut short or
/// changed is refused.
/// </summary>
public static class OggReader
{
    /// <summary>Reads a recording.</summary>
    /// <exception cref="BadFileException">There is no such file, or it is not a whole Ogg file; the message says where.</exception>
    public static Sound Read(string path)
    {
        using var stream = InputFile.Open(path);
        return Read(stream, path);
    }

    /// <inheritdoc cref="Read(string)"/>
    /// <param name="stream">The file; it must be able to seek.</param>
    /// <param name="name">What to call it in messages.</param>
    public static Sound Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var file = InputFile.ReadWhole(stream, name, "an Ogg file");
        var info = new OggWalk(file, name).Follow();
        return UnpackedSound.Read(info, name, () => new Decoder(file, info.Channels));
    }

    /// <summary>Follows the file to its end, without unpacking.</summary>
    /// <exception cref="BadFileException">This is not a whole Ogg file.</exception>
    public static SoundInfo Check(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new OggWalk(InputFile.ReadWhole(stream, name, "an Ogg file"), name).Follow();
    }

    private sealed class Decoder(byte[] file, int channels) : ISoundDecoder
    {
        private readonly VorbisReader reader = new(new MemoryStream(file, writable: false), closeOnDispose: true) { ClipSamples = false };
        private readonly float[] block = new float[(4096 / channels * channels) + channels];
        private Memory<float> rest;

        public int Take(Span<float> buffer)
        {
            // The library fills whole times alone.
            if (rest.IsEmpty) rest = block.AsMemory(0, reader.ReadSamples(block, 0, block.Length));
            var taken = Math.Min(rest.Length, buffer.Length);
            rest.Span[..taken].CopyTo(buffer);
            rest = rest[taken..];
            return taken;
        }

        public void Dispose() => reader.Dispose();
    }
}
