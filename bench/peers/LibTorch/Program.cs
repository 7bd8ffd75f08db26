// The race's rows on LibTorch through TorchSharp: ROW THREADS, or `prepare` once after the build.
using System.Globalization;
using LatentSharp.Bench;
using LatentSharp.Peers.LibTorch;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["prepare"])
{
    NativeLibraries.MakeLoadable();
    return 0;
}
if (args is not [var row, var count])
{
    Console.Error.WriteLine("usage: ROW THREADS; rows: " + string.Join(' ', Work.Rows.Keys));
    return 2;
}
try
{
    return SideServer.Serve(Work.Version, Work.Create(row, int.Parse(count, CultureInfo.InvariantCulture)));
}
catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or NotSupportedException or BadImageFormatException)
{
    return SideServer.Refuse("its native libraries do not load: " + (e.InnerException ?? e).Message);
}
