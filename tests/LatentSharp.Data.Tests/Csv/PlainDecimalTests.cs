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
    [InlineData("1e5")]
    [InlineData("-1.5E-07")]
    [InlineData("+2.e+3")]
    [InlineData("1234567890123456")]
    [InlineData("0.000123456789012345678")]
    [InlineData("-0.12345678901234567")]
    [InlineData("123456789012345678e20")]
    [InlineData("0.000000000000000000000")]
    public void Plain_decimals_are_read(string text) => Read(text).ShouldBe(Bits(text), text);

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("--1")]
    [InlineData("1.2.3")]
    [InlineData("1,2")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("e5")]
    [InlineData("1e5.")]
    [InlineData("1e0001")]
    [InlineData("1e40")]
    [InlineData("1e-23")]
    [InlineData("12a4")]
    [InlineData("1 2")]
    [InlineData(" 1")]
    [InlineData("1234567:")]
    [InlineData("123/5678")]
    [InlineData("1234567890.2x")]
    [InlineData("1.234567890.2")]
    [InlineData("1234567890123456789")]
    [InlineData("9999999999999999999999999999999999999999")]
    public void Others_are_left(string text) => Read(text).ShouldBeNull(text);

    [Theory]
    [InlineData("16777217")]
    [InlineData("33554434.000")]
    [InlineData("8388608.5")]
    [InlineData("0.500000029802322")]
    [InlineData("1.00000017881393")]
    [InlineData("1.0000000596046448")]
    [InlineData("1.00000005960464479")]
    [InlineData("1.00000005960464478")]
    [InlineData("340282356779733661e21")]
    [InlineData("340282356779733662e21")]
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

    /// <summary>Doubles as programs write them, of up to 17 digits and with exponents.</summary>
    [Fact]
    public void Doubles_have_the_bits_of_the_nearest_float()
    {
        var random = new RandomStream(2);
        var draws = new float[2];
        var taken = 0;
        for (var i = 0; i < 100_000; i++)
        {
            random.Derive(i).Uniform(draws);
            var value = (draws[0] - 0.5) * Math.Pow(10, (draws[1] * 10) - 4) / 3;
            var text = value.ToString(i % 2 == 0 ? "R" : "e" + (i % 17), CultureInfo.InvariantCulture);
            if (Read(text) is not { } bits) continue;
            taken++;
            ((int?)bits).ShouldBe(Bits(text), text);
        }
        taken.ShouldBeGreaterThan(90_000);
    }

    private static int? Read(string text) =>
        PlainDecimal.TryParse(Encoding.ASCII.GetBytes(text), out var value) ? BitConverter.SingleToInt32Bits(value) : null;

    private static int? Bits(string text) =>
        BitConverter.SingleToInt32Bits(float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
}
