using System.Globalization;

namespace LatentSharp.Tests;

public sealed class ReportTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0125, "0.0125")]
    [InlineData(0.012345678, "0.01235")]
    [InlineData(12345.6, "12,345.6")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(double.NaN, "–")]
    public void NumbersAreTheSameUnderEveryCulture(double value, string text) =>
        Under("de-DE", () => ReportText.Number(value)).ShouldBe(text);

    [Theory]
    [InlineData(0.024, "0.0240")]
    [InlineData(0.01371, "0.0137")]
    [InlineData(1.5, "1.50")]
    [InlineData(123.4, "123")]
    public void FiguresHaveThreeDigits(double value, string text) => ReportText.Figure(value).ShouldBe(text);

    [Fact]
    public void SharesArePercent() => Under("de-DE", () => ReportText.Percent(0.9583)).ShouldBe("95.8 %");

    [Fact]
    public void MarkupIsEscaped() => ReportText.Escape("<b a=\"1\">&'\u0001").ShouldBe("&lt;b a=&quot;1&quot;&gt;&amp;&#39; ");

    [Theory]
    [InlineData(0.25, "250 ms")]
    [InlineData(12.34, "12.3 s")]
    [InlineData(75, "1:15 min")]
    [InlineData(3725, "1:02:05 h")]
    public void DurationsAreShort(double seconds, string text) => ReportText.Duration(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    private static string Under(string culture, Func<string> call)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return call();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
