namespace LatentSharp.Tests;

public unsafe class PhiloxTests
{
    /// <summary>The known answers that Random123's authors publish (kat_vectors, philox4x32 of 10 rounds).</summary>
    [Theory]
    [InlineData(0, 0, 0, 0xE169C58D6627E8D5, 0x9B00DBD8BC57AC4C)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x41C83B0E408F276D, 0x6D5451FDA20BC7C6)]
    [InlineData(0x299F31D0A4093822, 0x85A308D3243F6A88, 0x0370734413198A2E, 0x94FDCCEBD16CFE09, 0x24126EA15001E420)]
    public void A_block_has_the_published_words(ulong key, ulong low, ulong high, ulong expectedLow, ulong expectedHigh)
    {
        Philox.Block(key, low, high).ShouldBe((expectedLow, expectedHigh));
    }

    [Fact]
    public void A_chunk_holds_sixteen_blocks_word_by_word_at_every_width()
    {
        var words = new uint[Philox.Chunk];
        ulong[] chunks = [0, 1, 0x0FFFFFFF, 0x123456789AB];
        foreach (var width in Widths.All)
        {
            foreach (var chunk in chunks)
            {
                fixed (uint* at = words) Philox.Fill(width, 0x299F31D0A4093822, 0x0370734413198A2E, chunk, at);
                for (var block = 0; block < 16; block++)
                {
                    var (low, high) = Philox.Block(0x299F31D0A4093822, (chunk * 16) + (ulong)block, 0x0370734413198A2E);
                    (words[block] | ((ulong)words[block + 16] << 32)).ShouldBe(low);
                    (words[block + 32] | ((ulong)words[block + 48] << 32)).ShouldBe(high);
                }
            }
        }
    }
}
