using System.Security.Cryptography;
using System.Text;

namespace LatentSharp;

/// <summary>What identifies a model: its kind, shape, scaling and weights.</summary>
internal static class ModelDigest
{
    /// <summary>Its bytes.</summary>
    internal const int Size = 16;

    internal static byte[] Of(SavedModel saved)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{saved.Model.Name} {saved.Model.InputShape} {saved.Scaling.Kind}"));
        Add(saved.Scaling.Offset);
        Add(saved.Scaling.Scale);
        foreach (var (name, weight) in saved.Model.Weights.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            Add(weight);
        }
        return hash.GetHashAndReset()[..Size];

        void Add(Tensor numbers)
        {
            foreach (var value in numbers.AsSpan()) hash.AppendData(BitConverter.GetBytes(value));
        }
    }
}
