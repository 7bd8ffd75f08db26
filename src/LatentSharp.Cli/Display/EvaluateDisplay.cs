namespace LatentSharp;

/// <summary>What <c>latent evaluate</c> says.</summary>
internal static class EvaluateDisplay
{
    public static void Write(TextWriter writer, ApplyMetrics metrics)
    {
        foreach (var (name, value) in metrics.Describe()) writer.WriteLine($"{name,-36}{value}");
    }
}
