// The race's rows of inference on ONNX Runtime: ROW THREADS.
using System.Globalization;
using LatentSharp.Bench;
using LatentSharp.Peers.OnnxRuntime;
using Microsoft.ML.OnnxRuntime;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var row, var count])
{
    Console.Error.WriteLine("usage: ROW THREADS");
    return 2;
}
try
{
    var side = Inference.Create(row, int.Parse(count, CultureInfo.InvariantCulture));
    return SideServer.Serve("ONNX Runtime " + OrtEnv.Instance().GetVersionString(), side);
}
catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException)
{
    return SideServer.Refuse("its native library does not load: " + (e.InnerException ?? e).Message);
}
