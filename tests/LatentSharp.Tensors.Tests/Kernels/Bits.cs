namespace LatentSharp.Tests;

/// <summary>Equality to the bit; NaN equals NaN, whatever its sign and payload.</summary>
internal static class Bits
{
    internal static bool Equal(float a, float b) =>
        BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b) || (float.IsNaN(a) && float.IsNaN(b));

    internal static void ShouldBeEqual(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, string what)
    {
        actual.Length.ShouldBe(expected.Length, what);
        for (var i = 0; i < actual.Length; i++)
        {
            if (!Equal(actual[i], expected[i]))
                throw new ShouldAssertException(
                    FormattableString.Invariant($"{what}: element {i} is {actual[i]:R}, expected {expected[i]:R}"));
        }
    }
}
