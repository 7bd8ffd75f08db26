using NLayer;

namespace LatentSharp;

/// <summary>A frame of an MP3 file, as the library reads it.</summary>
/// <param name="file">The file.</param>
/// <param name="start">Where the frame begins in it.</param>
/// <param name="head">Its first four bytes.</param>
/// <param name="length">All its bytes.</param>
/// <param name="sampleRate">In Hz.</param>
/// <param name="bitRate">Bits a second.</param>
internal sealed class Mp3Frame(byte[] file, int start, uint head, int length, int sampleRate, int bitRate) : IMpegFrame
{
    private const int HeadBytes = 4, SumBytes = 2;

    private long bit;

    public int Start => start;

    public int SampleRate => sampleRate;

    public int SampleRateIndex => (int)((head >> 10) & 3);

    public int FrameLength => length;

    public int BitRate => bitRate;

    public MpegVersion Version => ((head >> 19) & 3) switch
    {
        3 => MpegVersion.Version1,
        2 => MpegVersion.Version2,
        _ => MpegVersion.Version25,
    };

    public MpegLayer Layer => MpegLayer.LayerIII;

    public MpegChannelMode ChannelMode => (MpegChannelMode)((head >> 6) & 3);

    public int ChannelModeExtension => (int)((head >> 4) & 3);

    public int Channels => ChannelMode == MpegChannelMode.Mono ? 1 : 2;

    public int SampleCount => Version == MpegVersion.Version1 ? 1152 : 576;

    public int BitRateIndex => (int)((head >> 12) & 15);

    public bool IsCopyrighted => (head & 8) != 0;

    public bool HasCrc => (head & 0x10000) == 0;

    public bool IsCorrupted => false;

    public void Reset() => bit = 8 * (HeadBytes + (HasCrc ? SumBytes : 0));

    public int ReadBits(int bitCount)
    {
        var value = 0;
        for (; bitCount > 0; bitCount--, bit++)
        {
            var at = bit / 8;
            if (at >= length) throw new InvalidDataException("a frame has fewer bits than it should");
            value = (value << 1) | ((file[start + at] >> (7 - (int)(bit % 8))) & 1);
        }
        return value;
    }
}
