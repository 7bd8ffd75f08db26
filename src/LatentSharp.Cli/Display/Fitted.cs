using Spectre.Console;
using Spectre.Console.Rendering;

namespace LatentSharp;

/// <summary>Marked-up text on one line, cut where the terminal ends.</summary>
internal sealed class Fitted(string markup, int width) : Renderable
{
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var left = width;
        foreach (var segment in ((IRenderable)new Markup(markup)).Render(options, int.MaxValue / 2))
        {
            if (segment.IsLineBreak || left <= 0) continue;
            var text = segment.Text.Length > left ? segment.Text[..left] : segment.Text;
            left -= text.Length;
            yield return new Segment(text, segment.Style);
        }
    }
}
