namespace LatentSharp;

/// <summary>
/// The blocks of places over which the gradient of a kernel is summed, which depend on the sizes alone: the rows of as many whole samples
/// as have so many places, or of part of one sample.
/// </summary>
internal readonly struct GradientBlocks
{
    private readonly int samples, parts, samplesInBlock, rows;

    internal GradientBlocks(int samples, int rows, int width, int places)
    {
        (this.samples, this.rows) = (samples, rows);
        var inSample = Math.Max(1, rows * width);
        samplesInBlock = Math.Max(1, places / inSample);
        parts = Math.Clamp(inSample / places, 1, Math.Max(1, rows));
    }

    internal int Count => Blocking.CeilingDivide(samples, samplesInBlock) * parts;

    /// <summary>The most samples in a block.</summary>
    internal int MostSamples => Math.Min(samples, samplesInBlock);

    /// <summary>The most lines in a block.</summary>
    internal int MostLines => MostSamples * Blocking.CeilingDivide(rows, parts);

    /// <summary>Block i: the same rows of some samples.</summary>
    internal (Interval Samples, Interval Rows) this[int i]
    {
        get
        {
            var sample = i / parts * samplesInBlock;
            return (new Interval(sample, Math.Min(samples, sample + samplesInBlock)), new Interval(0, rows).Part(parts, i % parts));
        }
    }
}
