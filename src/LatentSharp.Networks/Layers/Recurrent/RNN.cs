namespace LatentSharp;

/// <summary>
/// A cell, of one's own or one of the library's, over sequences, step by step: (N, T, …) -> (N, units), or (N, T, units).
/// </summary>
public sealed class RNN : RecurrentLayer
{
    private RecurrentCell cell;

    /// <summary>Creates the layer.</summary>
    /// <param name="cell">What computes a step; one cell belongs to one layer.</param>
    public RNN(RecurrentCell cell) => this.cell = Require.Given(cell, "RNN: the cell");

    /// <summary>What computes a step.</summary>
    public RecurrentCell Cell => cell;

    internal override RecurrentCell StepCell => cell;

    internal override Layer CopyUnbuilt()
    {
        if (cell.Layers.Count > 0 && cell is not StackedRNNCells)
            throw new BadArgumentException(
                $"RNN: the cell {cell.GetType().Name} has layers of its own, so that it cannot be copied; give Bidirectional both layers.");
        var copy = (RNN)base.CopyUnbuilt();
        copy.cell = (RecurrentCell)cell.CopyUnbuilt();
        return copy;
    }
}
