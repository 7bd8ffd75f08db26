namespace LatentSharp;

/// <summary>What fits an attention.</summary>
internal static class AttentionRules
{
    internal static AttentionSizes Sizes(Shape query, Shape key, Shape value, in AttentionOptions options)
    {
        if (query.Rank != 4 || key.Rank != 4 || value.Rank != 4 || query[^1] == 0)
            throw new BadArgumentException(
                $"attention: a query {query}, a key {key} and a value {value} are not (samples, steps, heads, size) each.");
        if (key.With(1, query[1]) != query)
            throw new BadArgumentException($"attention: a key {key} does not fit a query {query}; they differ in their steps at most.");
        if (value.With(^1, key[^1]) != key)
            throw new BadArgumentException($"attention: a value {value} does not fit a key {key}; they differ in their last size at most.");
        var scale = options.Scale ?? 1 / MathF.Sqrt(query[^1]);
        if (!(scale > 0) || !float.IsFinite(scale))
            throw new BadArgumentException(FormattableString.Invariant($"attention: a scale of {scale}; it is finite and above 0."));
        if (!(options.Dropout >= 0) || options.Dropout >= 1)
            throw new BadArgumentException(
                FormattableString.Invariant($"attention: a dropout of {options.Dropout}; it is 0 or more and below 1."));
        return new AttentionSizes
        {
            Samples = query[0], Queries = query[1], Keys = key[1], Heads = query[2], KeySize = query[3], ValueSize = value[3],
            Causal = options.Causal, Scale = scale, MaskStep = MaskStep(query, key, options.Mask), Rate = options.Dropout,
            Random = options.Random,
        };
    }

    internal static ReadOnlySpan<float> MaskOf(in AttentionOptions options) => options.Mask.IsDefault ? default : options.Mask.AsSpan();

    /// <summary>1 for what is seen, (N or 1, 1, Tq or 1, Tk).</summary>
    internal static Tensor Seen(in AttentionSizes sizes, in AttentionOptions options)
    {
        var seen = options.Mask.IsDefault
            ? Tensor.Full([1, 1, 1, sizes.Keys], 1)
            : Ops.Reshape(options.Mask, [sizes.Samples, 1, sizes.MaskStep == 0 ? 1 : sizes.Queries, sizes.Keys]);
        if (!sizes.Causal) return seen;
        var before = Tensor.Zeros([1, 1, sizes.Queries, sizes.Keys]);
        for (var query = 0; query < sizes.Queries; query++) before.Floats.Slice(query * sizes.Keys, sizes.Reach(query)).Fill(1);
        return seen * before;
    }

    /// <summary>The factors of all weights, (N, H, Tq, Tk), as the kernels draw them.</summary>
    internal static Tensor Factors(in AttentionSizes sizes)
    {
        var factors = Tensor.Allocate([sizes.Samples, sizes.Heads, sizes.Queries, sizes.Keys]);
        AttentionPass.Factors(sizes, factors.Floats);
        return factors;
    }

    private static int MaskStep(Shape query, Shape key, Tensor mask)
    {
        if (mask.IsDefault || mask.Shape == new Shape(query[0], key[1])) return 0;
        if (mask.Shape == new Shape(query[0], query[1], key[1])) return key[1];
        throw new BadArgumentException(
            $"attention: a mask {mask.Shape} does not fit; {new Shape(query[0], key[1])} is needed, or with one for each query, "
            + $"{new Shape(query[0], query[1], key[1])}.");
    }
}
