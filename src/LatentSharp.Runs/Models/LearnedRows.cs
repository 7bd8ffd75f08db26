using System.Buffers.Binary;
using System.Security.Cryptography;

namespace LatentSharp;

/// <summary>
/// Digests of the rows that a model learned from, by which they are known again. The digest of a row is the first 8 bytes, as a
/// little-endian signed integer, of the SHA-256 of its numbers as little-endian float32: the numbers of the data before scaling, of a table
/// after its columns became numbers, of a sequence with its padding; −0 counts as 0. Equal rows have equal digests, and other rows another
/// one but for a chance of 2⁻⁶⁴ a pair. Immutable.
/// </summary>
public sealed class LearnedRows
{
    private readonly long[] digests;

    private LearnedRows(long[] digests) => this.digests = digests;

    /// <summary>How many different rows there are.</summary>
    public int Count => digests.Length;

    /// <summary>Takes rows in.</summary>
    /// <param name="samples">(N, …), Float32: one row a sample.</param>
    public static LearnedRows Of(Tensor samples) => Of(new RowView(samples));

    /// <summary>Takes rows in.</summary>
    internal static LearnedRows Of(RowView samples)
    {
        var digests = Digests(samples);
        Array.Sort(digests);
        var different = 0;
        for (var i = 0; i < digests.Length; i++)
            if (i == 0 || digests[i] != digests[i - 1]) digests[different++] = digests[i];
        return new LearnedRows(digests[..different]);
    }

    /// <summary>For each row whether it is equal to one that was taken in: (N, …) -> N.</summary>
    public bool[] Contain(Tensor samples) =>
        Array.ConvertAll(Digests(new RowView(samples)), digest => Array.BinarySearch(digests, digest) >= 0);

    /// <summary>Reads them from a file of <see cref="Write"/>.</summary>
    /// <exception cref="BadFileException">It is no such file.</exception>
    internal static LearnedRows Read(string path)
    {
        var numbers = Npy.Read(path);
        if (numbers.DType != DType.Int64 || numbers.Rank != 1)
            throw new BadFileException($"{path}: digests of rows are Int64 of one axis; this holds {numbers.DType} {numbers.Shape}.");
        var digests = numbers.ToArray<long>();
        for (var i = 1; i < digests.Length; i++)
            if (digests[i] <= digests[i - 1])
                throw new BadFileException(
                    $"{path}: digests of rows ascend; number {i + 1} does not. Without this file the "
                    + "model works too, but cannot tell what it learned from.");
        return new LearnedRows(digests);
    }

    /// <summary>Writes them, ascending, as Int64 (N).</summary>
    internal void Write(string path) => Npy.Write(path, Tensor.From(digests));

    private static long[] Digests(RowView samples)
    {
        var width = samples.Width;
        var digests = new long[samples.Count];
        System.Threading.Tasks.Parallel.For(0, samples.Count, () => new byte[width * sizeof(float)], (row, _, bytes) =>
        {
            var values = samples.Whole(row);
            for (var i = 0; i < width; i++)
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i] == 0 ? 0f : values[i]);
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(bytes, hash);
            digests[row] = BinaryPrimitives.ReadInt64LittleEndian(hash);
            return bytes;
        }, _ => { });
        return digests;
    }
}
