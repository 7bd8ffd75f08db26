using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LatentSharp;

/// <summary>
/// Writes a few rows as columns: target[k·stride + r] = source[r·sourceStride + k]. Whole vectors are written for each k, in increasing k,
/// so that what lands beyond the last row is overwritten with the next k's; after the last k, up to <see cref="Slack"/> floats are spoilt.
/// </summary>
internal static unsafe class Transposition
{
    /// <summary>Floats after the target that may be overwritten.</summary>
    internal const int Slack = 16;

    /// <summary>Rows that one call takes at most, and floats that it writes for each k.</summary>
    internal static int MostRows<V>() where V : unmanaged, ILanes<V> => V.Count == 16 ? 16 : 8;

    internal static void Write<V>(float* source, nint sourceStride, int rows, int length, float* target, nint stride)
        where V : unmanaged, ILanes<V>
    {
        if (V.Count == 16 && length >= 16) InSquaresOf16(source, sourceStride, rows, length, target, stride);
        else if (Avx.IsSupported && length >= 8 && rows <= 8) InSquaresOf8(source, sourceStride, rows, length, target, stride);
        else if ((Sse.IsSupported || AdvSimd.Arm64.IsSupported) && length >= 4)
        {
            // What the last rows spoil of the next k, the first ones set right.
            for (var r = (rows - 1) / 4 * 4; r >= 0; r -= 4)
                InSquaresOf4(source + r * sourceStride, sourceStride, Math.Min(4, rows - r), length, target + r, stride);
        }
        else
        {
            for (var k = 0; k < length; k++)
            {
                for (var r = 0; r < rows; r++) target[k * stride + r] = source[r * sourceStride + k];
            }
        }
    }

