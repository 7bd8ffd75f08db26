using System.Globalization;

namespace LatentSharp;

/// <summary>What a file of sound says of itself before it is unpacked.</summary>
/// <param name="SampleRate">Numbers of each channel in a second, in Hz.</param>
/// <param name="Channels">1 mono, 2 stereo, and more.</param>
/// <param name="Length">Numbers of each channel.</param>
/// <param name="Encoding">How they are written: <c>16 bit PCM</c>, <c>MP3</c>.</param>
public readonly record struct SoundInfo(int SampleRate, int Channels, long Length, string Encoding)
{
    /// <summary>How long it is, in seconds.</summary>
    public double Seconds => (double)Length / SampleRate;

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Seconds:0.###} seconds of {Channels} {(Channels == 1 ? "channel" : "channels")} at {SampleRate} Hz, {Encoding}");
}

/// <summary>A recording: numbers from -1 to 1 in the order of time, channels innermost; those of floats may be beyond.</summary>
/// <param name="Info">Its sizes.</param>
/// <param name="Values">One number for each channel at each time.</param>
public sealed record Sound(SoundInfo Info, float[] Values)
{
    /// <summary>The mean of all channels at each time.</summary>
    public float[] Mono()
    {
        var channels = Info.Channels;
        if (channels == 1) return Values;
        var mono = new float[Values.Length / channels];
        for (var t = 0; t < mono.Length; t++)
        {
            var sum = 0.0;
            for (var c = 0; c < channels; c++) sum += Values[(t * channels) + c];
            mono[t] = (float)(sum / channels);
        }
        return mono;
    }

    /// <summary>The numbers as Float32 of shape (length, channels).</summary>
    public Tensor ToTensor() => Tensor.From((float[])Values.Clone(), [Values.Length / Info.Channels, Info.Channels]);
}
