namespace LatentSharp;

/// <summary>One micro-kernel's work: C[rows, columns] = A[rows, K] · B[K, columns], with what is added and done to it.</summary>
internal unsafe struct Tile
{
    /// <summary>The ks in a segment.</summary>
    internal nint K;

    /// <summary>How many segments there are, 1 or more: runs of ks that lie regularly in memory.</summary>
    internal nint Segments;

    /// <summary>From the end of each segment to the start of the next; one fewer than segments.</summary>
    internal Jump* Jumps;

    /// <summary>
    /// In a panel, or in a transposed A: the rows' values for one k, contiguous. In rows in place: the first row's values.
    /// </summary>
    internal float* A;

    /// <summary>From one k to the next in a panel; from one row to the next in rows in place.</summary>
    internal nint StrideA;

    internal float* B;

    /// <summary>From one k to the next.</summary>
    internal nint StrideB;

    internal float* C;
    internal nint StrideC;

    /// <summary>Columns in the last vector, when it is partial.</summary>
    internal int LastColumns;

    /// <summary>Whether the product is added to what C holds.</summary>
    internal bool Adds;

    /// <summary>Whether negative results become zero.</summary>
    internal bool Rectifies;

    /// <summary>One number for each column, or null.</summary>
    internal float* Bias;
}

/// <summary>
/// A line of tiles with few ks, two or more rows each: C[rows, columns] = A[rows, K] · B[K, columns], with what is done to it. The last
/// tile is whole as all are, and so may compute rows once more.
/// </summary>
internal unsafe struct ShortLine
{
    internal nint K;

    /// <summary>The first row's value for the first k, and from row to row.</summary>
    internal float* A;
    internal nint StrideA;

    /// <summary>Where a row's values are for each k.</summary>
    internal nint* Offsets;

    internal float* B;
    internal nint StrideB;

    internal float* C;
    internal nint StrideC;

    /// <summary>The first row of the last tile.</summary>
    internal nint Last;

    internal bool Rectifies;

    /// <summary>One number for each column, or null.</summary>
    internal float* Bias;
}

/// <summary>How many floats A and B move on by, from where a segment ended to where the next begins.</summary>
internal struct Jump
{
    internal nint A, B;
}
