using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>
/// The safetensors format: 8 bytes of length, a JSON header of names, types, shapes and places, then the numbers. What is written depends
/// on nothing but the content: names are sorted, there is no time, the header is padded with spaces to a multiple of 8 bytes.
/// </summary>
public static class Safetensors
{
    /// <summary>
    /// Reads all tensors. F32, F16, I32, I64 and BOOL keep their type; BF16 becomes <see cref="DType.Float32"/>, which holds every such
    /// number exactly. Everything is checked before memory for the tensors is taken.
    /// </summary>
    /// <exception cref="BadFileException">There is no such file, or something in it is not as the format has it.</exception>
    public static SafetensorsFile Read(string path)
    {
        using var stream = InputFile.Open(path);
        return Read(stream, path, stream.Length);
    }

    /// <inheritdoc cref="Read(string)"/>
    /// <param name="stream">Where the file starts.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="length">The bytes that the file has from here to its end.</param>
    public static SafetensorsFile Read(Stream stream, string name, long length)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            var header = SafetensorsHeader.Read(stream, name, length);
            var tensors = new SortedDictionary<string, Tensor>(StringComparer.Ordinal);
            foreach (var entry in header.Entries) tensors.Add(entry.Name, ReadTensor(stream, entry, name));
            return new SafetensorsFile(tensors.AsReadOnly(), header.Metadata.AsReadOnly());
        }
        catch (EndOfStreamException e)
        {
            throw new BadFileException($"{name}: the file ends before all its tensors are read.", e);
        }
    }

    /// <summary>Writes tensors of F32, F16, I32, I64 and BOOL. The file appears whole or not at all.</summary>
    /// <param name="path">The file to make or to replace.</param>
    /// <param name="tensors">The tensors by name.</param>
    /// <param name="metadata">Texts by name to go with them.</param>
    /// <exception cref="BadArgumentException">A tensor is of another type, or is named <c>__metadata__</c>.</exception>
    /// <exception cref="BadFileException">The file cannot be written.</exception>
    public static void Write(
        string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        AtomicFile.Write(path, stream => Write(stream, tensors, metadata));

    /// <inheritdoc cref="Write(string, IReadOnlyDictionary{string, Tensor}, IReadOnlyDictionary{string, string})"/>
    public static void Write(
        Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        // Wider elements first, so that each tensor lies at a multiple of its element's size.
        var layout = tensors.OrderByDescending(t => t.Value.DType.Size()).ThenBy(t => t.Key, StringComparer.Ordinal).ToList();
        var header = SafetensorsHeader.Build(layout, metadata);
        Span<byte> size = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(size, header.Length);
        stream.Write(size);
        stream.Write(header);
        foreach (var (_, tensor) in layout) stream.Write(TensorBytes.Of(tensor));
    }

    private static Tensor ReadTensor(Stream stream, SafetensorsEntry entry, string name) => entry.Type switch
    {
        "F32" => ReadElements<float>(stream, entry),
        "F16" => ReadElements<Half>(stream, entry),
        "I32" => ReadElements<int>(stream, entry),
        "I64" => ReadElements<long>(stream, entry),
        "BF16" => ReadBrainFloats(stream, entry),
        _ => ReadBooleans(stream, entry, name),
    };

    private static Tensor ReadElements<T>(Stream stream, SafetensorsEntry entry) where T : unmanaged =>
        Tensor.Create<T, Stream>(entry.Shape, stream, static (elements, source) => source.ReadExactly(MemoryMarshal.AsBytes(elements)));

    /// <summary>A BF16 is the upper half of a Float32.</summary>
    private static Tensor ReadBrainFloats(Stream stream, SafetensorsEntry entry) =>
        Tensor.Create<float, Stream>(entry.Shape, stream, static (elements, source) =>
        {
            var upper = MemoryMarshal.Cast<float, ushort>(elements)[elements.Length..];
            source.ReadExactly(MemoryMarshal.AsBytes(upper));
            // In place: the element written is never behind the half still to be read.
            for (var i = 0; i < elements.Length; i++) elements[i] = BitConverter.UInt32BitsToSingle((uint)upper[i] << 16);
        });

    private static Tensor ReadBooleans(Stream stream, SafetensorsEntry entry, string name)
    {
        var tensor = ReadElements<bool>(stream, entry);
        var bad = MemoryMarshal.AsBytes(tensor.AsSpan<bool>()).IndexOfAnyExceptInRange((byte)0, (byte)1);
        return bad < 0
            ? tensor
            : throw BadFileException.At(name, $"tensor '{entry.Name}'", $"element {bad} of a BOOL tensor is neither 0 nor 1.");
    }
}
