namespace LatentSharp;

/// <summary>What to make with a finished model: new samples, or of a language model the continuation of a text.</summary>
public sealed record GenerateRequest
{
    /// <summary>A run folder or its model folder.</summary>
    public required string Model { get; init; }

    /// <inheritdoc cref="GenerateOptions.Count"/>
    public int? Count { get; init; }

    /// <inheritdoc cref="GenerateOptions.Seed"/>
    public long Seed { get; init; }

    /// <summary>Where samples go, which need it; of a text that is continued null for nowhere but the result.</summary>
    public string? Output { get; init; }

    /// <inheritdoc cref="GenerateOptions.Prompt"/>
    public string? Prompt { get; init; }

    /// <inheritdoc cref="GenerateOptions.Length"/>
    public int? Length { get; init; }

    /// <inheritdoc cref="GenerateOptions.Temperature"/>
    public double? Temperature { get; init; }

    /// <inheritdoc cref="GenerateOptions.TopK"/>
    public int? TopK { get; init; }
}
