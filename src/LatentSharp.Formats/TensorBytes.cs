using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>The elements of a tensor as the bytes that files hold.</summary>
internal static class TensorBytes
{
    /// <summary>The tensor's memory, whatever its elements are.</summary>
    /// <exception cref="BadArgumentException">The elements are of a type that has no counterpart in C# and cannot be read.</exception>
    internal static ReadOnlySpan<byte> Of(Tensor tensor) => tensor.DType switch
    {
        DType.Float32 => MemoryMarshal.AsBytes(tensor.AsSpan<float>()),
        DType.Int32 => MemoryMarshal.AsBytes(tensor.AsSpan<int>()),
        DType.Int64 => MemoryMarshal.AsBytes(tensor.AsSpan<long>()),
        DType.Bool => MemoryMarshal.AsBytes(tensor.AsSpan<bool>()),
        DType.Float16 => MemoryMarshal.AsBytes(tensor.AsSpan<Half>()),
        _ => throw new BadArgumentException($"A tensor of {tensor.DType} cannot be written; convert it to Float32 first."),
    };
}
