using System.Globalization;

namespace LatentSharp.Bench;

/// <summary>PyTorch, in peers/torch_peer.py, which has one function for each row's name.</summary>
internal static class Torch
{
    /// <summary>
    /// One process for each number of threads and each way of vectorising: Debian's chooses AVX2 unless it is told otherwise.
    /// </summary>
    internal static IEnumerable<PeerProcess> Start(string row, int threads)
    {
        var python = Environment.GetEnvironmentVariable("LATENT_PYTHON");
        var folder = Environment.GetEnvironmentVariable("LATENT_PEERS");
        if (string.IsNullOrEmpty(python) || string.IsNullOrEmpty(folder)) yield break;
        foreach (var capability in new[] { "default", "avx512" })
        {
            for (var n = 1; n <= threads; n++)
            {
                (string, string)[] environment = capability == "default" ? [] : [("ATEN_CPU_CAPABILITY", capability)];
                var peer = PeerProcess.Start(
                    python, [Path.Combine(folder, "torch_peer.py"), row, n.ToString(CultureInfo.InvariantCulture)], environment);
                if (peer is not null) yield return peer;
            }
        }
    }
}
