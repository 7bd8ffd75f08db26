using System.Text.Json;

namespace LatentSharp;

/// <summary>How near one way of restoring comes to what is right, on average over samples.</summary>
/// <param name="Name">What restored: <c>bicubic</c>, <c>denoiser</c>.</param>
/// <param name="Psnr">The mean peak signal-to-noise ratio in decibels; null where it has no bound.</param>
/// <param name="Ssim">The mean structural similarity; null for series and pictures below 11 pixels a side.</param>
/// <param name="Mae">The mean absolute error in scaled units.</param>
public sealed record RestoredFigures(string Name, double? Psnr, double? Ssim, double Mae)
{
    /// <summary>The mean signal-to-noise ratio of recordings in decibels; null for others, or where it has no bound.</summary>
    public double? Snr { get; init; }
}

/// <summary>What was measured of restoring.</summary>
public sealed record RestoreMetrics : LearnedMetrics
{
    /// <summary>The model first, then what stands beside it.</summary>
    public required IReadOnlyList<RestoredFigures> Figures { get; init; }

    /// <summary>Whether the model is better than the best beside it, in a sentence; empty where nothing was measured.</summary>
    public string Verdict
    {
        get
        {
            if (Figures.Count < 2 || Figures.Skip(1).MaxBy(other => other.Psnr ?? double.NegativeInfinity) is not { Psnr: { } theirs } best
                || Figures[0].Psnr is not { } own)
                return "";
            var gain = RestoreReport.Decibels(Math.Abs(own - theirs));
            return own > theirs ? $"The model is better than the best beside it, {best.Name}, by {gain}."
                : $"The model is worse than {best.Name} by {gain}: use that, or learn longer (--epochs), from more, or with another "
                    + "--learning-rate.";
        }
    }

    /// <summary>As <c>metrics.json</c> has it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunsJson.Default.RestoreMetrics);
}

/// <summary>A finished run.</summary>
/// <param name="Folder">The run folder.</param>
/// <param name="Metrics">What was measured.</param>
/// <param name="Model">What was learned.</param>
public sealed record RestoreResult(string Folder, RestoreMetrics Metrics, FittedModel Model)
{
    /// <summary>Why the run folder is not where it was to be, in a sentence; null when it is.</summary>
    public string? Note { get; init; }
}
