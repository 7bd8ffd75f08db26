using System.Security.Cryptography;
using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>The graph of near rows beside a model, which is used again for the same features and made anew for others.</summary>
internal static class SavedIndex
{
    private const string Name = "neighbours.safetensors", Links = "links", Entries = "entries", Digest = "features";

    /// <summary>The index of features: read from the model's folder, or made and, where it is a graph, saved there.</summary>
    /// <param name="model">A run folder or its model folder.</param>
    /// <param name="features">(N, k).</param>
    /// <param name="search">How to look.</param>
    /// <param name="notes">Told when it cannot be saved.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static (NeighborIndex Index, bool WasSaved) Open(
        string model, Tensor features, NeighborSearch search, IProgress<string>? notes, CancellationToken cancellation)
    {
        var inside = Path.Combine(model, RunFiles.Model);
        var file = Path.Combine(Directory.Exists(inside) ? inside : model, Name);
        var digest = Of(features);
        if (search != NeighborSearch.Exact && File.Exists(file) && Read(file, features, digest) is { } saved) return (saved, true);
        var index = NeighborIndex.Build(features, search, cancellation: cancellation);
        if (index.Graph is not { } graph) return (index, false);
        var (links, entries) = graph;
        try
        {
            Safetensors.Write(file, new Dictionary<string, Tensor>(StringComparer.Ordinal)
            {
                [Links] = Tensor.From(links, [features.Shape[0], links.Length / features.Shape[0]]), [Entries] = Tensor.From(entries),
                [Digest] = digest,
            });
        }
        catch (BadFileException e)
        {
            notes?.Report($"the index is made anew each time: {e.Message}");
        }
        return (index, false);
    }

    private static NeighborIndex? Read(string file, Tensor features, Tensor digest)
    {
        try
        {
            var tensors = Safetensors.Read(file).Tensors;
            return tensors.TryGetValue(Digest, out var known) && known.DType == DType.Int32 && tensors.ContainsKey(Links)
                && tensors.ContainsKey(Entries) && known.ToArray<int>().SequenceEqual(digest.ToArray<int>())
                ? NeighborIndex.Restore(features, tensors[Links].ToArray<int>(), tensors[Entries].ToArray<int>())
                : null;
        }
        catch (Exception e) when (e is BadFileException or BadArgumentException)
        {
            // What cannot be used is made anew.
            return null;
        }
    }

    /// <summary>A digest of all features, by which a graph is known again.</summary>
    private static Tensor Of(Tensor features) =>
        Tensor.From(MemoryMarshal.Cast<byte, int>(SHA256.HashData(MemoryMarshal.AsBytes(features.AsSpan()))).ToArray());
}
