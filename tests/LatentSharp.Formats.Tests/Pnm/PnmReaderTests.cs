using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Against the values that Pillow reads: references/make_pnm.py.</summary>
public sealed class PnmReaderTests
{
    private static readonly Dictionary<string, byte[]> Files = ReferenceArchive.Read("Pnm", "pnm.zip");

    public static TheoryData<string> Names => new(Files.Keys.Where(name => !name.EndsWith(".bin", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Reads_every_kind(string name)
    {
        var expected = Files[name + ".bin"];
        int Head(int index) => BinaryPrimitives.ReadInt32LittleEndian(expected.AsSpan(4 * index));
        var picture = Read(Files[name]);
        picture.Info.ShouldBe(new PictureInfo(Head(1), Head(0), Head(2), Head(3)));
        picture.Values.ShouldBe(MemoryMarshal.Cast<byte, ushort>(expected.AsSpan(16)).ToArray());
        PnmReader.Check(new MemoryStream(Files[name]), "test").ShouldBe(picture.Info);
    }

    [Theory]
    [InlineData("", "test: the file is empty")]
    [InlineData("P4 1 1\n", "byte 0: this is not a PGM or PPM file")]
    [InlineData("P", "byte 0: this is not a PGM or PPM file")]
    [InlineData("P5 0 4 255\n", "0 x 4 pixels cannot be")]
    [InlineData("P5 2147483648 4 255\n", "the width is 2147483648 or more")]
    [InlineData("P5 2147483647 2147483647 255\n", "2147483647 x 2147483647 pixels are too many for one picture")]
    [InlineData("P3 2147483647 2147483647 255\n", "2147483647 x 2147483647 pixels are too many for one picture")]
    [InlineData("P6 20000 30000 255\n", "take 1800000000 bytes, but the file holds 0 more")]
    [InlineData("P3 20000 30000 255\n", "take at least 3599999999 bytes, but the file holds 1 more")]
    [InlineData("P5 1 1 0\n0", "0 cannot be the greatest value")]
    [InlineData("P5 1 1 65536\n00", "65536 cannot be the greatest value")]
    [InlineData("P5 1 1 255", "one space is expected")]
    [InlineData("P5 2 1 255\na", "2 x 1 pixels take 2 bytes, but the file holds 1 more")]
    [InlineData("P5 2 1 255\nabc", "2 x 1 pixels take 2 bytes, but the file holds 3 more")]
    [InlineData("P5 -1 1 255\na", "the width is expected, a whole number")]
    [InlineData("P5 1", "the file ends where the height is expected")]
    [InlineData("P2 1 1 7 8", "the value 8 is above the greatest, 7")]
    [InlineData("P2 1 1 7 7 7", "text follows the last value")]
    [InlineData("P2 2 1 7 7 ###", "the file ends where a value is expected")]
    [InlineData("P2 1 1 7 x", "a value is expected")]
    [InlineData("P2 1 1 7 1x", "a space is expected after a value")]
    public void Refuses_what_is_damaged_or_lies(string file, string because) =>
        Refusal(Encoding.ASCII.GetBytes(file)).ShouldContain(because);

    [Fact]
    public void Damaged_files_are_read_or_refused_and_nothing_else()
    {
        var originals = Files.Where(file => !file.Key.EndsWith(".bin", StringComparison.Ordinal)).Select(file => file.Value).ToArray();
        var refused = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 2000; number++)
        {
            try
            {
                Read(Damage.Do(originals[number % originals.Length], number));
            }
            catch (BadFileException)
            {
                refused++;
            }
        }
        refused.ShouldBeGreaterThan(800);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2000 * (1L << 16));
    }

    private static Picture Read(byte[] file) => PnmReader.Read(new MemoryStream(file), "test");

    private static string Refusal(byte[] file) => Should.Throw<BadFileException>(() => Read(file)).Message;
}
