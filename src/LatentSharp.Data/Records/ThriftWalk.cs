namespace LatentSharp;

/// <summary>
/// Goes through a structure of Thrift's compact protocol and holds every length in it against the bytes that are there, and every field
/// against what it has to hold, so that what reads it afterwards takes no memory for what a damaged file claims.
/// </summary>
internal ref struct ThriftWalk(ReadOnlySpan<byte> bytes)
{
    private const int MostDepth = 32;
    private const int True = 1, False = 2, Byte = 3, Int64 = 6, Double = 7, Binary = 8, List = 9, Set = 10, Struct = 12;

    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>How many bytes were walked over.</summary>
    internal int Position { get; private set; }

    /// <summary>
    /// Walks over a structure; <paramref name="numbers"/> gets its whole numbers by their field, and those of structures in it by 100 times
    /// the field of the structure and their own.
    /// </summary>
    /// <param name="structure">What it has to be; null where anything may be.</param>
    /// <param name="numbers">Takes whole numbers.</param>
    /// <param name="under">What is added to the fields of these.</param>
    /// <param name="depth">How many structures it is in.</param>
    internal void Walk(ThriftType? structure, Dictionary<int, long>? numbers = null, int under = 0, int depth = 0)
    {
        if (depth > MostDepth) throw Bad();
        var field = 0;
        while (Next() is var head and not 0)
        {
            field = head >> 4 == 0 ? (int)ZigZag() : field + (head >> 4);
            var type = head & 15;
            var known = structure?.Fields?.GetValueOrDefault(field);
            Check(known, type);
            if (type is True or False) continue;
            if (type is > Byte and <= Int64)
            {
                var number = ZigZag();
                numbers?.TryAdd(under + field, number);
            }
            else
            {
                Skip(known, type, depth, under == 0 ? numbers : null, 100 * field);
            }
        }
    }

    private void Skip(ThriftType? known, int type, int depth, Dictionary<int, long>? numbers = null, int under = 0)
    {
        switch (type)
        {
            case True or False or Byte:
                Take(1);
                break;
            case > Byte and <= Int64:
                ZigZag();
                break;
            case Double:
                Take(sizeof(double));
                break;
            case Binary:
                Take(VarInt());
                break;
            case List or Set:
                var head = Next();
                var count = head >> 4 == 15 ? VarInt() : (ulong)(head >> 4);
                if (count > (ulong)(bytes.Length - Position)) throw Bad();
                if (count > 0) Check(known?.Element, head & 15);
                for (var i = 0UL; i < count; i++) Skip(known?.Element, head & 15, depth + 1);
                break;
            case Struct:
                Walk(known, numbers, under, depth + 1);
                break;
            default:
                throw Bad();
        }
    }

    private long ZigZag() => VarInt() is var value && (value & 1) == 0 ? (long)(value >> 1) : ~(long)(value >> 1);

    private ulong VarInt()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Next();
            value |= (ulong)(next & 127) << shift;
            if (next < 128) return value;
        }
        throw Bad();
    }

    private int Next()
    {
        if (Position == bytes.Length) throw Bad();
        return bytes[Position++];
    }

    private void Take(ulong count)
    {
        if (count > (ulong)(bytes.Length - Position)) throw Bad();
        Position += (int)count;
    }

    private static void Check(ThriftType? known, int type)
    {
        if (known is not null && !known.Has(type)) throw new InvalidDataException("a field in it holds something else than it should");
    }

    private static InvalidDataException Bad() => new("a description in it does not end where it should");
}
