namespace LatentSharp.Tests;

/// <summary>
/// Structures of Thrift's compact protocol, byte by byte after its specification: 16 times the step of the field and its type.
/// </summary>
public sealed class ThriftWalkTests
{
    [Fact]
    public void A_field_of_another_type_than_the_format_says_is_refused()
    {
        // Field 6 of the footer, its maker, is a text of three bytes; as a whole number, 0x65, it would be read as a text's length.
        Walk([0x68, 3, (byte)'a', (byte)'b', (byte)'c', 0]).ShouldBeNull();
        Walk([0x65, 3, 0]).ShouldBe("a field in it holds something else than it should");
        // Field 2, a list of structures: one, without fields; one of a text.
        Walk([0x29, 0x1C, 0, 0]).ShouldBeNull();
        Walk([0x29, 0x18, 1, (byte)'a', 0]).ShouldBe("a field in it holds something else than it should");
        // Field 15 is of a later format and may be anything.
        Walk([0xF5, 3, 0]).ShouldBeNull();
    }

    [Fact]
    public void A_length_beyond_the_end_is_refused() =>
        Walk([0x68, 4, (byte)'a', (byte)'b', (byte)'c']).ShouldBe("a description in it does not end where it should");

    private static string? Walk(byte[] bytes)
    {
        try
        {
            new ThriftWalk(bytes).Walk(ParquetTypes.FileMetaData);
            return null;
        }
        catch (InvalidDataException e)
        {
            return e.Message;
        }
    }
}
