using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace LatentSharp;

/// <summary>
/// The sizes of a tensor's axes, outermost first: <c>Shape image = [28, 28, 1];</c>. At most <see cref="MaxRank"/> axes. An axis of
/// <see cref="Any"/> is one whose size is not known yet, as the batch axis in a network's description.
/// </summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>
{
    /// <summary>The most axes that a tensor may have.</summary>
    public const int MaxRank = 8;

    /// <summary>The size of an axis that is not known yet.</summary>
    public const int Any = -1;

    private readonly Sizes sizes;
    private readonly int rank;

    /// <summary>Creates a shape from the sizes of its axes.</summary>
    /// <exception cref="BadArgumentException">
    /// More than 8 axes, a negative size other than <see cref="Any"/>, or 2³¹ elements and more.
    /// </exception>
    public Shape(params ReadOnlySpan<int> sizes)
    {
        if (sizes.Length > MaxRank)
            throw new BadArgumentException($"A shape of {sizes.Length} axes is too deep; a tensor has at most {MaxRank}.");
        long count = 1;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] < Any) throw new BadArgumentException($"Size {sizes[i]} of axis {i} is negative; sizes are 0 or more.");
            this.sizes[i] = sizes[i];
            count *= Math.Max(sizes[i], 0);
            if (count > int.MaxValue) throw new BadArgumentException("A tensor has fewer than 2147483648 elements; this shape has more.");
        }
        rank = sizes.Length;
    }

    /// <summary>The shape of a single number: no axes, one element.</summary>
    public static Shape Scalar => default;

    /// <summary>The number of axes.</summary>
    public int Rank => rank;

    /// <summary>The number of elements: the product of all sizes, 1 for a scalar.</summary>
    /// <exception cref="BadArgumentException">A size is not known.</exception>
    public int Count
    {
        get
        {
            var count = 1;
            foreach (var size in AsSpan())
            {
                if (size == Any) throw new BadArgumentException($"Shape {this} has no number of elements: a size is not known.");
                count *= size;
            }
            return count;
        }
    }

    /// <summary>Whether every size is known.</summary>
    public bool IsKnown => AsSpan().IndexOf(Any) < 0;

    /// <summary>The size of one axis; <c>^1</c> is the innermost.</summary>
    public int this[Index axis]
    {
        get
        {
            var i = axis.GetOffset(rank);
            if ((uint)i >= (uint)rank) throw new BadArgumentException($"Axis {axis} does not exist in shape {this} of {rank} axes.");
            return sizes[i];
        }
    }

    /// <summary>Some of the axes, as <c>shape[1..]</c> for the shape of one sample of a batch.</summary>
    public Shape this[Range axes]
    {
        get
        {
            var (offset, length) = axes.GetOffsetAndLength(rank);
            return new Shape(AsSpan().Slice(offset, length));
        }
    }

    /// <summary>The shape with one more axis in front.</summary>
    public Shape Prepend(int size)
    {
        Span<int> longer = stackalloc int[rank + 1];
        longer[0] = size;
        AsSpan().CopyTo(longer[1..]);
        return new Shape(longer);
    }

    /// <summary>The shape with one more axis at the end.</summary>
    public Shape Append(int size)
    {
        Span<int> longer = stackalloc int[rank + 1];
        AsSpan().CopyTo(longer);
        longer[rank] = size;
        return new Shape(longer);
    }

    /// <summary>The shape with another size for one axis.</summary>
    public Shape With(Index axis, int size)
    {
        Span<int> copy = stackalloc int[rank];
        AsSpan().CopyTo(copy);
        copy[axis.GetOffset(rank)] = size;
        return new Shape(copy);
    }

    /// <summary>The sizes, outermost first.</summary>
    [UnscopedRef]
    public ReadOnlySpan<int> AsSpan() => ((ReadOnlySpan<int>)sizes)[..rank];

    /// <summary>Lets <c>foreach</c> and collection expressions walk the sizes.</summary>
    [UnscopedRef]
    public ReadOnlySpan<int>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    /// <summary>Builds a shape from a collection expression.</summary>
    public static Shape Create(ReadOnlySpan<int> sizes) => new(sizes);

    /// <summary>A shape of one axis.</summary>
    public static implicit operator Shape(int size) => new(size);

    /// <summary>Whether both have the same axes.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether they differ in an axis.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Shape other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var size in AsSpan()) hash.Add(size);
        return hash.ToHashCode();
    }

    /// <summary>As in <c>(32, 784)</c>; an unknown size is <c>?</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("(");
        for (var i = 0; i < rank; i++)
        {
            if (i > 0) text.Append(", ");
            text.Append(sizes[i] == Any ? "?" : sizes[i].ToString(CultureInfo.InvariantCulture));
        }
        return text.Append(')').ToString();
    }

    [InlineArray(MaxRank)]
    private struct Sizes
    {
        private int first;
    }
}
