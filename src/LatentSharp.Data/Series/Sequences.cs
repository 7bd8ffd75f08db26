using System.Collections.Immutable;
using System.Globalization;

namespace LatentSharp;

/// <summary>
/// What is known of samples that are sequences: of shape (N, T, C), with steps of 0 after the end of those that are shorter than T.
/// </summary>
/// <param name="Lengths">For each sample how many of its steps are its own, at least 1 and at most T.</param>
/// <param name="Channels">The names of the C channels.</param>
/// <param name="MissingValues">How many values were missing, and were filled in.</param>
public sealed record Sequences(ImmutableArray<int> Lengths, ImmutableArray<string> Channels, int MissingValues = 0)
{
    /// <summary>What can be told of samples (N, T, C) by themselves.</summary>
    internal static Sequences Of(string name, Tensor samples, bool padded)
    {
        if (samples.Rank != 3)
            throw new BadArgumentException($"Dataset {name}: samples of shape {samples.Shape} are no sequences; (N, T, C) is needed.");
        var values = samples.AsSpan();
        var (steps, channels) = (samples.Shape[1], samples.Shape[2]);
        var lengths = new int[samples.Shape[0]];
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] = steps;
            while (padded && lengths[i] > 1 && !values.Slice(((i * steps) + lengths[i] - 1) * channels, channels).ContainsAnyExcept(0))
                lengths[i]--;
        }
        return new Sequences([.. lengths], NamesOf(channels));
    }

    /// <summary>Names for channels that have none: <c>channel 1</c> and so on.</summary>
    internal static ImmutableArray<string> NamesOf(int channels) =>
        [.. Enumerable.Range(1, channels).Select(channel => string.Create(CultureInfo.InvariantCulture, $"channel {channel}"))];

    /// <summary>The steps that are no padding, one below the other: (N, T, C) -> (sum of the lengths, C).</summary>
    internal Tensor Steps(Tensor samples)
    {
        var steps = Lengths.Sum();
        if (steps == samples.Shape[0] * samples.Shape[1]) return samples.Reshape([steps, Channels.Length]);
        return Tensor.Create<float, (Tensor Samples, Sequences Known)>(
            [steps, Channels.Length], (samples, this), static (elements, state) =>
        {
            var values = state.Samples.AsSpan();
            var (channels, size, at) = (state.Known.Channels.Length, state.Samples.Shape[1..].Count, 0);
            for (var i = 0; i < state.Known.Lengths.Length; i++)
            {
                var own = values.Slice(i * size, state.Known.Lengths[i] * channels);
                own.CopyTo(elements[at..]);
                at += own.Length;
            }
        });
    }

    /// <summary>The same with more steps of padding.</summary>
    internal static Tensor Pad(Tensor samples, int steps) =>
        Tensor.Create<float, Tensor>(samples.Shape.With(1, steps), samples, static (elements, source) =>
    {
        var (from, to) = (source.Shape[1..].Count, elements.Length / source.Shape[0]);
        elements.Clear();
        for (var i = 0; i < source.Shape[0]; i++) source.AsSpan().Slice(i * from, from).CopyTo(elements[(i * to)..]);
    });

    internal Sequences Take(ReadOnlySpan<int> rows)
    {
        var lengths = new int[rows.Length];
        for (var i = 0; i < lengths.Length; i++) lengths[i] = Lengths[rows[i]];
        return this with { Lengths = [.. lengths] };
    }

    internal void Check(string name, Tensor samples)
    {
        if (samples.Rank != 3 || samples.Shape[0] != Lengths.Length || samples.Shape[2] != Channels.Length)
            throw new BadArgumentException(
                $"Dataset {name}: {Lengths.Length} lengths and {Channels.Length} channels do not fit "
                + $"samples of shape {samples.Shape}; (N, T, C) is needed.");
        foreach (var length in Lengths)
            if (length < 1 || length > samples.Shape[1])
                throw new BadArgumentException($"Dataset {name}: a length of {length} does not fit {samples.Shape[1]} steps.");
    }
}
