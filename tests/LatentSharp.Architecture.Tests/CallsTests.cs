using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>The just-in-time compiler inlines what stands in loops over vectors, until a method's budget is spent.</summary>
public class CallsTests
{
    [Fact]
    public void No_calls_are_left_in_loops_over_vectors()
    {
        // Now and then the listings of two threads that compile at once run into each other; a call that is left is there each time.
        var found = ProbeProgram.Run("LatentSharp.Bench", ["calls"]);
        if (found.Code != 0) found = ProbeProgram.Run("LatentSharp.Bench", ["calls"]);
        found.Code.ShouldBe(0, found.Output + found.Errors);
    }
}
