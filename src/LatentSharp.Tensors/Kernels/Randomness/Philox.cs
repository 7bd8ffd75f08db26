using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LatentSharp;

/// <summary>
/// Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3" (2011): a block of four words from a
/// counter and a key. Words come in chunks of <see cref="Chunk"/>: the first words of 16 blocks, their second words, and so on, so
/// that vectors need no transposition.
/// </summary>
internal static unsafe class Philox
{
    internal const int Chunk = 64;
    private const int Blocks = 16;
    private const int Rounds = 10;

    // The multipliers and the key's increments (golden ratio, √3 - 1) of the paper.
    private const uint M0 = 0xD2511F53, M1 = 0xCD9E8D57, W0 = 0x9E3779B9, W1 = 0xBB67AE85;

    /// <summary>One block: the counter is (low half, high half), and so is the result.</summary>
    internal static (ulong Low, ulong High) Block(ulong key, ulong low, ulong high)
    {
        var (c0, c1, c2, c3) = ((uint)low, (uint)(low >> 32), (uint)high, (uint)(high >> 32));
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++, k0 += W0, k1 += W1)
        {
            var (p0, p1) = ((ulong)M0 * c0, (ulong)M1 * c2);
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
        }
        return (c0 | ((ulong)c1 << 32), c2 | ((ulong)c3 << 32));
    }

    /// <summary>
    /// Writes one chunk of words at the vector width <paramref name="width"/>. The counters are (16·chunk + block, stream).
    /// </summary>
    [MethodImpl(Jit.Loop)]
    internal static void Fill(int width, ulong key, ulong stream, ulong chunk, uint* words)
    {
        if (width == 16 && Avx512F.IsSupported) Fill512(key, stream, chunk, words);
        else if (width >= 8 && Avx2.IsSupported) Fill256(key, stream, chunk, words);
        else FillScalar(key, stream, chunk, words);
    }

    private static void FillScalar(ulong key, ulong stream, ulong chunk, uint* words)
    {
        for (var i = 0; i < Blocks; i++)
        {
            var (low, high) = Block(key, (chunk * Blocks) + (ulong)i, stream);
            words[i] = (uint)low;
            words[i + Blocks] = (uint)(low >> 32);
            words[i + (2 * Blocks)] = (uint)high;
            words[i + (3 * Blocks)] = (uint)(high >> 32);
        }
    }

    // Each 64-bit lane holds one word, with anything in its upper half; even blocks and odd ones are interleaved at the end.
    private static void Fill512(ulong key, ulong stream, ulong chunk, uint* words)
    {
        var even = Vector512.Create(chunk * Blocks) + (Vector512<ulong>.Indices << 1);
        var odd = even + Vector512<ulong>.One;
        var (e0, e1, e2, e3) = (even, even >> 32, Vector512.Create(stream), Vector512.Create(stream >> 32));
        var (o0, o1, o2, o3) = (odd, odd >> 32, e2, e3);
        var (m0, m1) = (Vector512.Create((ulong)M0).AsUInt32(), Vector512.Create((ulong)M1).AsUInt32());
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++, k0 += W0, k1 += W1)
        {
            var (v0, v1) = (Vector512.Create((ulong)k0), Vector512.Create((ulong)k1));
            var (p0, p1) = (Avx512F.Multiply(e0.AsUInt32(), m0), Avx512F.Multiply(e2.AsUInt32(), m1));
            var (q0, q1) = (Avx512F.Multiply(o0.AsUInt32(), m0), Avx512F.Multiply(o2.AsUInt32(), m1));
            (e0, e1, e2, e3) = ((p1 >> 32) ^ e1 ^ v0, p1, (p0 >> 32) ^ e3 ^ v1, p0);
            (o0, o1, o2, o3) = ((q1 >> 32) ^ o1 ^ v0, q1, (q0 >> 32) ^ o3 ^ v1, q0);
        }
        var lower = Vector512.Create((ulong)uint.MaxValue);
        ((e0 & lower) | (o0 << 32)).AsUInt32().Store(words);
        ((e1 & lower) | (o1 << 32)).AsUInt32().Store(words + Blocks);
        ((e2 & lower) | (o2 << 32)).AsUInt32().Store(words + (2 * Blocks));
        ((e3 & lower) | (o3 << 32)).AsUInt32().Store(words + (3 * Blocks));
    }

    private static void Fill256(ulong key, ulong stream, ulong chunk, uint* words)
    {
        var (m0, m1) = (Vector256.Create((ulong)M0).AsUInt32(), Vector256.Create((ulong)M1).AsUInt32());
        var lower = Vector256.Create((ulong)uint.MaxValue);
        for (var half = 0; half < Blocks; half += Blocks / 2)
        {
            var even = Vector256.Create((chunk * Blocks) + (ulong)half) + (Vector256<ulong>.Indices << 1);
            var odd = even + Vector256<ulong>.One;
            var (e0, e1, e2, e3) = (even, even >> 32, Vector256.Create(stream), Vector256.Create(stream >> 32));
            var (o0, o1, o2, o3) = (odd, odd >> 32, e2, e3);
            var (k0, k1) = ((uint)key, (uint)(key >> 32));
            for (var round = 0; round < Rounds; round++, k0 += W0, k1 += W1)
            {
                var (v0, v1) = (Vector256.Create((ulong)k0), Vector256.Create((ulong)k1));
                var (p0, p1) = (Avx2.Multiply(e0.AsUInt32(), m0), Avx2.Multiply(e2.AsUInt32(), m1));
                var (q0, q1) = (Avx2.Multiply(o0.AsUInt32(), m0), Avx2.Multiply(o2.AsUInt32(), m1));
                (e0, e1, e2, e3) = ((p1 >> 32) ^ e1 ^ v0, p1, (p0 >> 32) ^ e3 ^ v1, p0);
                (o0, o1, o2, o3) = ((q1 >> 32) ^ o1 ^ v0, q1, (q0 >> 32) ^ o3 ^ v1, q0);
            }
            ((e0 & lower) | (o0 << 32)).AsUInt32().Store(words + half);
            ((e1 & lower) | (o1 << 32)).AsUInt32().Store(words + half + Blocks);
            ((e2 & lower) | (o2 << 32)).AsUInt32().Store(words + half + (2 * Blocks));
            ((e3 & lower) | (o3 << 32)).AsUInt32().Store(words + half + (3 * Blocks));
        }
    }
}
