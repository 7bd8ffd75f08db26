using System.Buffers.Binary;

namespace LatentSharp;

/// <summary>
/// Follows a JPEG file from marker to marker to its end, and refuses what is cut short, does not go together or is not read, before any
/// pixel is unpacked (ITU-T T.81, annex B).
/// </summary>
internal sealed class JpegWalk(byte[] file, string name)
{
    // Encoders use 10 or so; a file of scans that say nothing would keep the program busy.
    private const int MostScans = 200;

    private readonly bool[] quantisers = new bool[4], dcTables = new bool[4], acTables = new bool[4];
    private readonly List<int> scanned = [];
    private readonly int[] places = [-1, -1, -1];
    private JpegComponent[] components = [];
    private int at, width, height, frame, scans, orientation = 1;
    private int? transform;
    private bool isJfif;

    internal JpegStructure Follow()
    {
        if (file is not [0xFF, 0xD8, ..]) throw new BadFileException($"{name}: this is not a JPEG file.");
        at = 2;
        while (true)
        {
            var marker = NextMarker();
            if (marker == 0xD9) break;
            if (marker is 0xD8 or 0x01 or (>= 0xD0 and <= 0xD7)) throw Bad($"marker {marker:X2} is not in its place");
            Take(marker, Segment());
        }
        if (scans == 0) throw Bad("there are no pixels before the end");
        foreach (var component in components)
        {
            if (!scanned.Contains(component.Id)) throw Bad($"component {component.Id} has no pixels");
            if (!quantisers[component.Table]) throw Bad($"the table {component.Table} of quantisation is not there");
        }
        return new JpegStructure(width, height, components, AreColours, orientation);
    }

    /// <summary>
    /// The file for the library. Of a progressive one it keeps the component that came at each place of a scan last, and takes them for
    /// those of the frame in the end: where they are others, a scan that refines nothing puts them right.
    /// </summary>
    internal byte[] ForTheLibrary()
    {
        if (frame != 0xC2 || Enumerable.Range(0, components.Length).All(i => places[i] == i)) return file;
        var (across, down) = (8 * components.Max(c => c.Horizontal), 8 * components.Max(c => c.Vertical));
        var units = (long)((width + across - 1) / across) * ((height + down - 1) / down);
        var bits = units * components.Sum(c => c.Horizontal * c.Vertical);
        byte[] scan =
        [
            0xFF, 0xDD, 0, 4, 0, 0, 0xFF, 0xDA, 0, (byte)(6 + (2 * components.Length)), (byte)components.Length,
            .. components.SelectMany(c => new byte[] { (byte)c.Id, 0 }), 0, 0, 0x10,
        ];
        return [.. file.AsSpan(0, at - 2), .. scan, .. new byte[(bits + 7) / 8], 0xFF, 0xD9];
    }

    /// <summary>As libjpeg finds it out: JFIF says YCbCr, then Adobe's marker says which, then the names of the components.</summary>
    private bool AreColours =>
        components.Length == 3 && !isJfif
            && (transform is { } said ? said == 0 : components is [{ Id: 'R' }, { Id: 'G' }, { Id: 'B' }]);

    private int NextMarker()
    {
        if (at >= file.Length) throw Cut();
        if (file[at] != 0xFF) throw Bad("a marker is expected");
        while (at < file.Length && file[at] == 0xFF) at++;
        return at < file.Length ? file[at++] : throw Cut();
    }

