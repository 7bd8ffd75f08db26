namespace LatentSharp;

/// <summary>What came out of <c>latent cluster</c>.</summary>
internal static class ClusterDisplay
{
    public static void Write(ClusterResult result, bool quiet, bool json)
    {
        var metrics = result.Metrics;
        if (json) Console.Out.WriteLine(metrics.ToJson());
        if (result.Note is { } note) Console.Error.WriteLine($"note: {note}");
        if (quiet) return;
        var writer = json ? Console.Error : Console.Out;
        foreach (var warning in metrics.Warnings) writer.WriteLine($"warning: {warning}");
        writer.WriteLine();
        foreach (var line in metrics.Describe()) writer.WriteLine(line);
        writer.WriteLine();
        writer.WriteLine($"{result.Folder}/report.html");
    }
}
