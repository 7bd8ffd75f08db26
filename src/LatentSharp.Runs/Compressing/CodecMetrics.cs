using System.Text.Json;

namespace LatentSharp;

/// <summary>What pictures take at one quality, and how near they come back.</summary>
/// <param name="Quality">0 to 100.</param>
/// <param name="BitsPerPixel">Of the whole file.</param>
/// <param name="Psnr">The mean peak signal-to-noise ratio in decibels; null where a picture came back equal.</param>
public sealed record CodecFigures(double Quality, double BitsPerPixel, double? Psnr)
{
    /// <inheritdoc cref="PictureCompressResult.Jpeg"/>
    public JpegFigures? Jpeg { get; init; }
}

/// <summary>What was measured of a picture codec.</summary>
public sealed record CodecMetrics : LearnedMetrics
{
    /// <summary>Bits a pixel that deflate takes, without loss.</summary>
    public required double DeflatedBitsPerPixel { get; init; }

    /// <summary>From the best quality to the least.</summary>
    public required IReadOnlyList<CodecFigures> Figures { get; init; }

    /// <summary>As <c>metrics.json</c> has it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunsJson.Default.CodecMetrics);
}

/// <summary>A finished run.</summary>
/// <param name="Folder">The run folder.</param>
/// <param name="Metrics">What was measured.</param>
/// <param name="Model">What was learned.</param>
public sealed record CodecResult(string Folder, CodecMetrics Metrics, FittedPictureCodec Model)
{
    /// <summary>Why the run folder is not where it was to be, in a sentence; null when it is.</summary>
    public string? Note { get; init; }
}
