namespace LatentSharp.Bench;

/// <summary>LibTorch 2 through TorchSharp, in peers/LibTorch, which has one function for each row's name.</summary>
internal static class LibTorch
{
    private const string Family = "LibTorch 2";

    /// <summary>
    /// One process for each number of threads, each way of vectorising and, of images, each layout; of training also TorchSharp's own Adam,
    /// a loop of small operations, and LibTorch's fused one.
    /// </summary>
    internal static IEnumerable<Entrant> Of(string row, Setting setting, bool images = false, bool trains = false)
    {
        var command = Entrant.Dotnet("LATENT_LIBTORCH");
        if (command.Count == 0)
        {
            yield return Entrant.Missing(
                Family, "bench/peers/LibTorch was not built: it needs Linux on x64, and its packages have to be fetched once");
            yield break;
        }
        foreach (var threads in setting.PeerThreads)
        {
            foreach (var capability in setting.Capabilities)
            {
                foreach (var layout in Variants.Layouts(images))
                {
                    foreach (var adam in trains ? new[] { "", "_fused" } : [""])
                    {
                        yield return new Entrant(
                            Family, Variants.Name(threads, capability, layout, adam), command, row + layout + adam, threads,
                            setting.Peers(threads, capability));
                    }
                }
            }
        }
    }
}
