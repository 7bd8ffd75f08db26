namespace LatentSharp;

/// <summary>The arithmetic of one kind of recurrent layer, for a few samples at one step.</summary>
internal unsafe interface IRecurrence
{
    /// <summary>Blocks of U columns in the kernels: 1, 3 or 4.</summary>
    static abstract int Gates { get; }

    /// <summary>Blocks of U columns that a step computes on its way and that the backward pass reads.</summary>
    static abstract int Width { get; }

    /// <summary>Whether the backward pass reads them; otherwise only the states.</summary>
    static abstract bool KeepsGates { get; }

    /// <summary>Whether each step keeps U more numbers for each sample.</summary>
    static abstract bool HasCells { get; }

    /// <summary>Whether those are a second state.</summary>
    static abstract bool CellIsState { get; }

    /// <summary>Numbers in the bias, over U.</summary>
    static abstract int Biases { get; }

    /// <summary>Packs the kernels for the forward pass; there is room for <see cref="RecurrentPass.PackedLength{V}"/>.</summary>
    void Pack<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V>;

    /// <summary>Packs the kernels for the backward pass.</summary>
    void PackBackward<V>(in Sequences s, float* packed) where V : unmanaged, ILanes<V>;

    /// <summary>From inputs and states before a step to the states after it, masked samples included.</summary>
    void Forward<V>(in Sequences s, float* packed, int step, Interval samples) where V : unmanaged, ILanes<V>;

    /// <summary>
    /// From the gradients of the states after a step to those before it, of the gates and of the inputs. The gates' gradients of masked
    /// samples are 0 already, and their states' gradients stay.
    /// </summary>
    void Backward<V>(in Sequences s, float* packed, int step, Interval samples) where V : unmanaged, ILanes<V>;
}
