using System.Numerics;

namespace LatentSharp;

/// <summary>Keeps, while it goes down a column, in which orders all of its cells are dates.</summary>
internal sealed class DateColumn
{
    private readonly Range[] ranges = new Range[DateNotation.Orders];
    private int fitting = (1 << DateNotation.Orders) - 1;
    private SeenCell? firstTwo;

    /// <summary>Whether all cells are dates in the same order.</summary>
    internal bool Fits => fitting != 0;

    /// <summary>The first cell that is a date, but not in an order of those before it.</summary>
    internal SeenCell? FirstUnlike { get; private set; }

    /// <summary>How the column is read.</summary>
    internal DateNotation Notation
    {
        get
        {
            var order = BitOperations.TrailingZeroCount(fitting);
            return new DateNotation(
                (DateOrder)order, (DateOrder)order == DateOrder.TimeOfDay ? default : ranges[order].Earliest, !ranges[order].HasTime);
        }
    }

    /// <summary>The mean of the numbers that the dates become.</summary>
    internal double Mean
    {
        get
        {
            var notation = Notation;
            var (origin, range) = (notation.Origin, ranges[(int)notation.Order]);
            var seconds = (range.Earliest - origin).TotalSeconds + (range.Seconds / range.Count);
            return notation.InDays ? seconds / TimeSpan.SecondsPerDay : seconds;
        }
    }

    /// <summary>Whether a cell is a date in any order.</summary>
    internal static bool IsDate(ReadOnlySpan<byte> cell)
    {
        for (var order = 0; order < DateNotation.Orders; order++)
            if (DateNotation.TryParse(cell, (DateOrder)order, out _)) return true;
        return false;
    }

    /// <summary>Notes a cell; whether it is a date in any order.</summary>
    internal bool Add(ReadOnlySpan<byte> cell, int line)
    {
        var mask = 0;
        DateTime? first = null;
        var differs = false;
        for (var order = 0; order < ranges.Length; order++)
        {
            if (!DateNotation.TryParse(cell, (DateOrder)order, out var date)) continue;
            mask |= 1 << order;
            differs |= first is { } other && other != date;
            first ??= date;
            ranges[order].Add(date);
        }
        if (mask != 0 && fitting != 0 && (mask & fitting) == 0) FirstUnlike = SeenCell.Of(cell, line);
        if (differs) firstTwo ??= SeenCell.Of(cell, line);
        fitting &= mask;
        return mask != 0;
    }

    /// <summary>A cell that is another date in another order, when all cells fit both.</summary>
    internal SeenCell? Ambiguous => BitOperations.PopCount((uint)fitting) > 1 ? firstTwo : null;

    /// <summary>What dates in an order there are.</summary>
    private struct Range
    {
        internal DateTime Earliest;
        internal double Seconds;
        internal int Count;
        internal bool HasTime;

        internal void Add(DateTime date)
        {
            if (Count == 0) Earliest = date;
            if (date < Earliest)
            {
                Seconds += Count * (Earliest - date).TotalSeconds;
                Earliest = date;
            }
            Seconds += (date - Earliest).TotalSeconds;
            Count++;
            HasTime |= date.TimeOfDay != TimeSpan.Zero;
        }
    }
}
