using System.Buffers.Binary;
using NLayer;

namespace LatentSharp;

/// <summary>Follows an MP3 file from frame to frame to its end (ISO 11172-3 and 13818-3, layer III).</summary>
/// <param name="file">The file.</param>
/// <param name="name">What to call it in messages.</param>
internal sealed class Mp3Walk(byte[] file, string name)
{
    private const int HeadBytes = 4, TagBytes = 10, OldTagBytes = 128, ApeBytes = 32, DecoderDelay = 529;

    // Kilobits a second by version 1 and by the others.
    private static readonly int[] Rates1 = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] Rates2 = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] SampleRates = [44_100, 48_000, 32_000];

    private int start, end = file.Length, delay, padding;

    /// <summary>The frames of sound.</summary>
    internal List<Mp3Frame> Frames { get; } = [];

    /// <summary>How many samples stand before the first, what encoders and decoders put there.</summary>
    internal int Skip => delay > 0 ? delay + DecoderDelay : 0;

    /// <exception cref="BadFileException">It is damaged, cut short, or of a kind that is not read.</exception>
    internal SoundInfo Follow()
    {
        SkipTags();
        Mp3Frame? first = null;
        uint? said = null;
        for (var at = start; at < end;)
        {
            var frame = Frame(at);
            if (at + frame.FrameLength > end)
                throw BadFileException.At(name, $"byte {end}", "the file ends before its last frame does; it is cut short.");
            if (first is not null && (first.SampleRate, first.Channels, first.Version) != (frame.SampleRate, frame.Channels, frame.Version))
                throw Bad(at, $"{frame.Channels} channels at {frame.SampleRate} Hz begin here, but the file began with {first.Channels} at "
                    + $"{first.SampleRate} Hz");
            if (first is not null || !IsInfo(frame, out said)) Frames.Add(frame);
            first ??= frame;
            at += frame.FrameLength;
        }
        if (first is null || Frames.Count == 0) throw Bad(end, "there is no frame of sound");
        if (said > Frames.Count)
            throw BadFileException.At(
                name, $"byte {end}", $"the file says that it has {said} frames, but there are {Frames.Count}; it is cut short.");
        var length = (long)Frames.Count * first.SampleCount;
        if (delay + padding + DecoderDelay >= length) (delay, padding) = (0, 0);
        length = delay > 0 ? Math.Min(length - delay - padding, length - Skip) : length;
        var info = new SoundInfo(first.SampleRate, first.Channels, length, "MP3");
        UnpackedLimit.Current.CheckStream(name, file.Length, info.Length * info.Channels * sizeof(float));
        return info;
    }

    private Mp3Frame Frame(int at)
    {
        if (at + HeadBytes > end)
            throw BadFileException.At(name, $"byte {end}", "the file ends within the head of a frame; it is cut short.");
        var head = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
        var (version, layer, bits, rate) = ((head >> 19) & 3, (head >> 17) & 3, (head >> 12) & 15, (head >> 10) & 3);
        if (head >> 21 != 0x7FF || version == 1 || layer == 0 || bits == 15 || rate == 3) throw Bad(at, "a frame is expected here");
        if (layer != 1) throw NotRead($"MPEG audio of layer {4 - layer}");
        if (bits == 0) throw NotRead("an MP3 file of free bit rate");
        var isFirst = version == 3;
        var sampleRate = SampleRates[rate] >> (isFirst ? 0 : version == 2 ? 1 : 2);
        // NLayer has other bands there.
        if (sampleRate == 8000) throw NotRead("an MP3 file of 8000 Hz");
        var kilobits = (isFirst ? Rates1 : Rates2)[bits - 1];
        var length = ((isFirst ? 144_000 : 72_000) * kilobits / sampleRate) + (int)((head >> 9) & 1);
        return new Mp3Frame(file, at, head, length, sampleRate, 1000 * kilobits);
    }

    /// <summary>Whether a first frame holds no sound but what is said of the others, as encoders of varying rates write it.</summary>
    private bool IsInfo(Mp3Frame first, out uint? frames)
    {
        frames = null;
        var frame = file.AsSpan(first.Start, first.FrameLength);
        var place = HeadBytes + (first.Version == MpegVersion.Version1 ? first.Channels == 1 ? 17 : 32 : first.Channels == 1 ? 9 : 17);
        if (frame.Length >= HeadBytes + 32 + 18 && frame[(HeadBytes + 32)..].StartsWith("VBRI"u8))
        {
            frames = BinaryPrimitives.ReadUInt32BigEndian(frame[(HeadBytes + 32 + 14)..]);
            return true;
        }
        if (frame.Length < place + 12 || !(frame[place..].StartsWith("Xing"u8) || frame[place..].StartsWith("Info"u8))) return false;
        var flags = frame[place + 7];
        if ((flags & 1) != 0) frames = BinaryPrimitives.ReadUInt32BigEndian(frame[(place + 8)..]);
        // Then the bytes, a table of places and the quality, as far as there are, and what LAME says of itself.
        place += 8 + ((flags & 1) * 4) + ((flags & 2) * 2) + ((flags & 4) * 25) + ((flags & 8) / 2);
        if (frame.Length < place + 24 || !(frame[place..].StartsWith("LAME"u8) || frame[place..].StartsWith("Lav"u8))) return true;
        var silence = frame[(place + 21)..];
        (delay, padding) = ((silence[0] << 4) | (silence[1] >> 4), ((silence[1] & 15) << 8) | silence[2]);
        return true;
    }

    private BadFileException NotRead(string what) => new($"{name}: this is {what}, which is not read; convert it to WAV.");

    /// <summary>Passes over what is said of the music, before the frames and behind them.</summary>
    private void SkipTags()
    {
        while (end - start >= TagBytes && file.AsSpan(start).StartsWith("ID3"u8))
        {
            long size = 0;
            foreach (var part in file.AsSpan(start + 6, 4))
            {
                if (part > 127) throw Bad(start, "the size of a tag cannot be");
                size = (size << 7) | part;
            }
            size += TagBytes + ((file[start + 5] & 0x10) != 0 ? TagBytes : 0);
            if (start + size > end)
                throw BadFileException.At(name, $"byte {end}", $"a tag of {size} bytes begins at byte {start}; the file is cut short.");
            start += (int)size;
        }
        if (end - start >= OldTagBytes && file.AsSpan(end - OldTagBytes).StartsWith("TAG"u8)) end -= OldTagBytes;
        if (end - start >= ApeBytes && file.AsSpan(end - ApeBytes).StartsWith("APETAGEX"u8))
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(end - ApeBytes + 12))
                + (long)((file[end - ApeBytes + 23] & 0x80) != 0 ? ApeBytes : 0);
            if (size > end - start) throw Bad(end - ApeBytes, $"a tag of {size} bytes ends here, which cannot be");
            end -= (int)size;
        }
    }

    private BadFileException Bad(int at, string problem) => BadFileException.At(name, $"byte {at}", $"the file is damaged: {problem}.");
}
