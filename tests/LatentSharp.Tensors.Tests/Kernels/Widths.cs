namespace LatentSharp.Tests;

/// <summary>Runs tests at every width of vectors that this machine has.</summary>
internal static class Widths
{
    /// <summary>Floats in a vector: always 1, and what else there is.</summary>
    internal static int[] All { get; } = [.. new[] { 16, 8, 4, 1 }.Where(Dispatch.Has)];

    internal static void At(int width, Action body)
    {
        Dispatch.Force(width);
        try
        {
            body();
        }
        finally
        {
            Dispatch.Force(0);
        }
    }

    /// <summary>Runs the body at every width; what it returns must have the same bits as at the first. Returns that.</summary>
    internal static float[] Agree(Func<float[]> body)
    {
        float[]? first = null;
        foreach (var width in All)
        {
            float[] result = [];
            At(width, () => result = body());
            first ??= result;
            Bits.ShouldBeEqual(result, first, $"at width {width}, against {All[0]}");
        }
        return first!;
    }
}
