namespace LatentSharp;

/// <summary>
/// What a <see cref="Tensor"/> handle points to. Bodies on a tape are recycled with it; the generation tells an old handle
/// that its numbers are gone.
/// </summary>
internal sealed class TensorBody
{
    internal Storage Storage = null!;
    internal int Offset;
    internal Shape Shape;
    internal int Count;
    internal DType DType;
    internal int Generation;

    /// <summary>The operation on the current tape whose result this is, or null for a constant.</summary>
    internal Node? Node;

    /// <summary>Which of the node's results this is.</summary>
    internal int Output;

    /// <summary>
    /// The life of the recording that the node is of: nodes are recycled, and a body outside of its arena may outlive them.
    /// </summary>
    internal long Life;

    /// <summary>Which steps of a sequence are real; default when all are. Layers pass it on, operations do not.</summary>
    internal Tensor Mask;

    internal void Set(Storage storage, int offset, Shape shape, DType type)
    {
        Storage = storage;
        Offset = offset;
        Shape = shape;
        Count = shape.Count;
        DType = type;
        Node = null;
        Output = 0;
        Mask = default;
    }
}
