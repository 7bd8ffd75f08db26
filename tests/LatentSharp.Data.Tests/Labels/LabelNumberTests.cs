namespace LatentSharp.Tests;

public sealed class LabelNumberTests
{
    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("1", "+1.")]
    [InlineData("100", "1e2")]
    [InlineData("0.001", "1E-3")]
    [InlineData("0", "-0.00e7")]
    [InlineData(".5", "0.50")]
    [InlineData("-12.5", "-0.125e+2")]
    [InlineData("007", "7")]
    public void Equal_numbers_are_equal_however_they_are_spelled(string a, string b)
    {
        Number(a).ShouldBe(Number(b));
        Number(a).CompareTo(Number(b)).ShouldBe(0);
    }

    [Theory]
    [InlineData("16777216", "16777217")]
    [InlineData("9007199254740992", "9007199254740993")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567891")]
    [InlineData("0.1", "0.10000000000000000001")]
    [InlineData("-1", "1")]
    [InlineData("-2", "-1")]
    [InlineData("-1e-9", "0")]
    [InlineData("0", "1e-999")]
    [InlineData("9", "10")]
    [InlineData("2.5", "9")]
    public void Other_numbers_are_never_the_same_and_are_in_order(string less, string more)
    {
        Number(less).ShouldNotBe(Number(more));
        Number(less).CompareTo(Number(more)).ShouldBeLessThan(0);
        Number(more).CompareTo(Number(less)).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1,5")]
    [InlineData("1 0")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e1.5")]
    [InlineData("--1")]
    [InlineData("0x10")]
    [InlineData("nan")]
    [InlineData("inf")]
    [InlineData("true")]
    [InlineData("٣")]
    [InlineData("1e99999999999")]
    public void Anything_else_is_a_text(string text) => LabelNumber.TryParse(text, out _).ShouldBeFalse();

    private static LabelNumber Number(string text)
    {
        LabelNumber.TryParse(text, out var number).ShouldBeTrue(text);
        return number;
    }
}
