using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>How an epoch reads, the way Keras writes it.</summary>
internal static class EpochLines
{
    /// <summary>Whether an epoch's line is among the few that stay: the first, the last, and every so many.</summary>
    public static bool IsShown(TrainingProgress progress, int most)
    {
        if (progress.Stage is not null) return progress.Epoch == progress.Epochs;
        if (progress.Epochs <= most) return true;
        var every = Step(progress.Epochs, most);
        return progress.Epoch == 1 || progress.Epoch == progress.Epochs || progress.Epoch % every == 0;
    }

    /// <summary><c>Epoch  20/100 - loss: 0.0213 - val_loss: 0.0221 - 11,700 samples/s - 0:12 left</c>.</summary>
    public static string Format(TrainingProgress progress)
    {
        var width = Text(progress.Epochs).Length;
        var line = new StringBuilder($"{Stage(progress)}Epoch {Text(progress.Epoch).PadLeft(width)}/{progress.Epochs}");
        foreach (var (name, value) in progress.Losses) line.Append(" - ").Append(name).Append(": ").Append(Loss(value));
        if (Speed(progress.SamplesPerSecond) is { Length: > 0 } speed) line.Append(" - ").Append(speed);
        if (progress.Epoch < progress.Epochs) line.Append(" - ").Append(Left(progress.Remaining));
        return line.ToString();
    }

    /// <summary><c>fold 2 of 5: </c>, or nothing.</summary>
    public static string Stage(TrainingProgress progress) => progress.Stage is { } stage ? stage + ": " : "";

    public static string Loss(double loss) => Math.Abs(loss) is >= 0.0001 and < 10000
        ? loss.ToString(Math.Abs(loss) < 1 ? "0.00000" : "0.0000", CultureInfo.InvariantCulture)
        : loss.ToString("0.000e+0", CultureInfo.InvariantCulture);

    public static string Speed(double samplesPerSecond) => double.IsNaN(samplesPerSecond) ? "" : samplesPerSecond.ToString("#,0",
        CultureInfo.InvariantCulture) + " samples/s";

    public static string Left(TimeSpan time) =>
        time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture) + " left";

    public static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static int Step(int epochs, int most)
    {
        for (var power = 1; ; power *= 10)
        {
            foreach (var digit in new[] { 1, 2, 5 })
            {
                if (epochs / (digit * power) < most) return digit * power;
            }
        }
    }
}
