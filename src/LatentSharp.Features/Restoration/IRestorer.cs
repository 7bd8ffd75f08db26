namespace LatentSharp;

/// <summary>What makes pictures, and perhaps series, better than they are, whatever their size.</summary>
public interface IRestorer
{
    /// <summary>How many times as long a side is afterwards: 1 for what keeps the size.</summary>
    int Scale { get; }

    /// <summary>The samples restored: (N, H, W, C) -> (N, Scale · H, Scale · W, C), any H, W and C.</summary>
    /// <param name="samples">(N, H, W) or (N, H, W, C), or series (N, T, C), in the units of the samples that were learned from.</param>
    /// <param name="cancellationToken">Ends the work with an exception.</param>
    /// <exception cref="BadArgumentException">They are no such samples, or a value is not finite.</exception>
    Tensor Restore(Tensor samples, CancellationToken cancellationToken = default);
}
