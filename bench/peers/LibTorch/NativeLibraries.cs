using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace LatentSharp.Peers.LibTorch;

/// <summary>
/// TorchSharp's native library is linked against GCC 13's C++ library. Of that version it names one symbol, which no relocation uses
/// (ios_base_library_init, drawn in by &lt;iostream&gt;), but the loader refuses the file for the version alone where the system's library
/// is older, as in Debian 12. There the need is made weak, in the copy that the build made.
/// </summary>
internal static class NativeLibraries
{
    private const string Version = "GLIBCXX_3.4.32";
    private const uint VersionNeeds = 0x6FFFFFFE;
    private const ushort Weak = 2;

    internal static void MakeLoadable()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so");
        if (!File.Exists(file) || Refusal(file)?.Contains(Version, StringComparison.Ordinal) != true) return;
        var data = File.ReadAllBytes(file);
        WeakenNeeds(data);
        // A file of its own: what the build copied may be shared with the package.
        var copy = file + ".weak";
        File.WriteAllBytes(copy, data);
        File.Move(copy, file, overwrite: true);
        Console.Error.WriteLine($"LibTorch: the need of {Version}, which this system lacks and nothing uses, was made weak in {file}");
    }

    /// <summary>What the loader says against the library; null when it loads.</summary>
    private static string? Refusal(string file)
    {
        try
        {
            NativeLibrary.Load(file);
            return null;
        }
        catch (DllNotFoundException e)
        {
            return e.Message;
        }
    }

    /// <summary>Walks the ELF file's version needs, Verneed entries with a list of Vernaux each, and marks those of the version.</summary>
    private static void WeakenNeeds(Span<byte> file)
    {
        var sections = (int)BinaryPrimitives.ReadInt64LittleEndian(file[0x28..]);
        int size = UInt16(file, 0x3A), count = UInt16(file, 0x3C);
        for (var i = 0; i < count; i++)
        {
            var section = sections + i * size;
            if (UInt32(file, section + 4) != VersionNeeds) continue;
            var names = Offset(file, sections + (int)UInt32(file, section + 40) * size);
            var need = Offset(file, section);
            for (var left = UInt32(file, section + 44); left > 0; left--)
            {
                var entry = need + (int)UInt32(file, need + 8);
                for (var entries = UInt16(file, need + 2); entries > 0; entries--)
                {
                    var name = file[(names + (int)UInt32(file, entry + 8))..];
                    if (Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)]) == Version)
                        BinaryPrimitives.WriteUInt16LittleEndian(file[(entry + 4)..], (ushort)(UInt16(file, entry + 4) | Weak));
                    entry += (int)UInt32(file, entry + 12);
                }
                need += (int)UInt32(file, need + 12);
            }
        }
    }

    private static int Offset(ReadOnlySpan<byte> file, int section) => (int)BinaryPrimitives.ReadInt64LittleEndian(file[(section + 24)..]);

    private static ushort UInt16(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file[at..]);

    private static uint UInt32(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file[at..]);
}
