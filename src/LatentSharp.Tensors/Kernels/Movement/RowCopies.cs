namespace LatentSharp;

/// <summary>Copies chosen rows of a matrix of bytes one below the other.</summary>
internal static unsafe class RowCopies
{
    /// <summary>Bytes that are worth a second thread.</summary>
    private const int Grain = 1 << 17;

    /// <summary>Row i of <paramref name="to"/> is row <c>rows[i]</c> of <paramref name="from"/>; the numbers are those of rows.</summary>
    internal static void Copy(ReadOnlySpan<byte> from, ReadOnlySpan<int> rows, Span<byte> to, int rowBytes)
    {
        if (rowBytes == 0) return;
        fixed (byte* source = from, destination = to)
        fixed (int* numbers = rows)
        {
            var copy = new Copying { Source = source, Destination = destination, Rows = numbers, RowBytes = rowBytes };
            Parallel.For(rows.Length, Math.Max(1, Pace.Grain(Grain) / rowBytes), ref copy);
        }
    }

    private struct Copying : IParallelBody
    {
        internal byte* Source, Destination;
        internal int* Rows;
        internal int RowBytes;

        public readonly void Run(int start, int end)
        {
            if (RowBytes == sizeof(uint))
            {
                for (var i = start; i < end; i++) ((uint*)Destination)[i] = ((uint*)Source)[Rows[i]];
                return;
            }
            for (var i = start; i < end; i++)
                Buffer.MemoryCopy(Source + ((long)Rows[i] * RowBytes), Destination + ((long)i * RowBytes), RowBytes, RowBytes);
        }
    }
}
