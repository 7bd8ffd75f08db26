using System.Globalization;
using System.Text;

namespace LatentSharp.Tests;

/// <summary>The quick way of reading decimals gives what .NET's own parser gives, to the bit, or nothing.</summary>
public class PlainDecimalTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-0.000")]
    [InlineData("+7")]
    [InlineData("5.")]
    [InlineData(".5")]
    [InlineData("-.25")]
    [InlineData("99999999")]
    [InlineData("-9999999.")]
    [InlineData("0.0000001")]
    [InlineData("-99.1234")]
    [InlineData("123456789012345")]
    [InlineData("0.12345678901234")]
    [InlineData(".000000000000001")]
    public void Plain_decimals_are_read(string text) => Read(text).ShouldBe(Bits(text), text);

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("--1")]
    [InlineData("1.2.3")]
    [InlineData("1,2")]
    [InlineData("1e5")]
    [InlineData("12a4")]
    [InlineData("1 2")]
    [InlineData(" 1")]
    [InlineData("1234567:")]
    [InlineData("123/5678")]
    [InlineData("1234567890.2x")]
    [InlineData("1.234567890.2")]
    [InlineData("1234567890123456")]
    public void Others_are_left(string text) => Read(text).ShouldBeNull(text);

    [Theory]
    [InlineData("16777217")]
    [InlineData("33554434.000")]
    [InlineData("8388608.5")]
    [InlineData("0.500000029802322")]
    [InlineData("1.00000017881393")]
    public void What_lies_between_two_floats_is_rounded_as_it_should_be(string text) =>
        (Read(text) ?? Bits(text)).ShouldBe(Bits(text), text);

    [Fact]
    public void Numbers_drawn_by_lot_have_the_same_bits()
    {
        var random = new RandomStream(1);
        var draws = new float[4];
        var taken = 0;
        for (var i = 0; i < 200_000; i++)
        {
            random.Derive(i).Uniform(draws);
            var digits = (long)(draws[0] * Math.Pow(10, 1 + (int)(draws[1] * 15)));
            var text = digits.ToString(CultureInfo.InvariantCulture);
            var point = (int)(draws[2] * (text.Length + 2));
            if (point <= text.Length) text = text.Insert(point, ".");
            if (draws[3] < 0.5f) text = "-" + text;
            if (Read(text) is not { } bits) continue;
            taken++;
            ((int?)bits).ShouldBe(Bits(text), text);
        }
        taken.ShouldBeGreaterThan(180_000);
    }

    private static int? Read(string text) =>
        PlainDecimal.TryParse(Encoding.ASCII.GetBytes(text), out var value) ? BitConverter.SingleToInt32Bits(value) : null;

    private static int? Bits(string text) =>
        BitConverter.SingleToInt32Bits(float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
}
