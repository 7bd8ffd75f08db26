using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>
/// Tells ordinary files from pipes and devices, before they are opened: opening a pipe waits for its other end, and a device may never end.
/// </summary>
internal static partial class FileKind
{
    private const int CurrentFolder = -100, OnlyType = 1, LinuxMode = 28, DarwinMode = 4;
    private const int TypeMask = 0xF000, Pipe = 0x1000, CharacterDevice = 0x2000, BlockDevice = 0x6000, Socket = 0xC000;

    /// <summary>
    /// What a path leads to in the end when that is no ordinary file: <c>a named pipe</c>; null for files, folders, what is not there, and
    /// where it cannot be told.
    /// </summary>
    internal static string? Special(string path) => (Mode(path) & TypeMask) switch
    {
        Pipe => "a named pipe",
        CharacterDevice or BlockDevice => "a device",
        Socket => "a socket",
        _ => null,
    };

    private static int Mode(string path)
    {
        // The longest of the systems' structures has 256 bytes.
        Span<byte> status = stackalloc byte[512];
        status.Clear();
        try
        {
            if (OperatingSystem.IsLinux())
                return StatX(CurrentFolder, path, 0, OnlyType, status) == 0
                    ? BinaryPrimitives.ReadUInt16LittleEndian(status[LinuxMode..])
                    : 0;
            if (OperatingSystem.IsMacOS())
                return StatDarwin(path, status) == 0 ? BinaryPrimitives.ReadUInt16LittleEndian(status[DarwinMode..]) : 0;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library without the call; opening the file will say what it can.
        }
        return 0;
    }

    private static int StatDarwin(string path, Span<byte> status) =>
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? StatOfIntel(path, status) : Stat(path, status);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatX(int folder, string path, int flags, uint mask, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Stat(string path, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatOfIntel(string path, Span<byte> status);
}
