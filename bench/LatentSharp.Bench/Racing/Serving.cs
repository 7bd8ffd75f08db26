using System.Globalization;

namespace LatentSharp.Bench;

/// <summary>This program as a side of a race: <c>--serve WHO ROW THREADS</c>.</summary>
internal static class Serving
{
    internal const string Argument = "--serve";

    internal static int Run(string who, string name, int threads)
    {
        var row = Table.Rows.Single(row => row.Name == name);
        if (who == OpenBlas.Family) return OpenBlas.Serve(((Sgemm)row).Shape, threads);
        Engine.Threads = threads;
        try
        {
            return SideServer.Serve("LatentSharp", who == Entrant.Limit ? new StepLoop(() => Peak.Run(threads)) : row.Ours());
        }
        catch (InvalidOperationException e)
        {
            return SideServer.Refuse(e.Message);
        }
    }

    internal static int Run(string[] args) => Run(args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
}
