using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>The just-in-time compiler inlines what stands in loops over vectors, until a method's budget is spent.</summary>
public class CallsTests
{
    [Fact]
    public void No_calls_are_left_in_loops_over_vectors()
    {
        var (code, output, errors) = ProbeProgram.Run("LatentSharp.Bench", ["calls"]);
        code.ShouldBe(0, output + errors);
    }
}
