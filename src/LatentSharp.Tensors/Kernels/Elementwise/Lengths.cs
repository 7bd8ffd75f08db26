namespace LatentSharp;

/// <summary>The last guard before pointers: a mistake of an op, not of a user.</summary>
internal static class Lengths
{
    internal static void Check(int given, int wanted)
    {
        if (given != wanted) Throw(given, wanted);
    }

    /// <summary>rows·cols elements.</summary>
    internal static void Check(int given, int rows, int cols)
    {
        if (rows < 0 || cols < 0 || given != (long)rows * cols) Throw(given, (long)rows * cols);
    }

    private static void Throw(int given, long wanted) =>
        throw new BadArgumentException($"A kernel was given {given} elements where {wanted} belong.");
}
