using System.Numerics;

namespace LatentSharp;

/// <summary>Keeps, while it goes down a column, in which notations all of its cells are numbers.</summary>
internal sealed class NumberColumn(TableFormat format)
{
    private static readonly int Points = NumberNotation.Mask(known => known.Decimal == '.');

    private static readonly int Commas = NumberNotation.Mask(known => known.Decimal == ',');

    private const int DigitsInGroup = 3;

    private readonly int possible = NumberNotation.Mask(known => known.Fits(format));
    private int fitting = NumberNotation.Mask(known => known.Fits(format));
    private double pointSum, commaSum;
    private bool sawUnit;
    private char? unit;
    private SeenCell? firstTwo, firstOther;

    /// <summary>Whether all cells are numbers in the same notation.</summary>
    internal bool Fits => fitting != 0;

    /// <summary>The first cell that is a number, but not in a notation of those before it.</summary>
    internal SeenCell? FirstUnlike { get; private set; }

    /// <summary>Whether a point stood where only a decimal one can.</summary>
    internal bool ProvesPoint { get; private set; }

    /// <summary>How the column is read; null for a decimal point and nothing else.</summary>
    internal NumberNotation? Notation =>
        (Chosen with { Unit = unit }).In(format) is var notation && notation != NumberNotation.Plain ? notation : null;

    /// <summary>The sum of all numbers.</summary>
    internal double Sum => Chosen.Decimal == '.' ? pointSum : commaSum;

    private NumberNotation Chosen => NumberNotation.Known[BitOperations.TrailingZeroCount(fitting)];

    /// <summary>Notes a number that is written with a decimal point, or whole.</summary>
    internal void AddPlain(ReadOnlySpan<byte> cell, float value, int line)
    {
        // Nearly all cells: it is known already that points are decimal and that there is no unit.
        if (ProvesPoint && unit is null && (fitting & Points) != 0 && (fitting & Commas) == 0)
        {
            pointSum += value;
            return;
        }
        TakeUnit(null, cell, line);
        if (fitting == 0) return;
        var point = cell.IndexOf((byte)'.');
        if (point < 0)
        {
            pointSum += value;
            commaSum += value;
            return;
        }
        // Only a point before three digits can stand between thousands.
        if ((fitting & Points) != 0 && ((fitting & Commas) == 0 || cell[(point + 1)..].TrimEnd(" \t"u8).Length != DigitsInGroup))
        {
            fitting &= Points;
            pointSum += value;
            ProvesPoint = true;
            return;
        }
        if (!Add(cell, line)) FirstUnlike = SeenCell.Of(cell, line);
    }

    /// <summary>Notes a cell; whether it is a number in any notation.</summary>
    internal bool Add(ReadOnlySpan<byte> cell, int line)
    {
        var text = new NumberText(cell, stackalloc char[NumberText.Longest]);
        var (mask, point, comma) = (0, 0f, 0f);
        for (var i = 0; text.IsNumber && i < NumberNotation.Known.Length; i++)
        {
            if ((possible & (1 << i)) == 0 || text.Read(NumberNotation.Known[i], out var value) != CsvCell.Number) continue;
            mask |= 1 << i;
            if (NumberNotation.Known[i].Decimal == '.') point = value;
            else comma = value;
        }
        if (mask == 0)
        {
            fitting = 0;
            return false;
        }
        TakeUnit(text.Unit, cell, line);
        if (fitting != 0 && (fitting & mask) == 0) FirstUnlike = SeenCell.Of(cell, line);
        fitting &= mask;
        pointSum += point;
        commaSum += comma;
        if ((mask & Points) != 0 && (mask & Commas) != 0 && point != comma) firstTwo ??= SeenCell.Of(cell, line);
        if (firstOther is null && CsvNumber.Parse(cell, out _) != CsvCell.Number) firstOther = SeenCell.Of(cell, line);
        return true;
    }

    /// <summary>A cell that has another value with a decimal point than with a comma, when all cells fit both.</summary>
    internal SeenCell? OfTwoReadings => (fitting & Points) != 0 && (fitting & Commas) != 0 ? firstTwo : null;

    /// <summary>The same when a decimal point alone does not do, so that it is not clear which is meant.</summary>
    internal SeenCell? Ambiguous => (fitting & 1) == 0 ? OfTwoReadings : null;

    /// <summary>A cell that is read otherwise than it looks, and its value, when there is one and its notation was not said.</summary>
    internal (SeenCell Cell, float Value)? Example
    {
        get
        {
            if (unit is null && format.SaysNumbers) return null;
            if ((firstOther ?? (Chosen.Decimal == ',' ? firstTwo : null)) is not { } cell) return null;
            (Chosen with { Unit = unit }).Read(cell.Bytes, out var value);
            return (cell, value);
        }
    }

    /// <summary>A unit stands beside every number of a column, or beside none.</summary>
    private void TakeUnit(char? found, ReadOnlySpan<byte> cell, int line)
    {
        if (!sawUnit) (sawUnit, unit) = (true, found);
        else if (found != unit && fitting != 0)
        {
            fitting = 0;
            FirstUnlike = SeenCell.Of(cell, line);
        }
    }
}
