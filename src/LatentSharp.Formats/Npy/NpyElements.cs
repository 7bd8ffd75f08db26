using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace LatentSharp;

/// <summary>
/// Goes through the elements of an npy file without making a tensor of them, so that none is rounded and texts can be had.
/// </summary>
internal static class NpyElements
{
    private const int ChunkBytes = 1 << 16;

    /// <summary>
    /// Takes an element in the order of the file: its number from 0, its value when that is whole, and its value as near as a double is.
    /// </summary>
    internal delegate void Visitor(long index, Int128? whole, double value);

    /// <summary>A number as a whole one, when it is one.</summary>
    internal static Int128? Whole(double value) => Math.Abs(value) < 1e37 && value == Math.Truncate(value) ? (Int128)value : null;

    /// <summary>Visits every number.</summary>
    internal static void Visit(Stream stream, string name, NpyHeader header, Visitor visit)
    {
        switch (header.Type)
        {
            case "i1": Visit<sbyte>(stream, name, header, (i, v) => visit(i, v, v)); break;
            case "i2": Visit<short>(stream, name, header, (i, v) => visit(i, v, v)); break;
            case "i4": Visit<int>(stream, name, header, (i, v) => visit(i, v, v)); break;
            case "i8": Visit<long>(stream, name, header, (i, v) => visit(i, v, v)); break;
            case "u1": Visit<byte>(stream, name, header, (i, v) => visit(i, v, v)); break;
            case "u2": Visit<ushort>(stream, name, header, (i, v) => visit(i, v, v)); break;
            case "u4": Visit<uint>(stream, name, header, (i, v) => visit(i, v, v)); break;
            case "u8": Visit<ulong>(stream, name, header, (i, v) => visit(i, v, v)); break;
            case "b1": Visit<byte>(stream, name, header, (i, v) => visit(i, v == 0 ? 0 : 1, v == 0 ? 0 : 1)); break;
            case "f2": Visit<Half>(stream, name, header, (i, v) => visit(i, Whole((double)v), (double)v)); break;
            case "f4": Visit<float>(stream, name, header, (i, v) => visit(i, Whole(v), v)); break;
            default: Visit<double>(stream, name, header, (i, v) => visit(i, Whole(v), v)); break;
        }
    }

    /// <summary>The texts of a file of type <c>U</c> (UTF-32) or <c>S</c> (bytes), which end before the zeros at their end.</summary>
    internal static string[] Texts(Stream stream, string name, NpyHeader header)
    {
        var texts = new string[header.Shape.Count];
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        var bytes = new byte[header.ElementSize];
        Encoding encoding = header.Type[0] == 'S' ? new UTF8Encoding(false, true) : new UTF32Encoding(header.BigEndian, false, true);
        for (var i = 0; i < texts.Length; i++)
        {
            try
            {
                stream.ReadExactly(bytes);
                var text = encoding.GetString(bytes).TrimEnd('\0');
                if (!known.TryGetValue(text, out var same)) known[text] = same = text;
                texts[i] = same;
            }
            catch (EndOfStreamException e)
            {
                throw Cut(name, header, e);
            }
            catch (DecoderFallbackException e)
            {
                throw new BadFileException($"{name}: element [{i.ToString(CultureInfo.InvariantCulture)}]: the text is no Unicode.", e);
            }
        }
        return texts;
    }

    private static void Visit<T>(Stream stream, string name, NpyHeader header, Action<long, T> visit) where T : unmanaged
    {
        var chunk = new T[ChunkBytes / 8];
        var swap = header.BigEndian == BitConverter.IsLittleEndian && header.ElementSize > 1;
        for (long done = 0; done < header.Shape.Count;)
        {
            var values = chunk.AsSpan(0, (int)Math.Min(chunk.Length, header.Shape.Count - done));
            var bytes = MemoryMarshal.AsBytes(values);
            try
            {
                stream.ReadExactly(bytes);
            }
            catch (EndOfStreamException e)
            {
                throw Cut(name, header, e);
            }
            if (swap)
                for (var i = 0; i < bytes.Length; i += header.ElementSize) bytes.Slice(i, header.ElementSize).Reverse();
            foreach (var value in values) visit(done++, value);
        }
    }

    private static BadFileException Cut(string name, NpyHeader header, Exception e) =>
        new($"{name}: data: the file ends before shape {header.Shape} of {header.Type} is full.", e);
}
