namespace LatentSharp.Bench;

/// <summary>The system's PyTorch, in peers/torch_peer.py, which has one function for each row's name.</summary>
internal static class PyTorch
{
    private const string Family = "PyTorch";

    /// <summary>One process for each number of threads, each way of vectorising and, of images, each layout.</summary>
    internal static IEnumerable<Entrant> Of(string row, Setting setting, bool images = false)
    {
        var command = Python.Script("torch_peer.py");
        if (command.Count == 0)
        {
            yield return Entrant.Missing(Family, Python.Absence);
            yield break;
        }
        foreach (var threads in setting.PeerThreads)
        {
            foreach (var capability in setting.Capabilities)
            {
                foreach (var layout in Variants.Layouts(images))
                {
                    yield return new Entrant(
                        Family, Variants.Name(threads, capability, layout), command, row + layout, threads,
                        setting.Peers(threads, capability));
                }
            }
        }
    }
}
