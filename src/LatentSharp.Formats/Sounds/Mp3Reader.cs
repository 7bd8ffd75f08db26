using NLayer;

namespace LatentSharp;

/// <summary>
/// Reads files in the format MP3 (MPEG 1, 2 and 2.5, layer III) by NLayer. The silence that encoders put before and behind is left
/// out where LAME's head says how much it is. The file is followed to its end, so that one that is cut short is refused.
/// </summary>
public static class Mp3Reader
{
    /// <summary>Reads a recording.</summary>
    /// <exception cref="BadFileException">There is no such file, or it is not a whole MP3 file; the message says where.</exception>
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
        var walk = Open(stream, name);
        var info = walk.Follow();
        return UnpackedSound.Read(info, name, () => new Decoder(walk, info.Channels));
    }

    /// <summary>Follows the file to its end, without unpacking.</summary>
    /// <exception cref="BadFileException">This is not a whole MP3 file.</exception>
    public static SoundInfo Check(Stream stream, string name) => Open(stream, name).Follow();

    private static Mp3Walk Open(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new Mp3Walk(InputFile.ReadWhole(stream, name, "an MP3 file"), name);
    }

    /// <summary>Decodes frame after frame, and leaves out what stands before the sound.</summary>
    private sealed class Decoder(Mp3Walk walk, int channels) : ISoundDecoder
    {
        private readonly MpegFrameDecoder decoder = new();
        private readonly float[] frame = new float[2 * 1152];
        private int next, skip = walk.Skip * channels;
        private Memory<float> rest;

        public int Take(Span<float> buffer)
        {
            while (rest.IsEmpty && next < walk.Frames.Count)
            {
                var own = walk.Frames[next++];
                var count = own.SampleCount * channels;
                own.Reset();
                // A frame whose bits lie in frames that are not there has no sound.
                var got = decoder.DecodeFrame(own, frame, 0);
                if (got < count) Array.Clear(frame, got, count - got);
                var skipped = Math.Min(skip, count);
                skip -= skipped;
                rest = frame.AsMemory(skipped, count - skipped);
            }
            var taken = Math.Min(rest.Length, buffer.Length);
            rest.Span[..taken].CopyTo(buffer);
            rest = rest[taken..];
            return taken;
        }

        public void Dispose()
        {
        }
    }
}
