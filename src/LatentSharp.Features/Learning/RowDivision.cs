using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>
/// A set divided in two: some rows that are set aside, and the others. The parts of an owned set lie where it lies, since its rows are put
/// into the order of the parts until the division is disposed; those of any other set are copies.
/// </summary>
internal sealed class RowDivision : IDisposable
{
    private readonly Tensor? reordered;
    private readonly int[] order;

    /// <param name="set">The set.</param>
    /// <param name="held">The rows that are set aside, in the order that they will have.</param>
    internal RowDivision(LearningSet set, int[] held)
    {
        if (set.Stream is not null)
        {
            (Others, Held, order) = (set.Without(held), set.Take(held), []);
            return;
        }
        var others = RowParts.Others(set.Count, held);
        order = [.. others, .. held];
        if (!set.IsOwned)
        {
            (Others, Held) = (set.Take(others), set.Take(held));
            return;
        }
        (Others, Held) = (Part(0, others), Part(others.Length, held));
        reordered = set.Samples;
        Reorder(set.Samples, order);

        LearningSet Part(int first, int[] rows) => new(set.Samples.Rows(first, rows.Length), set.Labels?.Take(rows)) { IsOwned = true };
    }

    /// <summary>The rows that are not set aside, in their order.</summary>
    internal LearningSet Others { get; }

    /// <summary>The rows that are set aside.</summary>
    internal LearningSet Held { get; }

    /// <summary>Puts the rows of an owned set back; its parts are not to be read any more.</summary>
    public void Dispose()
    {
        if (reordered is not { } samples) return;
        var back = new int[order.Length];
        for (var place = 0; place < order.Length; place++) back[order[place]] = place;
        Reorder(samples, back);
    }

    /// <summary>Row i becomes the one that was <c>order[i]</c>: along each cycle of the permutation, with one row beside it.</summary>
    private static void Reorder(Tensor samples, int[] order)
    {
        // Tensors never change for those who read them; here there is nobody but the owner.
        var read = samples.AsSpan();
        var values = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(read), read.Length);
        var width = samples.Shape[1..].Count;
        var (beside, done) = (new float[width], new bool[order.Length]);
        for (var start = 0; start < order.Length; start++)
        {
            if (done[start] || order[start] == start) continue;
            values.Slice(start * width, width).CopyTo(beside);
            var to = start;
            for (; order[to] != start; to = order[to])
            {
                done[to] = true;
                values.Slice(order[to] * width, width).CopyTo(values[(to * width)..]);
            }
            done[to] = true;
            beside.CopyTo(values[(to * width)..]);
        }
    }
}
