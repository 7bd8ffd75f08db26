namespace LatentSharp;

/// <summary>What to compress, by which model, and how; null for what nothing was said of.</summary>
public sealed record CompressRequest
{
    /// <summary>A run folder or its model folder: a variational autoencoder compresses without loss, a picture codec with loss.</summary>
    public required string Model { get; init; }

    /// <summary>A built-in data set's name or a file's path; for a picture codec a picture or a folder of pictures of any sizes.</summary>
    public required string Data { get; init; }

    /// <inheritdoc cref="CompressOptions.Output"/>
    public required string? Output { get; init; }

    /// <inheritdoc cref="CompressOptions.Quality"/>
    public double? Quality { get; init; }

    /// <inheritdoc cref="CompressOptions.BitsPerPixel"/>
    public double? BitsPerPixel { get; init; }

    /// <inheritdoc cref="CompressOptions.Binarize"/>
    public bool? Binarize { get; init; }

    /// <inheritdoc cref="ApplyOptions.Part"/>
    public DataPart? Part { get; init; }

    /// <summary>How the data are read; labels are left out.</summary>
    public DataOptions Reading { get; init; } = new();

    /// <inheritdoc cref="LearnOptions.Threads"/>
    public int? Threads { get; init; }

    /// <summary>Refuses what means nothing to a model.</summary>
    /// <exception cref="BadArgumentException">Something was said that does.</exception>
    internal void Validate(bool withLoss)
    {
        if (Threads is { } threads) LearnOptions.Threads.Check(threads);
        if (Quality is { } quality) CompressOptions.Quality.Check(quality);
        if (BitsPerPixel is { } bits) CompressOptions.BitsPerPixel.Check(bits);
        if (Quality is not null && BitsPerPixel is not null)
            throw new BadArgumentException(
                $"{CompressOptions.Quality.Name}: does not go with {CompressOptions.BitsPerPixel.Name}; leave one of them out.");
        var foreign = withLoss
            ? Binarize is not null ? CompressOptions.Binarize.Name : Part is not null ? ApplyOptions.Part.Name
                : Reading.Label is not null ? LearnOptions.Label.Name : Reading.Sequence is not null ? LearnOptions.Sequence.Name : null
            : Quality is not null ? CompressOptions.Quality.Name : BitsPerPixel is not null ? CompressOptions.BitsPerPixel.Name : null;
        if (foreign is not null)
        {
            var way = withLoss ? "pictures with" : "data without";
            throw new BadArgumentException($"{foreign}: means nothing to {Model}, which compresses {way} loss; leave it out.");
        }
    }
}
