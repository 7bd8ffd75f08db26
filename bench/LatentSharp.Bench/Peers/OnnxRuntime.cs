namespace LatentSharp.Bench;

/// <summary>ONNX Runtime, in peers/OnnxRuntime, which has one model for each row's name.</summary>
internal static class OnnxRuntime
{
    internal const string Family = "ONNX Runtime";

    internal static IEnumerable<Entrant> Of(string row, Setting setting)
    {
        var command = Entrant.Dotnet("LATENT_ONNXRUNTIME");
        if (command.Count == 0)
        {
            yield return Entrant.Missing(Family, "bench/peers/OnnxRuntime was not built: its package has to be fetched once");
            yield break;
        }
        foreach (var threads in setting.PeerThreads)
            yield return new Entrant(Family, Variants.Name(threads), command, row, threads, setting.Peers(threads));
    }
}