    // Rows that are not there are read as the first. The last square begins early enough to be whole, and writes some columns twice.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InSquaresOf16(float* source, nint sourceStride, int rows, int length, float* target, nint stride)
    {
        var offsets = stackalloc nint[16];
        for (var r = 0; r < 16; r++) offsets[r] = r < rows ? r * sourceStride : 0;
        for (var k = 0; k < length; k += 16)
        {
            if (k > length - 16) k = length - 16;
            var s = source + k;
            Vector512<float> r0 = Vector512.Load(s), r1 = Vector512.Load(s + offsets[1]), r2 = Vector512.Load(s + offsets[2]),
            r3 = Vector512.Load(s + offsets[3]);
            Vector512<float> r4 = Vector512.Load(s + offsets[4]), r5 = Vector512.Load(s + offsets[5]), r6 = Vector512.Load(s + offsets[6]),
            r7 = Vector512.Load(s + offsets[7]);
            Vector512<float> r8 = Vector512.Load(s + offsets[8]), r9 = Vector512.Load(s + offsets[9]),
            r10 = Vector512.Load(s + offsets[10]), r11 = Vector512.Load(s + offsets[11]);
            Vector512<float> r12 = Vector512.Load(s + offsets[12]), r13 = Vector512.Load(s + offsets[13]),
            r14 = Vector512.Load(s + offsets[14]), r15 = Vector512.Load(s + offsets[15]);

            // Within each quarter of four rows, then across the quarters.
            TransposeFloats(ref r0, ref r1, ref r2, ref r3);
            TransposeFloats(ref r4, ref r5, ref r6, ref r7);
            TransposeFloats(ref r8, ref r9, ref r10, ref r11);
            TransposeFloats(ref r12, ref r13, ref r14, ref r15);
            TransposeQuarters(ref r0, ref r4, ref r8, ref r12);
            TransposeQuarters(ref r1, ref r5, ref r9, ref r13);
            TransposeQuarters(ref r2, ref r6, ref r10, ref r14);
            TransposeQuarters(ref r3, ref r7, ref r11, ref r15);

            var t = target + k * stride;
            r0.Store(t); t += stride; r1.Store(t); t += stride; r2.Store(t); t += stride; r3.Store(t); t += stride;
            r4.Store(t); t += stride; r5.Store(t); t += stride; r6.Store(t); t += stride; r7.Store(t); t += stride;
            r8.Store(t); t += stride; r9.Store(t); t += stride; r10.Store(t); t += stride; r11.Store(t); t += stride;
            r12.Store(t); t += stride; r13.Store(t); t += stride; r14.Store(t); t += stride; r15.Store(t);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InSquaresOf8(float* source, nint sourceStride, int rows, int length, float* target, nint stride)
    {
        var offsets = stackalloc nint[8];
        for (var r = 0; r < 8; r++) offsets[r] = r < rows ? r * sourceStride : 0;
        for (var k = 0; k < length; k += 8)
        {
            if (k > length - 8) k = length - 8;
            var s = source + k;
            Vector256<float> r0 = Vector256.Load(s), r1 = Vector256.Load(s + offsets[1]), r2 = Vector256.Load(s + offsets[2]),
            r3 = Vector256.Load(s + offsets[3]);
            Vector256<float> r4 = Vector256.Load(s + offsets[4]), r5 = Vector256.Load(s + offsets[5]), r6 = Vector256.Load(s + offsets[6]),
            r7 = Vector256.Load(s + offsets[7]);

            TransposeFloats(ref r0, ref r1, ref r2, ref r3);
            TransposeFloats(ref r4, ref r5, ref r6, ref r7);
            TransposeHalves(ref r0, ref r4);
            TransposeHalves(ref r1, ref r5);
            TransposeHalves(ref r2, ref r6);
            TransposeHalves(ref r3, ref r7);

            var t = target + k * stride;
            r0.Store(t); t += stride; r1.Store(t); t += stride; r2.Store(t); t += stride; r3.Store(t); t += stride;
            r4.Store(t); t += stride; r5.Store(t); t += stride; r6.Store(t); t += stride; r7.Store(t);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InSquaresOf4(float* source, nint sourceStride, int rows, int length, float* target, nint stride)
    {
        nint second = rows > 1 ? sourceStride : 0, third = rows > 2 ? 2 * sourceStride : 0, fourth = rows > 3 ? 3 * sourceStride : 0;
        for (var k = 0; k < length; k += 4)
        {
            if (k > length - 4) k = length - 4;
            var s = source + k;
            Vector128<float> r0 = Vector128.Load(s), r1 = Vector128.Load(s + second), r2 = Vector128.Load(s + third),
            r3 = Vector128.Load(s + fourth);
            Vector128<float> evenLow = ZipLow(r0, r2), evenHigh = ZipHigh(r0, r2), oddLow = ZipLow(r1, r3), oddHigh = ZipHigh(r1, r3);
            var t = target + k * stride;
            ZipLow(evenLow, oddLow).Store(t); t += stride; ZipHigh(evenLow, oddLow).Store(t); t += stride;
            ZipLow(evenHigh, oddHigh).Store(t); t += stride; ZipHigh(evenHigh, oddHigh).Store(t);
        }
    }

    /// <summary>The first halves of both, number by number in turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipLow(Vector128<float> a, Vector128<float> b) =>
        AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b) : Sse.UnpackLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipHigh(Vector128<float> a, Vector128<float> b) =>
        AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b) : Sse.UnpackHigh(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeFloats(ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        var abLow = Avx512F.UnpackLow(a, b).AsDouble();
        var abHigh = Avx512F.UnpackHigh(a, b).AsDouble();
        var cdLow = Avx512F.UnpackLow(c, d).AsDouble();
        var cdHigh = Avx512F.UnpackHigh(c, d).AsDouble();
        a = Avx512F.UnpackLow(abLow, cdLow).AsSingle();
        b = Avx512F.UnpackHigh(abLow, cdLow).AsSingle();
        c = Avx512F.UnpackLow(abHigh, cdHigh).AsSingle();
        d = Avx512F.UnpackHigh(abHigh, cdHigh).AsSingle();
    }

    /// <summary>Takes the four vectors as a square of 128-bit quarters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeQuarters(ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        var abEven = Avx512F.Shuffle4x128(a, b, 0b_10_00_10_00);
        var abOdd = Avx512F.Shuffle4x128(a, b, 0b_11_01_11_01);
        var cdEven = Avx512F.Shuffle4x128(c, d, 0b_10_00_10_00);
        var cdOdd = Avx512F.Shuffle4x128(c, d, 0b_11_01_11_01);
        a = Avx512F.Shuffle4x128(abEven, cdEven, 0b_10_00_10_00);
        b = Avx512F.Shuffle4x128(abOdd, cdOdd, 0b_10_00_10_00);
        c = Avx512F.Shuffle4x128(abEven, cdEven, 0b_11_01_11_01);
        d = Avx512F.Shuffle4x128(abOdd, cdOdd, 0b_11_01_11_01);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeFloats(ref Vector256<float> a, ref Vector256<float> b, ref Vector256<float> c, ref Vector256<float> d)
    {
        var abLow = Avx.UnpackLow(a, b).AsDouble();
        var abHigh = Avx.UnpackHigh(a, b).AsDouble();
        var cdLow = Avx.UnpackLow(c, d).AsDouble();
        var cdHigh = Avx.UnpackHigh(c, d).AsDouble();
        a = Avx.UnpackLow(abLow, cdLow).AsSingle();
        b = Avx.UnpackHigh(abLow, cdLow).AsSingle();
        c = Avx.UnpackLow(abHigh, cdHigh).AsSingle();
        d = Avx.UnpackHigh(abHigh, cdHigh).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeHalves(ref Vector256<float> a, ref Vector256<float> b)
    {
        var low = Avx.Permute2x128(a, b, 0x20);
        b = Avx.Permute2x128(a, b, 0x31);
        a = low;
    }
}
