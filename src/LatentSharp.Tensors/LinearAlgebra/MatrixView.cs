namespace LatentSharp;

/// <summary>A matrix of doubles over somebody else's memory, with any strides: a transpose or a block costs nothing.</summary>
public readonly ref struct MatrixView
{
    /// <summary>A dense row-major matrix.</summary>
    /// <exception cref="BadArgumentException">The number of elements is not rows times columns.</exception>
    public MatrixView(ReadOnlySpan<double> data, int rows, int columns) : this(data, rows, columns, columns, 1) =>
        LinearAlgebra.Require(nameof(MatrixView), data.Length, rows, columns);

    private MatrixView(ReadOnlySpan<double> data, int rows, int columns, int rowStride, int columnStride)
    {
        Data = data;
        (Rows, Columns, RowStride, ColumnStride) = (rows, columns, rowStride, columnStride);
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>The same elements with rows and columns exchanged.</summary>
    public MatrixView Transposed => new(Data, Columns, Rows, ColumnStride, RowStride);

    internal ReadOnlySpan<double> Data { get; }

    internal int RowStride { get; }

    internal int ColumnStride { get; }
}
