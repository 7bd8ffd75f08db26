namespace LatentSharp;

/// <summary>
/// The operations on tensors, one file each: its rule for shapes, its value and its gradient stand together there.
/// </summary>
public static partial class Ops
{
}
