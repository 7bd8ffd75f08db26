namespace LatentSharp;

/// <summary>
/// One axis of a pooling: windows of <paramref name="Pool"/> places that begin <paramref name="Before"/> places before the input.
/// </summary>
internal readonly record struct PoolAxis(int Size, int Pool, int Stride, int Before, int Out)
{
    /// <summary>The first place of a window that lies on the input.</summary>
    internal int Start(int window) => Math.Max((window * Stride) - Before, 0);

    /// <summary>One after the last place of a window that lies on the input.</summary>
    internal int End(int window) => Math.Min((window * Stride) - Before + Pool, Size);

    /// <summary>How many windows from this one on lie on the input as it does: all of those that lie there whole, or itself.</summary>
    internal int Alike(int window)
    {
        var first = (window * Stride) - Before;
        return first < 0 || first + Pool > Size ? 1 : Math.Min(Out - window, ((Size - Pool - first) / Stride) + 1);
    }

    /// <summary>The places that windows lie on: those before an end that none reaches.</summary>
    internal int Reach => Out == 0 ? 0 : End(Out - 1);

    /// <summary>Whether there are places between windows.</summary>
    internal bool Skips => Stride > Pool;

    /// <summary>Whether two windows share a place.</summary>
    internal bool Overlaps => Stride < Pool;

    /// <summary>Whether each place lies in one window.</summary>
    internal bool MeetsEachOnce => Stride == Pool && (Out * Stride) - Before >= Size;
}

/// <summary>Windows over images (N, down, across, channels).</summary>
internal readonly record struct PoolGeometry(int Batch, PoolAxis Down, PoolAxis Across, int Channels)
{
    internal int Inputs => checked(Batch * Down.Size * Across.Size * Channels);

    internal bool MeetsEachInputOnce => Down.MeetsEachOnce && Across.MeetsEachOnce;

    /// <summary>Rows of windows.</summary>
    internal int Lines => Batch * Down.Out;

    internal int Outputs => checked(Batch * Down.Out * Across.Out * Channels);

    /// <summary>How many rows of windows are worth a thread; whole images where windows share places that are written to.</summary>
    internal int Grain(bool writesInputs)
    {
        const int elements = 16384;
        var row = Math.Max(1, Across.Out * Channels * Down.Pool * Across.Pool);
        var rows = Math.Max(1, elements / row);
        return writesInputs && Down.Overlaps ? ((rows - 1) / Math.Max(Down.Out, 1) + 1) * Math.Max(Down.Out, 1) : rows;
    }
}
