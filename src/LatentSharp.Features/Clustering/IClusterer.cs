namespace LatentSharp;

/// <summary>A fitted model that divides samples into clusters.</summary>
public interface IClusterer
{
    /// <summary>The number of clusters.</summary>
    int ClusterCount { get; }

    /// <summary>
    /// How far each sample belongs to each cluster: (N, InputShape…) -> (N, ClusterCount), numbers from 0 to 1; all 0 of one that belongs
    /// to
    /// none.
    /// </summary>
    /// <exception cref="BadArgumentException">The samples have another shape than the model's.</exception>
    Tensor Memberships(Tensor samples);
}

/// <summary>What follows from memberships.</summary>
public static class ClusterExtensions
{
    /// <summary>The cluster that each sample belongs to most: (N, InputShape…) -> (N), Int32; -1 of one that belongs to none.</summary>
    /// <exception cref="BadArgumentException">The samples have another shape than the model's.</exception>
    public static Tensor Assign(this IClusterer clusterer, Tensor samples)
    {
        ArgumentNullException.ThrowIfNull(clusterer);
        return Strongest(clusterer.Memberships(samples));
    }

    /// <summary>The place of the greatest of each row's numbers, the first of equal ones; -1 where all are 0.</summary>
    internal static Tensor Strongest(Tensor memberships)
    {
        var (n, k) = (memberships.Shape[0], memberships.Shape[1]);
        var (values, clusters) = (memberships.ToArray(), new int[n]);
        for (var i = 0; i < n; i++)
        {
            var own = values.AsSpan(i * k, k);
            var best = 0;
            for (var c = 1; c < k; c++)
                if (own[c] > own[best]) best = c;
            clusters[i] = own[best] > 0 ? best : -1;
        }
        return Tensor.From(clusters).Keep();
    }
}
