namespace LatentSharp;

/// <summary>How a <see cref="CategoryEncoding"/> writes labels.</summary>
public enum CategoryOutput
{
    /// <summary>Each label by itself: 1 at its place, 0 elsewhere.</summary>
    OneHot,

    /// <summary>The labels of the last axis together: 1 at the place of each that is there.</summary>
    MultiHot,

    /// <summary>The labels of the last axis together: how often each is there.</summary>
    Count,
}

/// <summary>
/// Labels as vectors of <paramref name="numTokens"/> numbers: one-hot (N, …) -> (N, …, tokens), where a last axis of size 1 goes; multi-hot
/// and count (N, …, K) -> (N, …, tokens). Labels are integers or whole numbers in Float32.
/// </summary>
/// <param name="numTokens">How many labels there are: 0 to below this.</param>
/// <param name="outputMode">How they are written. Default <see cref="CategoryOutput.MultiHot"/>.</param>
public sealed class CategoryEncoding(int numTokens, CategoryOutput outputMode = CategoryOutput.MultiHot) : Layer
{
    /// <summary>How many labels there are.</summary>
    public int NumTokens { get; } = Require.Positive(numTokens, "CategoryEncoding: numTokens");

    /// <summary>How they are written.</summary>
    public CategoryOutput OutputMode { get; } = outputMode;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => Categories.Shape(input, NumTokens, OutputMode, nameof(CategoryEncoding));

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) =>
        Categories.Encode(Ops.ToIndices(input, 0, NumTokens, "CategoryEncoding: a label"), NumTokens, OutputMode, nameof(CategoryEncoding));
}
