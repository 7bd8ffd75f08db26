using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>Texts below each other, each with its label, and above what the model made of it.</summary>
internal static class TextTable
{
    private const int MostCharacters = 400;

    /// <summary>The table as HTML.</summary>
    /// <inheritdoc cref="SampleGrid.Render"/>
    public static string Render(IReadOnlyList<ShownSample> texts, SampleLook look, string figure)
    {
        var html = new StringBuilder("<div class=\"scroll\"><table class=\"texts\"><tbody>\n");
        foreach (var text in texts)
        {
            html.Append(Invariant, $"<tr><th scope=\"row\">{Escape(text.Caption)}");
            if (text.Figure.Length > 0) html.Append(Invariant, $"<small>{Escape(figure)} {Escape(text.Figure)}</small>");
            html.Append(Invariant, $"</th><td><p>{Escape(Short(text.Text ?? Decode(look, text.Values)))}</p>");
            if (text.Rebuilt is { } rebuilt) html.Append(Invariant, $"<p class=\"rebuilt\">{Escape(Short(Decode(look, rebuilt)))}</p>");
            html.Append("</td></tr>\n");
        }
        return html.Append("</tbody></table></div>\n").ToString();
    }

    /// <summary>The text of ids.</summary>
    internal static string Decode(SampleLook look, float[] ids) =>
        look.Text!.Tokenizer.Decode(Array.ConvertAll(ids, id => (int)id));

    private static string Short(string text) => text.Length <= MostCharacters ? text : text[..MostCharacters] + "…";
}
