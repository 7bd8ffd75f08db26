namespace LatentSharp;

/// <summary>Samples of texts: (N, T, 1), the ids of their tokens, with 0 behind the end of those that are shorter than T.</summary>
internal static class TokenSamples
{
    /// <summary>The most ids that a vocabulary can have: whole numbers of 32 bits are exact up to here.</summary>
    private const int Most = 1 << 24;

    /// <summary>Ids below this are no tokens of texts: padding, unknown ones, begin and end.</summary>
    internal const int Special = 4;

    /// <summary>The id of tokens that a vocabulary does not have.</summary>
    internal const int Unknown = 1;

    /// <summary>
    /// How many ids samples need: one more than the largest, or as many as it was said where that is more.
    /// </summary>
    /// <exception cref="BadArgumentException">The samples hold something else than ids, or more than was said.</exception>
    internal static int VocabularyOf(string kind, Tensor samples, int? said)
    {
        CheckShape(kind, samples.Shape[1..]);
        var largest = Largest(kind, samples);
        if (said is { } size && largest >= size)
            throw new BadArgumentException($"{kind}: samples hold the id {largest}, but the vocabulary has the ids 0 to {size - 1}.");
        return said ?? largest + 1;
    }

    /// <summary>Refuses samples of another shape than those of texts.</summary>
    internal static void CheckShape(string kind, Shape sample)
    {
        if (sample.Rank == 2 && sample[1] == 1 && sample[0] > 0) return;
        throw new BadArgumentException(
            $"{kind}: samples of shape {sample} are no texts; it takes (N, T, 1), the ids of T tokens with 0 behind the end of a text.");
    }

    /// <summary>
    /// How many steps hold all of some texts: those of the longest, rounded up to the whole of T, or 3/4, 1/2, 3/8, 1/4, … of it, so that
    /// batches have few different sizes.
    /// </summary>
    internal static int StepsOf(Tensor samples)
    {
        var (longest, steps) = (Longest(samples), samples.Shape[1]);
        while (steps > 1)
        {
            var (quarters, half) = (((3 * steps) + 3) / 4, (steps + 1) / 2);
            if (longest > quarters) return steps;
            if (longest > half) return quarters;
            steps = half;
        }
        return steps;
    }

    private static int Longest(Tensor samples)
    {
        var ids = samples.AsSpan();
        var steps = samples.Shape[1];
        var longest = 1;
        for (var start = 0; start < ids.Length; start += steps)
        {
            var own = steps;
            while (own > longest && ids[start + own - 1] == 0) own--;
            longest = Math.Max(longest, own);
        }
        return longest;
    }

    private static int Largest(string kind, Tensor samples)
    {
        var largest = 0f;
        foreach (var id in samples.AsSpan())
        {
            if (!(id >= 0 && id < Most && id == MathF.Floor(id)))
                throw new BadArgumentException(
                    FormattableString.Invariant($"{kind}: {id} is the id of no token; whole numbers from 0 to {Most - 1} are."));
            largest = Math.Max(largest, id);
        }
        return (int)largest;
    }
}
