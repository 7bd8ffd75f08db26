using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>One float: where no vector width has fused multiply-add in hardware, and the plain reference of all others.</summary>
internal readonly unsafe struct LanesScalar(float value) : ILanes<LanesScalar>
{
    private readonly float value = value;

    public static int Count => 1;

    public static bool IsSupported => true;

    private int Bits => BitConverter.SingleToInt32Bits(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator +(LanesScalar left, LanesScalar right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator -(LanesScalar left, LanesScalar right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator *(LanesScalar left, LanesScalar right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator /(LanesScalar left, LanesScalar right) => new(left.value / right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator -(LanesScalar value) => new(-value.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Create(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar CreateBits(int bits) => new(BitConverter.Int32BitsToSingle(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Load(float* address) => new(*address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(LanesScalar value, float* address) => *address = value.value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar LoadPart(float* address, int count) => new(count > 0 ? *address : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(LanesScalar value, float* address, int count)
    {
        if (count > 0) *address = value.value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar FirstSet(int count) => Mask(count > 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar FusedMultiplyAdd(LanesScalar a, LanesScalar b, LanesScalar c) =>
        new(MathF.FusedMultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Sqrt(LanesScalar x) => new(MathF.Sqrt(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Abs(LanesScalar x) => new(MathF.Abs(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Min(LanesScalar a, LanesScalar b) => new(MathF.Min(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Max(LanesScalar a, LanesScalar b) => new(MathF.Max(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar AtMost(LanesScalar x, LanesScalar limit) => x.value > limit.value ? limit : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar AtLeast(LanesScalar x, LanesScalar limit) => x.value < limit.value ? limit : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Rectify(LanesScalar x) => new(x.value <= 0 ? 0 : x.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar MaxBits(LanesScalar a, LanesScalar b) =>
        BitConverter.SingleToUInt32Bits(a.value) > BitConverter.SingleToUInt32Bits(b.value) ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Round(LanesScalar x) => new(MathF.Round(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar LessThan(LanesScalar a, LanesScalar b) => Mask(a.value < b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar GreaterThan(LanesScalar a, LanesScalar b) => Mask(a.value > b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Equal(LanesScalar a, LanesScalar b) => Mask(a.value == b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Select(LanesScalar mask, LanesScalar whenSet, LanesScalar otherwise) =>
        mask.Bits != 0 ? whenSet : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint MaskBits(LanesScalar mask) => (uint)mask.Bits >> 31;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar And(LanesScalar a, LanesScalar b) => CreateBits(a.Bits & b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar AndNot(LanesScalar a, LanesScalar notB) => CreateBits(a.Bits & ~notB.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Or(LanesScalar a, LanesScalar b) => CreateBits(a.Bits | b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Xor(LanesScalar a, LanesScalar b) => CreateBits(a.Bits ^ b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar AddBits(LanesScalar a, LanesScalar b) => CreateBits(a.Bits + b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar SubtractBits(LanesScalar a, LanesScalar b) => CreateBits(a.Bits - b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar ShiftLeftBits(LanesScalar a, int count) => CreateBits(a.Bits << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar ShiftRightBitsArithmetic(LanesScalar a, int count) => CreateBits(a.Bits >> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar ShiftRightBitsLogical(LanesScalar a, int count) => CreateBits(a.Bits >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar ToIntegerBits(LanesScalar x) => CreateBits((int)x.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar FromIntegerBits(LanesScalar x) => new(x.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LanesScalar Mask(bool set) => CreateBits(set ? -1 : 0);
}
