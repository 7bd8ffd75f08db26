using System.Globalization;

namespace LatentSharp.Bench;

/// <summary>
/// A side's end of the race's protocol, which peers in other languages speak too. It says <c>ready VERSION</c>, or <c>absent REASON</c>
/// where it cannot take part; then for each line with a number of seconds it does steps until it has had the processors for about so long,
/// and answers with the microseconds that a step took by the clock and of the processors' time, <c>WALL PROCESSOR</c>. The line
/// <c>bytes</c> asks for the managed bytes of a step.
/// </summary>
internal static class SideServer
{
    internal const string Ready = "ready ", Absent = "absent ", Bytes = "bytes";

    internal static int Serve(string version, ISide side)
    {
        using (side)
        {
            Say(Ready + version);
            while (Console.ReadLine() is { } line)
                Say(line == Bytes ? Text(BytesPerStep(side)) : Slice(side, double.Parse(line, CultureInfo.InvariantCulture)));
        }
        return 0;
    }

    internal static int Refuse(string reason)
    {
        Say(Absent + reason.ReplaceLineEndings(" "));
        return 1;
    }

    private static string Slice(ISide side, double seconds)
    {
        var clocks = new Clocks();
        var steps = side.Run(seconds);
        var (wall, processor) = (clocks.Wall, clocks.Processor);
        return Text(wall / steps * 1e6) + " " + Text(processor / steps * 1e6);
    }

    private static double BytesPerStep(ISide side)
    {
        if (side.BytesPerStep() is { } known) return known;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var steps = side.Run(0.06);
        return Math.Round((GC.GetAllocatedBytesForCurrentThread() - before) / steps);
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
