using System.Numerics;

namespace LatentSharp;

/// <summary>
/// One vector of floats of some width. Kernels are written once over this interface and specialised by the JIT for each width
/// without loss. Every operation is exact to the bit on every width: fused multiply-add is fused everywhere, and comparisons
/// give masks of all ones or all zeros.
/// </summary>
internal unsafe interface ILanes<TSelf> :
    IAdditionOperators<TSelf, TSelf, TSelf>, ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>, IDivisionOperators<TSelf, TSelf, TSelf>,
    IUnaryNegationOperators<TSelf, TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>Floats in one vector: 16, 8, 4 or 1.</summary>
    static abstract int Count { get; }

    /// <summary>Whether this width runs in hardware here, with fused multiply-add.</summary>
    static abstract bool IsSupported { get; }

    static abstract TSelf Create(float value);

    /// <summary>A bit pattern, as <see cref="AddBits"/> and its kin take it.</summary>
    static abstract TSelf CreateBits(int bits);

    static abstract TSelf Load(float* address);

    static abstract void Store(TSelf value, float* address);

    /// <summary>The first <paramref name="count"/> floats (0 to <see cref="Count"/>), zeros after; reads nothing beyond them.</summary>
    static abstract TSelf LoadPart(float* address, int count);

    /// <summary>Writes the first <paramref name="count"/> floats (0 to <see cref="Count"/>) and nothing beyond them.</summary>
    static abstract void StorePart(TSelf value, float* address, int count);

    /// <summary>A mask that is set in the first <paramref name="count"/> lanes; any number is allowed.</summary>
    static abstract TSelf FirstSet(int count);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Sqrt(TSelf x);

    static abstract TSelf Abs(TSelf x);

    /// <summary>The smaller; NaN if either is NaN; -0 is smaller than +0.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The larger; NaN if either is NaN; +0 is larger than -0.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>
    /// The limit where <paramref name="x"/> is larger, elsewhere x: NaN stays, and so does either zero beside a limit of zero.
    /// </summary>
    static abstract TSelf AtMost(TSelf x, TSelf limit);

    /// <summary>The limit where <paramref name="x"/> is smaller, elsewhere x.</summary>
    static abstract TSelf AtLeast(TSelf x, TSelf limit);

    /// <summary>max(x, 0): NaN for NaN, +0 for -0.</summary>
    static abstract TSelf Rectify(TSelf x);

    /// <summary>
    /// The larger of the bit patterns as unsigned integers: of floats that are not negative, -0 included, the larger, and a NaN if there is
    /// one, in a single instruction.
    /// </summary>
    static abstract TSelf MaxBits(TSelf a, TSelf b);

    /// <summary>To the nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf x);

    static abstract TSelf LessThan(TSelf a, TSelf b);

    static abstract TSelf GreaterThan(TSelf a, TSelf b);

    static abstract TSelf Equal(TSelf a, TSelf b);

    /// <summary>Where the mask is set, <paramref name="whenSet"/>; elsewhere <paramref name="otherwise"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf whenSet, TSelf otherwise);

    /// <summary>The mask as an integer, its lowest bit for the first lane.</summary>
    static abstract uint MaskBits(TSelf mask);

    static abstract TSelf And(TSelf a, TSelf b);

    /// <summary>The bits of <paramref name="a"/> where those of <paramref name="notB"/> are not set.</summary>
    static abstract TSelf AndNot(TSelf a, TSelf notB);

    static abstract TSelf Or(TSelf a, TSelf b);

    static abstract TSelf Xor(TSelf a, TSelf b);

    /// <summary>Adds integers to the bit patterns: the exponent trick of scaling by powers of two.</summary>
    static abstract TSelf AddBits(TSelf a, TSelf b);

    static abstract TSelf SubtractBits(TSelf a, TSelf b);

    static abstract TSelf ShiftLeftBits(TSelf a, int count);

    static abstract TSelf ShiftRightBitsArithmetic(TSelf a, int count);

    static abstract TSelf ShiftRightBitsLogical(TSelf a, int count);

    /// <summary>The floats, truncated to integers, as bit patterns; the input is within the range of 32-bit integers.</summary>
    static abstract TSelf ToIntegerBits(TSelf x);

    /// <summary>The integers in the bit patterns, as floats.</summary>
    static abstract TSelf FromIntegerBits(TSelf x);
}
