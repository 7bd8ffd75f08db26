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
/// Labels as vectors of <paramref name="numTokens"/> numbers: one-hot (N, …) -> (N, …, tokens), where a last axis of size 1 goes; multi-hot and count
/// (N, …, K) -> (N, …, tokens). Labels are integers or whole numbers in Float32.
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
    public override Shape OutputShape(Shape input)
    {
        if (OutputMode == CategoryOutput.OneHot)
            return input.Rank > 1 && input[^1] == 1 ? input.With(^1, NumTokens) : input.Rank > 0 ? input.Append(NumTokens) : throw Bad(input);
        return input.Rank > 1 ? input.With(^1, NumTokens) : throw Bad(input);
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        var y = Tensor.Zeros(OutputShape(input.Shape));
        var labels = Ops.ToIndices(input, 0, NumTokens, "CategoryEncoding: a label").AsSpan<int>();
        var together = OutputMode == CategoryOutput.OneHot ? 1 : input.Shape[^1];
        var values = y.Floats;
        for (var i = 0; i < labels.Length; i++)
        {
            ref var value = ref values[(i / together * NumTokens) + labels[i]];
            value = OutputMode == CategoryOutput.Count ? value + 1 : 1;
        }
        return y;
    }

    private static BadArgumentException Bad(Shape input) => new($"CategoryEncoding: input {input} is not (N, …) of labels, or (N, …, K) for several together.");
}
