using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LatentSharp.Tests;

/// <summary>Checks that hold for every report.</summary>
internal static partial class ReportPages
{
    /// <summary>Parses a page as XML and makes sure that it loads nothing and runs nothing.</summary>
    public static XDocument CheckSelfContained(string page)
    {
        var document = XDocument.Parse(page);
        document.Descendants("script").ShouldBeEmpty();
        document.Descendants("link").ShouldBeEmpty();
        document.Descendants("iframe").ShouldBeEmpty();
        foreach (var attribute in document.Descendants().Attributes())
        {
            attribute.Name.LocalName.ShouldNotStartWith("on");
            if (attribute.Name.LocalName is "src" or "href" or "data") attribute.Value.ShouldStartWith("data:image/png;base64,");
        }
        foreach (var style in document.Descendants("style")) Loads().IsMatch(style.Value).ShouldBeFalse();
        document.Descendants("meta").Any(meta => (string?)meta.Attribute("name") == "viewport").ShouldBeTrue();
        return document;
    }

    [GeneratedRegex(@"url\s*\(|@import", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Loads();
}
