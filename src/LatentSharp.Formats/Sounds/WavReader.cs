using System.Buffers.Binary;

namespace LatentSharp;

/// <summary>
/// Reads files in the format WAV (RIFF): PCM of 8, 16, 24 and 32 bits and floats of 32 and 64, also as <c>WAVE_FORMAT_EXTENSIBLE</c>, of
/// any number of channels. The file is followed from chunk to chunk, so that one that is cut short is refused.
/// </summary>
public static class WavReader
{
    /// <summary>Reads a recording.</summary>
    /// <exception cref="BadFileException">There is no such file, or it is not a whole WAV file; the message says where.</exception>
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
        var walk = WavWalk.Follow(stream, name);
        var (info, format) = (walk.Info, walk.Format);
        var values = new float[info.Length * info.Channels];
        var block = new byte[Math.Min((1 << 16) / format.Bytes, values.Length) * format.Bytes];
        stream.Position = walk.Data;
        for (var done = 0; done < values.Length;)
        {
            var part = values.AsSpan(done, Math.Min(values.Length - done, block.Length / format.Bytes));
            try
            {
                stream.ReadExactly(block, 0, part.Length * format.Bytes);
            }
            catch (EndOfStreamException e)
            {
                throw new BadFileException($"{name}: the file changed while it was read.", e);
            }
            Convert(block, format, part);
            for (var i = 0; i < part.Length; i++)
                if (!float.IsFinite(part[i])) throw NotFinite(name, (done + i) / info.Channels, (done + i) % info.Channels, part[i]);
            done += part.Length;
        }
        return new Sound(info, values);
    }

    /// <summary>Follows the file to its end, without its numbers.</summary>
    /// <exception cref="BadFileException">This is not a whole WAV file.</exception>
    public static SoundInfo Check(Stream stream, string name) => WavWalk.Follow(stream, name).Info;

    private static void Convert(byte[] block, WavFormat format, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var bytes = block.AsSpan(i * format.Bytes);
            values[i] = (format.IsFloat, format.Bytes) switch
            {
                (true, 4) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
                (true, _) => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes),
                (_, 1) => (bytes[0] - 128) / 128f,
                (_, 2) => BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32_768f,
                (_, 3) => ((bytes[0] << 8) | (bytes[1] << 16) | (bytes[2] << 24)) / 2_147_483_648f,
                _ => BinaryPrimitives.ReadInt32LittleEndian(bytes) / 2_147_483_648f,
            };
        }
    }

    private static BadFileException NotFinite(string name, int time, int channel, float value) => BadFileException.At(
        name, FormattableString.Invariant($"number {time + 1} of channel {channel + 1}"),
        FormattableString.Invariant($"{value} is not a finite number that 32 bits hold."));
}
