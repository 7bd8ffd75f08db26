using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LatentSharp;

/// <summary>
/// The samples of NumPy's file of one array, read from the file whenever they are needed: it may be larger than memory. The types are those
/// of <see cref="Npy.Read(string)"/>, in C order; all become Float32.
/// </summary>
public sealed class NpyStream : SampleStream, IDisposable
{
    private const int BytesAtOnce = 1 << 20;

    private readonly SafeFileHandle file;
    private readonly string path;
    private readonly NpyHeader row;
    private readonly long start;
    private readonly byte[] bytes;

    /// <summary>Opens a file of shape (N, sample shape…); one of shape (N) has samples of one number.</summary>
    /// <exception cref="BadFileException">
    /// There is no such file, it is not a whole npy file in C order, or it has more than 2,147,483,647 samples.
    /// </exception>
    public NpyStream(string path)
    {
        this.path = path;
        using (var stream = InputFile.Open(path))
        {
            (row, var rows, start) = NpyHeader.ReadRows(stream, path, stream.Length);
            if (rows > int.MaxValue)
                throw BadFileException.At(path, "header", $"{rows} samples are too many; at most {int.MaxValue} are read.");
            Count = (int)rows;
        }
        if (row.FortranOrder && row.Shape.Rank > 1) throw Fortran(path);
        (SampleShape, bytes) = Layout(row);
        file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    }

    /// <summary>An array in C order somewhere in a file that is open, which is closed with this.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">What to call it in messages.</param>
    /// <param name="row">The head of a single sample, (1, …).</param>
    /// <param name="count">How many samples there are.</param>
    /// <param name="start">Where the first begins.</param>
    internal NpyStream(SafeFileHandle file, string path, NpyHeader row, int count, long start)
    {
        (this.file, this.path, this.row, Count, this.start) = (file, path, row, count, start);
        (SampleShape, bytes) = Layout(row);
    }

    /// <summary>A whole .npy file that was written to a spool.</summary>
    internal static NpyStream Spooled(SpooledArray spool, string path)
    {
        var length = spool.Length;
        var file = spool.Release();
        try
        {
            var head = new byte[Math.Min(length, NpyHeader.MaxLength + 12)];
            for (var got = 0; got < head.Length;) got += RandomAccess.Read(file, head.AsSpan(got), got);
            using var stream = new MemoryStream(head);
            var (row, rows, start) = NpyHeader.ReadRows(stream, path, length);
            if (row.FortranOrder && row.Shape.Rank > 1) throw Fortran(path);
            return new NpyStream(file, path, row, (int)Math.Min(rows, int.MaxValue), start);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override Shape SampleShape { get; }

    /// <summary>Bytes that all samples have as Float32.</summary>
    internal static long BytesInMemory(string path)
    {
        using var stream = InputFile.Open(path);
        var (row, rows, _) = NpyHeader.ReadRows(stream, path, stream.Length);
        return (long)Math.Min(long.MaxValue, (decimal)rows * row.Shape.Count * sizeof(float));
    }

    /// <inheritdoc/>
    /// <exception cref="BadFileException">The file was cut short meanwhile, or a number in it is not finite.</exception>
    public override void Read(int first, Span<float> samples)
    {
        var offset = start + ((long)first * Width * row.ElementSize);
        for (var done = 0; done < samples.Length;)
        {
            var values = samples.Slice(done, Math.Min(samples.Length - done, bytes.Length / row.ElementSize));
            var part = bytes.AsSpan(0, values.Length * row.ElementSize);
            Fill(part, offset);
            if (row.BigEndian == BitConverter.IsLittleEndian && row.ElementSize > 1)
                for (var i = 0; i < part.Length; i += row.ElementSize) part.Slice(i, row.ElementSize).Reverse();
            Convert(part, values);
            if (!Require.AreFinite(values))
            {
                var place = 0;
                while (float.IsFinite(values[place])) place++;
                var number = ((long)first * Width) + done + place;
                throw BadFileException.At(
                    path, $"sample {number / Width}", $"value {number % Width} is {values[place]}, no finite number.");
            }
            (done, offset) = (done + values.Length, offset + part.Length);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    private static BadFileException Fortran(string path) => BadFileException.At(
        path, "header", "the first axis runs fastest (Fortran order), so that no sample lies in one piece; write it in C order.");

    private static (Shape Sample, byte[] Buffer) Layout(NpyHeader row) => (
        row.Shape.Rank == 1 ? [1] : row.Shape[1..],
        new byte[Math.Max(row.ElementSize, BytesAtOnce / row.ElementSize * row.ElementSize)]);

    private void Fill(Span<byte> part, long offset)
    {
        while (part.Length > 0)
        {
            var got = RandomAccess.Read(file, part, offset);
            if (got == 0) throw BadFileException.At(path, "data", "the file was cut short while it was read.");
            part = part[got..];
            offset += got;
        }
    }

    private void Convert(ReadOnlySpan<byte> from, Span<float> to)
    {
        switch (row.Type)
        {
            case "f4": MemoryMarshal.Cast<byte, float>(from).CopyTo(to); break;
            case "f8": Convert(MemoryMarshal.Cast<byte, double>(from), to, static v => (float)v); break;
            case "f2": Convert(MemoryMarshal.Cast<byte, Half>(from), to, static v => (float)v); break;
            case "i1": Convert(MemoryMarshal.Cast<byte, sbyte>(from), to, static v => v); break;
            case "i2": Convert(MemoryMarshal.Cast<byte, short>(from), to, static v => v); break;
            case "i4": Convert(MemoryMarshal.Cast<byte, int>(from), to, static v => v); break;
            case "i8": Convert(MemoryMarshal.Cast<byte, long>(from), to, static v => v); break;
            case "u1": Convert(from, to, static v => v); break;
            case "u2": Convert(MemoryMarshal.Cast<byte, ushort>(from), to, static v => v); break;
            case "u4": Convert(MemoryMarshal.Cast<byte, uint>(from), to, static v => v); break;
            case "u8": Convert(MemoryMarshal.Cast<byte, ulong>(from), to, static v => v); break;
            default: Convert(from, to, static v => v != 0 ? 1 : 0); break;
        }
    }

    private static void Convert<T>(ReadOnlySpan<T> from, Span<float> to, Func<T, float> convert)
    {
        for (var i = 0; i < to.Length; i++) to[i] = convert(from[i]);
    }
}
