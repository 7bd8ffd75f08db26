using System.Numerics;
using System.Text;

namespace LatentSharp;

/// <summary>Keeps, while it goes down a column, in which notations all of its cells are numbers.</summary>
internal sealed class NumberColumn(TableFormat format)
{
    private static readonly int Points = Mask(known => known.Decimal == '.'), Commas = Mask(known => known.Decimal == ',');

    private const int DigitsInGroup = 3;

    private readonly int possible = NumberNotation.Fitting(format);
    private int fitting = NumberNotation.Fitting(format);
    private double pointSum, commaSum;
    private bool sawUnit;
    private char? unit;
    private (int Line, string Cell) firstTwo, firstOther;

    /// <summary>Whether all cells are numbers in the same notation.</summary>
    internal bool Fits => fitting != 0;

    /// <summary>The first cell that is a number, but not in a notation of those before it.</summary>
    internal (int Line, string Cell) FirstUnlike { get; private set; }

    /// <summary>Whether a point stood where only a decimal one can.</summary>
    internal bool ProvesPoint { get; private set; }

    /// <summary>How the column is read; null for a decimal point and nothing else.</summary>
    internal NumberNotation? Notation
    {
        get
        {
            var known = Chosen;
            var notation = (known with { Unit = unit }).In(format);
            return notation == NumberNotation.Plain ? null : notation;
        }
    }

    /// <summary>The sum of all numbers.</summary>
    internal double Sum => Chosen.Decimal == '.' ? pointSum : commaSum;

    private NumberNotation Chosen => NumberNotation.Known[BitOperations.TrailingZeroCount(fitting)];

    /// <summary>Notes a number that is written with a decimal point, or whole.</summary>
    internal void AddPlain(ReadOnlySpan<byte> cell, float value, int line)
    {
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
        if (!Add(cell, line)) FirstUnlike = (line, Encoding.UTF8.GetString(cell.Trim(" \t"u8)));
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
        if (fitting != 0 && (fitting & mask) == 0) FirstUnlike = (line, Encoding.UTF8.GetString(cell.Trim(" \t"u8)));
        fitting &= mask;
        pointSum += point;
        commaSum += comma;
        if (firstTwo.Line == 0 && (mask & Points) != 0 && (mask & Commas) != 0 && point != comma) firstTwo = (line, Encoding.UTF8.GetString(cell.Trim(" \t"u8)));
        if (firstOther.Line == 0 && CsvNumber.Parse(cell, out _) != CsvCell.Number) firstOther = (line, Encoding.UTF8.GetString(cell.Trim(" \t"u8)));
        return true;
    }

    /// <summary>Whether the cells have other values with a decimal point than with a comma, and a decimal point alone does not do.</summary>
    internal bool Ambiguous(out int line, out string cell)
    {
        (line, cell) = firstTwo;
        return HasTwoReadings(out _, out _) && (fitting & 1) == 0;
    }

    /// <summary>Whether the cells have other values with a decimal point than with a comma.</summary>
    internal bool HasTwoReadings(out int line, out string cell)
    {
        (line, cell) = firstTwo;
        return line > 0 && (fitting & Points) != 0 && (fitting & Commas) != 0;
    }

    /// <summary>A cell that is read otherwise than it looks, when there is one that nobody spoke of.</summary>
    internal bool Note(out (string Cell, float Value) example)
    {
        var (line, cell) = firstOther.Line > 0 ? firstOther : Chosen.Decimal == ',' ? firstTwo : default;
        example = (cell ?? "", 0);
        if (line == 0 || (unit is null && format.SaysNumbers)) return false;
        (Chosen with { Unit = unit }).Read(Encoding.UTF8.GetBytes(cell!), out example.Value);
        return true;
    }

    /// <summary>A unit stands beside every number of a column, or beside none.</summary>
    private void TakeUnit(char? found, ReadOnlySpan<byte> cell, int line)
    {
        if (!sawUnit) (sawUnit, unit) = (true, found);
        else if (found != unit && fitting != 0)
        {
            fitting = 0;
            FirstUnlike = (line, Encoding.UTF8.GetString(cell.Trim(" \t"u8)));
        }
    }

    private static int Mask(Func<NumberNotation, bool> fits)
    {
        var mask = 0;
        for (var i = 0; i < NumberNotation.Known.Length; i++)
            if (fits(NumberNotation.Known[i])) mask |= 1 << i;
        return mask;
    }
}
