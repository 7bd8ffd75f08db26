using System.Text;

namespace LatentSharp.Peers.OnnxRuntime;

/// <summary>A message of protocol buffers: fields by number, whole numbers as varints, all else with its length before it.</summary>
internal sealed class Message
{
    private const int Varint = 0, Delimited = 2;

    private readonly List<byte> bytes = [];

    internal Message Add(int field, long value)
    {
        Write((ulong)(field << 3 | Varint));
        Write((ulong)value);
        return this;
    }

    internal Message Add(int field, ReadOnlySpan<byte> value)
    {
        Write((ulong)(field << 3 | Delimited));
        Write((ulong)value.Length);
        bytes.AddRange(value);
        return this;
    }

    internal Message Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

    internal Message Add(int field, Message value) => Add(field, value.ToArray());

    internal byte[] ToArray() => bytes.ToArray();

    private void Write(ulong value)
    {
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
    }
}
