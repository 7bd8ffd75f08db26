using System.Buffers.Binary;

namespace LatentSharp;

/// <summary>Writes recordings of one channel as WAV files of 16 bits.</summary>
public static class WavWriter
{
    private const int HeaderBytes = 44;

    /// <summary>Writes a recording; the file appears whole or not at all.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="sound">Its numbers; those beyond -1 and 1 become these, those that are no numbers 0.</param>
    /// <param name="sampleRate">Numbers in a second, 1 to 1,000,000 Hz.</param>
    /// <exception cref="BadArgumentException">The rate is out of its range, or there are too many numbers.</exception>
    /// <exception cref="BadFileException">The file cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<float> sound, int sampleRate)
    {
        var bytes = Encode(sound, sampleRate);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>The bytes of such a file.</summary>
    /// <inheritdoc cref="Write"/>
    public static byte[] Encode(ReadOnlySpan<float> sound, int sampleRate)
    {
        if (sampleRate is < 1 or > 1_000_000)
            throw new BadArgumentException($"WavWriter: a rate of {sampleRate} Hz does not fit; 1 to 1000000 would.");
        if (sound.Length > (Array.MaxLength - HeaderBytes) / 2)
            throw new BadArgumentException($"WavWriter: {sound.Length} numbers are too many for one file.");
        var file = new byte[HeaderBytes + (2 * sound.Length)];
        "RIFF"u8.CopyTo(file);
        Whole(4, file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        Whole(16, 16);
        // PCM, one channel.
        (file[20], file[22]) = (1, 1);
        Whole(24, sampleRate);
        Whole(28, 2 * sampleRate);
        (file[32], file[34]) = (2, 16);
        "data"u8.CopyTo(file.AsSpan(36));
        Whole(40, 2 * sound.Length);
        for (var i = 0; i < sound.Length; i++)
        {
            var value = float.IsNaN(sound[i]) ? 0 : Math.Clamp(MathF.Floor((sound[i] * 32_768f) + 0.5f), short.MinValue, short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(HeaderBytes + (2 * i)), (short)value);
        }
        return file;

        void Whole(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
    }
}
