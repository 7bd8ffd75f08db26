namespace LatentSharp;

/// <summary>What to learn a picture codec from, and where the result goes.</summary>
public sealed record CodecRequest
{
    /// <summary>A picture or a folder of pictures of any sizes.</summary>
    public required string Data { get; init; }

    /// <summary>What learns.</summary>
    public PictureCodecOptions Estimator { get; init; } = new();

    /// <inheritdoc cref="CompressOptions.Test"/>
    public string? Test { get; init; }

    /// <summary>Threads to compute with; null for as many as the engine uses anyway.</summary>
    public int? Threads { get; init; }

    /// <summary>The run folder. Default <c>runs/&lt;data&gt;-&lt;model&gt;-&lt;time&gt;</c>.</summary>
    public string? Output { get; init; }

    internal void Validate()
    {
        ModelFlag.Named(Estimator, Estimator.Validate);
        if (Threads is { } threads) LearnOptions.Threads.Check(threads);
        if (Test is not null) CompressOptions.Test.Check(Test);
        if (Output is not null) CompressOptions.Output.Check(Output);
    }
}
