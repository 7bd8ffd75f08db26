namespace LatentSharp;

/// <summary>
/// Cells one on top of the other, as one cell: each step's output of one is the input of the next. The states are those of all, in order.
/// </summary>
public sealed class StackedRNNCells : RecurrentCell
{
    private RecurrentCell[] cells;

    /// <summary>Creates the stack.</summary>
    /// <param name="cells">One or more, the lowest first.</param>
    public StackedRNNCells(params IReadOnlyList<RecurrentCell> cells)
    {
        Require.AllGiven(cells, "StackedRNNCells", "cell");
        if (cells.Count == 0) throw new BadArgumentException("StackedRNNCells: there are no cells; it needs one or more.");
        this.cells = [.. cells];
        StateSizes = [.. cells.SelectMany(cell => cell.StateSizes)];
    }

    /// <summary>The cells, the lowest first.</summary>
    public IReadOnlyList<RecurrentCell> Cells => cells;

    /// <inheritdoc/>
    public override IReadOnlyList<int> StateSizes { get; }

    /// <inheritdoc/>
    public override int OutputSize => cells[^1].OutputSize;

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Layers => cells;

    internal override string Kind => "stacked_rnn_cells";

    /// <inheritdoc/>
    public override Shape[] OutputShapes(ReadOnlySpan<Shape> inputs)
    {
        var step = inputs[0];
        foreach (var cell in cells) step = cell.OutputShape(step);
        return base.OutputShapes(inputs);
    }

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder)
    {
        var names = Naming.Unique(cells);
        for (var i = 0; i < cells.Length; i++)
        {
            builder.Build(cells[i], names[i], input);
            input = cells[i].OutputShape(input);
        }
    }

    /// <inheritdoc/>
    protected internal override Tensor Step(Tensor input, ReadOnlySpan<Tensor> states, Span<Tensor> next, in CallContext context)
    {
        foreach (var cell in cells)
        {
            var count = cell.OutputCount - 1;
            input = cell.Step(input, states[..count], next[..count], context);
            states = states[count..];
            next = next[count..];
        }
        return input;
    }

    internal override Layer CopyUnbuilt()
    {
        var copy = (StackedRNNCells)base.CopyUnbuilt();
        copy.cells = [.. cells.Select(cell => (RecurrentCell)cell.CopyUnbuilt())];
        return copy;
    }
}
