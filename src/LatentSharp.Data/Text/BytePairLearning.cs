using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace LatentSharp;

/// <summary>
/// Learns which neighbours to join. Each different piece is held once with its number; a join changes the counts of the pairs of the pieces
/// that hold it alone.
/// </summary>
internal sealed class BytePairLearning
{
    private readonly List<(int[] Ids, long Count)> pieces = [];
    private readonly Dictionary<(int Left, int Right), long> counts = [];
    private readonly Dictionary<(int Left, int Right), HashSet<int>> places = [];

    // What was pushed before a count changed is passed over when it comes up.
    private readonly PriorityQueue<(int Left, int Right), (long Count, int Left, int Right)> queue =
        new(Comparer<(long Count, int Left, int Right)>.Create(static (a, b) =>
            a.Count != b.Count ? b.Count.CompareTo(a.Count) : (a.Left, a.Right).CompareTo((b.Left, b.Right))));

    /// <summary>The joins in their order.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="most">How many joins there may be.</param>
    /// <param name="minimum">How often a pair must occur to be joined.</param>
    internal static ImmutableArray<(int Left, int Right)> Learn(IEnumerable<string> texts, int most, int minimum)
    {
        var learning = new BytePairLearning(texts);
        var merges = ImmutableArray.CreateBuilder<(int, int)>();
        while (merges.Count < most && learning.Best() is { } pair && learning.counts[pair] >= minimum)
        {
            learning.Join(pair, Tokenizer.SpecialCount + BytePairTokenizer.Bytes + merges.Count);
            merges.Add(pair);
        }
        return merges.ToImmutable();
    }

    private BytePairLearning(IEnumerable<string> texts)
    {
        var known = new Dictionary<string, long>(StringComparer.Ordinal);
        var lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var text in texts)
            for (var rest = text.AsSpan(); TextPieces.Next(ref rest, out var piece);)
                CollectionsMarshal.GetValueRefOrAddDefault(lookup, piece, out _)++;
        foreach (var (piece, count) in known)
        {
            pieces.Add(([.. Encoding.UTF8.GetBytes(piece).Select(value => Tokenizer.SpecialCount + value)], count));
            Change(pieces.Count - 1, pieces[^1].Ids, count, null);
        }
        foreach (var (pair, count) in counts) queue.Enqueue(pair, (count, pair.Left, pair.Right));
    }

    /// <summary>The most frequent pair; null when no piece has two parts any more.</summary>
    private (int Left, int Right)? Best()
    {
        while (queue.TryDequeue(out var pair, out var priority))
            if (counts.TryGetValue(pair, out var count) && count == priority.Count && count > 0) return pair;
        return null;
    }

    private void Join((int Left, int Right) pair, int joined)
    {
        var changed = new HashSet<(int, int)>();
        foreach (var place in places[pair])
        {
            var (ids, count) = pieces[place];
            var shorter = new List<int>(ids.Length);
            for (var i = 0; i < ids.Length; i++)
            {
                if (i + 1 < ids.Length && ids[i] == pair.Left && ids[i + 1] == pair.Right)
                {
                    shorter.Add(joined);
                    i++;
                }
                else shorter.Add(ids[i]);
            }
            if (shorter.Count == ids.Length) continue;
            Change(place, ids, -count, changed);
            pieces[place] = ([.. shorter], count);
            Change(place, pieces[place].Ids, count, changed);
        }
        // Whatever order the pieces were gone through in, the queue gives the same: its order is total.
        foreach (var other in changed)
            if (counts[other] > 0) queue.Enqueue(other, (counts[other], other.Item1, other.Item2));
        places.Remove(pair);
    }

    /// <summary>Counts the pairs of a piece, or takes them away again.</summary>
    private void Change(int place, int[] ids, long count, HashSet<(int, int)>? changed)
    {
        for (var i = 0; i + 1 < ids.Length; i++)
        {
            var pair = (ids[i], ids[i + 1]);
            CollectionsMarshal.GetValueRefOrAddDefault(counts, pair, out _) += count;
            changed?.Add(pair);
            if (count < 0) continue;
            ref var own = ref CollectionsMarshal.GetValueRefOrAddDefault(places, pair, out _);
            (own ??= []).Add(place);
        }
    }
}
