namespace LatentSharp;

/// <summary>
/// What the elements of a <see cref="Tensor"/> are. <see cref="Float32"/> computes; integers and booleans hold labels, indices,
/// tokens and masks; the 16-bit kinds are for storage only.
/// </summary>
public enum DType
{
    /// <summary>IEEE 754 single precision, 4 bytes: the type that the engine computes in.</summary>
    Float32,

    /// <summary>Signed 32-bit integer.</summary>
    Int32,

    /// <summary>Signed 64-bit integer.</summary>
    Int64,

    /// <summary>One byte, 0 or 1.</summary>
    Bool,

    /// <summary>IEEE 754 half precision, 2 bytes; storage only.</summary>
    Float16,

    /// <summary>The upper half of a single, 2 bytes; storage only.</summary>
    BFloat16,
}

/// <summary>Facts about each <see cref="DType"/>.</summary>
public static class DTypes
{
    /// <summary>Bytes per element.</summary>
    public static int Size(this DType type) => type switch
    {
        DType.Float32 or DType.Int32 => 4,
        DType.Int64 => 8,
        DType.Float16 or DType.BFloat16 => 2,
        _ => 1,
    };

    /// <summary>The type whose elements are <typeparamref name="T"/> in memory.</summary>
    /// <exception cref="BadArgumentException">No tensor holds such elements.</exception>
    public static DType Of<T>() where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return DType.Float32;
        if (typeof(T) == typeof(int)) return DType.Int32;
        if (typeof(T) == typeof(long)) return DType.Int64;
        if (typeof(T) == typeof(bool)) return DType.Bool;
        if (typeof(T) == typeof(Half)) return DType.Float16;
        throw new BadArgumentException($"A tensor of {typeof(T).Name} does not exist; elements are float, int, long, bool or Half.");
    }
}
