using System.Diagnostics;

namespace LatentSharp;

/// <summary>How fast this machine multiplies at best, measured in a moment.</summary>
internal static class MachineSpeed
{
    /// <summary>The product of a batch and the weights of a wide dense layer: (256, 512) · (512, 512).</summary>
    private const int Rows = 256, Width = 512;

    /// <summary>The first products run code that is still being compiled; so many are made however long they take.</summary>
    private const int Fewest = 5;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(30);

    /// <summary>Multiplications a second, each with an addition, with the threads in use. Training stays below it.</summary>
    public static double Measure()
    {
        var (batch, weights) = (Tensor.Ones([Rows, Width]), Tensor.Ones([Width, Width]));
        using var memory = InferenceScope.Open();
        var (start, least) = (Stopwatch.GetTimestamp(), double.PositiveInfinity);
        for (var made = 0; made < Fewest || Stopwatch.GetElapsedTime(start) < Moment; made++)
        {
            var before = Stopwatch.GetTimestamp();
            Ops.MatMul(batch, weights);
            least = Math.Min(least, Stopwatch.GetElapsedTime(before).TotalSeconds);
            memory.Recycle();
        }
        return (double)Rows * Width * Width / Math.Max(least, 1e-9);
    }
}
