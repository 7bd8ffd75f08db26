using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>One self-contained page: no script, no other file, no network. It is well-formed as XML too.</summary>
/// <param name="Title">The page's heading.</param>
/// <param name="Subtitle">One line below it.</param>
/// <param name="Tiles">The figures to read first.</param>
/// <param name="Sections">What follows, in order.</param>
/// <param name="Footer">The last line.</param>
internal sealed record ReportPage(
    string Title, string Subtitle, IReadOnlyList<ReportPage.Tile> Tiles, IReadOnlyList<ReportPage.Section> Sections, string Footer)
{
    private static readonly string Style = ReadStyle();

    /// <summary>A figure with its name and a remark.</summary>
    public sealed record Tile(string Name, string Value, string Note);

    /// <summary>A part of the page. Its heading and caption are plain text, its body is HTML.</summary>
    /// <param name="Heading">What is shown.</param>
    /// <param name="Caption">How to read it.</param>
    /// <param name="Html">The picture or table.</param>
    /// <param name="Half">Whether it may stand beside another on a wide screen.</param>
    public sealed record Section(string Heading, string Caption, string Html, bool Half = false);

    /// <summary>The page's text.</summary>
    public string Render()
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        html.Append(
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<meta "
            + "name=\"color-scheme\" content=\"light dark\"/>\n");
        html.Append(Invariant, $"<title>{Escape(Title)}</title>\n<style>\n{Style}</style>\n</head>\n<body>\n<main>\n");
        html.Append(Invariant, $"<header><h1>{Escape(Title)}</h1><p>{Escape(Subtitle)}</p></header>\n<div class=\"tiles\">\n");
        foreach (var tile in Tiles)
            html.Append(
                Invariant,
                $"<div class=\"tile\"><span>{Escape(tile.Name)}</span><b>{Escape(WithMinus(tile.Value))}</b>"
                + $"<small>{Escape(tile.Note)}</small></div>\n");
        html.Append("</div>\n<div class=\"sections\">\n");
        foreach (var section in Sections)
        {
            html.Append(Invariant, $"<section{(section.Half ? " class=\"half\"" : "")}>\n<h2>{Escape(section.Heading)}</h2>\n");
            if (section.Caption.Length > 0) html.Append(Invariant, $"<p>{Escape(section.Caption)}</p>\n");
            html.Append(section.Html).Append("</section>\n");
        }
        html.Append(Invariant, $"</div>\n<footer>{Escape(Footer)}</footer>\n</main>\n</body>\n</html>\n");
        return html.ToString();
    }

    /// <summary>A figure below zero begins with a minus sign, which is as wide as a plus, not with a hyphen.</summary>
    private static string WithMinus(string value) =>
        value.Length > 1 && value[0] == '-' && char.IsAsciiDigit(value[1]) ? $"−{value[1..]}" : value;

    private static string ReadStyle()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