    private ReadOnlySpan<byte> Segment()
    {
        if (at + 2 > file.Length) throw Cut();
        var length = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));
        if (length < 2) throw Bad($"a segment of {length} bytes cannot be");
        if (at + length > file.Length) throw Cut();
        var segment = file.AsSpan(at + 2, length - 2);
        at += length;
        return segment;
    }

    private void Take(int marker, ReadOnlySpan<byte> segment)
    {
        switch (marker)
        {
            case 0xC0 or 0xC1 or 0xC2:
                TakeFrame(marker, segment);
                break;
            case 0xC3:
                throw NotRead("a lossless JPEG");
            case 0xC5 or 0xC6 or 0xC7:
                throw NotRead("a hierarchical JPEG");
            case (>= 0xC9 and <= 0xCB) or (>= 0xCD and <= 0xCF) or 0xCC:
                throw NotRead("a JPEG of arithmetic codes");
            case 0xC4:
                TakeHuffman(segment);
                break;
            case 0xDA:
                TakeScan(segment);
                break;
            case 0xDB:
                TakeQuantisers(segment);
                break;
            case 0xDC:
                throw NotRead("a JPEG whose height is said after its pixels (DNL)");
            case 0xDD:
                if (segment.Length != 2) throw Bad("the restart interval is damaged");
                break;
            case 0xDE or 0xDF:
                throw NotRead("a hierarchical JPEG");
            case 0xE0:
                isJfif |= segment.StartsWith("JFIF\0"u8);
                break;
            case 0xE1:
                if (segment.StartsWith("Exif\0\0"u8)) orientation = ExifOrientation.Read(segment[6..]);
                break;
            case 0xEE:
                if (segment.Length >= 12 && segment.StartsWith("Adobe"u8)) transform = segment[11];
                break;
            case 0xF7:
                throw NotRead("a JPEG-LS");
            default:
                if (marker < 0xE0) throw Bad($"marker {marker:X2} is not known");
                break;
        }
    }

    private void TakeFrame(int marker, ReadOnlySpan<byte> segment)
    {
        if (frame != 0) throw Bad("there is a second frame");
        if (segment.Length < 6 || segment.Length != 6 + (3 * segment[5])) throw Bad("the frame is damaged");
        (frame, height, width) = (
            marker, BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]));
        if (segment[0] != 8) throw NotRead($"a JPEG of {segment[0]} bits");
        if (segment[5] == 4) throw NotRead($"a JPEG in the colours of print ({(transform == 2 ? "YCCK" : "CMYK")})");
        if (segment[5] is not (1 or 3)) throw NotRead($"a JPEG of {segment[5]} components");
        if (height == 0) throw NotRead("a JPEG whose height is said after its pixels (DNL)");
        if (width == 0) throw Bad($"{width} x {height} pixels cannot be");
        components = new JpegComponent[segment[5]];
        for (var i = 0; i < components.Length; i++)
        {
            var own = segment.Slice(6 + (3 * i), 3);
            components[i] = new(own[0], own[1] >> 4, own[1] & 15, own[2]);
            if (components[i] is not { Horizontal: >= 1 and <= 4, Vertical: >= 1 and <= 4, Table: <= 3 } || Count(own[0]) > 1)
                throw Bad("the frame is damaged");
        }
        if (components.Length == 1)
        {
            // A single component's units are single blocks, whatever it says of their number; the library believes it.
            components[0] = components[0] with { Horizontal = 1, Vertical = 1 };
            file[at - segment.Length + 7] = 0x11;
        }
        var (across, down) = (components.Max(c => c.Horizontal), components.Max(c => c.Vertical));
        if (Array.Exists(components, c => across % c.Horizontal != 0 || down % c.Vertical != 0))
            throw NotRead($"a JPEG of components in {string.Join(", ", components.Select(c => $"{c.Horizontal}x{c.Vertical}"))} samples");
    }

    private int Count(int id) => components.Count(component => component.Id == id && component.Horizontal > 0);

    private void TakeHuffman(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            if (segment.Length < 17 || segment[0] >> 4 > 1 || (segment[0] & 15) > 3) throw Bad("a Huffman table is damaged");
            var (codes, free) = (0, 1);
            for (var bits = 1; bits <= 16; bits++)
            {
                codes += segment[bits];
                free = (2 * free) - segment[bits];
                if (free < 0) throw Bad("a Huffman table is damaged");
            }
            if (codes > 256 || segment.Length < 17 + codes) throw Bad("a Huffman table is damaged");
            (segment[0] >> 4 == 0 ? dcTables : acTables)[segment[0] & 15] = true;
            segment = segment[(17 + codes)..];
        }
    }

    private void TakeQuantisers(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            var (wide, id) = (segment[0] >> 4, segment[0] & 15);
            if (wide > 1 || id > 3 || segment.Length < 1 + (64 << wide)) throw Bad("a table of quantisation is damaged");
            quantisers[id] = true;
            segment = segment[(1 + (64 << wide))..];
        }
    }

    private void TakeScan(ReadOnlySpan<byte> segment)
    {
        if (frame == 0) throw Bad("pixels come before their frame");
        if (++scans > MostScans) throw Bad($"there are more than {MostScans} scans");
        if (segment.Length < 1 || segment[0] < 1 || segment[0] > components.Length || segment.Length != 4 + (2 * segment[0]))
            throw Bad("the head of a scan is damaged");
        var (first, last, high, low) = (segment[^3], segment[^2], segment[^1] >> 4, segment[^1] & 15);
        var isProgressive = frame == 0xC2;
        var fits = isProgressive
            ? last <= 63 && low <= 13 && (high == 0 || high == low + 1) && (first == 0 ? last == 0 : first <= last && segment[0] == 1)
            : (first, last, high, low) == (0, 63, 0, 0);
        if (!fits) throw Bad("the head of a scan is damaged");
        var (blocks, seen) = (0, new HashSet<int>());
        for (var i = 0; i < segment[0]; i++)
        {
            var (id, tables) = (segment[1 + (2 * i)], segment[2 + (2 * i)]);
            var component = Array.Find(components, c => c.Id == id);
            if (component.Horizontal == 0 || !seen.Add(id)) throw Bad("the head of a scan is damaged");
            if (first == 0 && scanned.Contains(id) != high > 0) throw Bad($"component {id} comes twice, or refined before it is there");
            if (first > 0 && !scanned.Contains(id)) throw Bad($"component {id} is refined before it is there");
            var (dc, ac) = (tables >> 4, tables & 15);
            if (dc > 3 || ac > 3 || (first == 0 && high == 0 && !dcTables[dc]) || (last > 0 && !acTables[ac]))
                throw Bad("a scan has no Huffman table");
            blocks += component.Horizontal * component.Vertical;
            places[i] = Array.IndexOf(components, component);
        }
        if (!isProgressive && segment[0] < components.Length && Array.Exists(components, c => c.Horizontal * c.Vertical > 1))
            throw NotRead("a JPEG whose components come one after the other in fewer samples");
        if (segment[0] > 1 && blocks > 10) throw Bad("the head of a scan is damaged");
        if (first == 0 && high == 0) scanned.AddRange(seen);
        SkipCodes();
    }

    /// <summary>To the next marker that is none of a restart.</summary>
    private void SkipCodes()
    {
        var start = at;
        while (true)
        {
            var next = file.AsSpan(at).IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= file.Length) throw Cut();
            at += next;
            if (file[at + 1] is not (0 or (>= 0xD0 and <= 0xD7))) break;
            at += 2;
        }
        if (at == start) throw Bad("a scan is empty");
    }

    private BadFileException Cut() =>
        BadFileException.At(name, $"byte {file.Length}", "the file ends before the picture does; it is cut short.");

    private BadFileException Bad(string problem) => BadFileException.At(name, $"byte {at}", $"the file is damaged: {problem}.");

    private BadFileException NotRead(string what) =>
        new($"{name}: this is {what}, which is not read; convert it to an ordinary JPEG of 8 bits in RGB or grey, or to PNG.");
}
