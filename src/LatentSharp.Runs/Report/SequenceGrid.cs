using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>Sequences and what the model made of them: two curves over the steps, a row for each channel.</summary>
internal static class SequenceGrid
{
    private const int MostChannels = 4, MostPoints = 300;
    private const double Width = 300, Height = 72, Margin = 4;

    /// <summary>One sequence before and after.</summary>
    /// <param name="Original">(T, C): its values.</param>
    /// <param name="Reconstruction">As many values.</param>
    /// <param name="Length">How many steps are its own.</param>
    /// <param name="Caption">Its label, or the like.</param>
    /// <param name="Error">The mean squared error between the two, in scaled units.</param>
    public sealed record Pair(float[] Original, float[] Reconstruction, int Length, string Caption, double Error);

    /// <summary>What the section says of the drawing.</summary>
    public static string InWords(Sequences sequences) =>
        "The grey curve is the original." + (sequences.Channels.Length > MostChannels ? $" The first {MostChannels} of {Count(sequences.Channels.Length)} channels are drawn." : "");

    /// <summary>The grid as HTML.</summary>
    public static string Render(IReadOnlyList<Pair> pairs, Sequences sequences)
    {
        var channels = sequences.Channels.Length;
        var shown = Math.Min(MostChannels, channels);
        var ranges = Enumerable.Range(0, shown).Select(channel => Range(pairs, channel, channels)).ToArray();
        var html = new StringBuilder("<div class=\"sequences\">\n");
        foreach (var pair in pairs)
        {
            html.Append(Invariant, $"<figure><svg class=\"chart\" viewBox=\"0 0 {Width} {Height * shown}\" role=\"img\" aria-label=\"{Escape(pair.Caption)}: original and reconstruction\">");
            for (var channel = 0; channel < shown; channel++)
            {
                Curve(html, pair.Original, "original", pair.Length, channel, channels, ranges[channel]);
                Curve(html, pair.Reconstruction, "s0", pair.Length, channel, channels, ranges[channel]);
            }
            html.Append(Invariant, $"</svg><figcaption><b>{Escape(pair.Caption)}</b> {Figure(pair.Error)}</figcaption></figure>\n");
        }
        return html.Append("</div>\n").ToString();
    }

    private static void Curve(StringBuilder html, float[] values, string kind, int length, int channel, int channels, (double Low, double High) range)
    {
        var steps = values.Length / channels;
        html.Append(Invariant, $"<path class=\"line {kind}\" d=\"");
        var points = Math.Min(length, MostPoints);
        for (var point = 0; point < points; point++)
        {
            var step = points == 1 ? 0 : (int)((long)point * (length - 1) / (points - 1));
            var x = Margin + ((Width - (2 * Margin)) * (steps == 1 ? 0.5 : step / (steps - 1.0)));
            var y = (Height * (channel + 1)) - Margin - ((Height - (2 * Margin)) * (values[(step * channels) + channel] - range.Low) / (range.High - range.Low));
            html.Append(Invariant, $"{(point == 0 ? 'M' : 'L')}{x:0.#} {y:0.#}");
        }
        html.Append(length == 1 ? "h1\"/>" : "\"/>");
    }

    /// <summary>What a channel reaches in all sequences that are drawn, so that they compare.</summary>
    private static (double Low, double High) Range(IReadOnlyList<Pair> pairs, int channel, int channels)
    {
        var values = pairs.SelectMany(pair => new[] { pair.Original, pair.Reconstruction }.SelectMany(
            sequence => Enumerable.Range(0, pair.Length).Select(step => (double)sequence[(step * channels) + channel]))).Where(double.IsFinite).ToArray();
        var (low, high) = values.Length == 0 ? (0, 0) : (values.Min(), values.Max());
        return high > low ? (low, high) : (low - 1, high + 1);
    }
}
