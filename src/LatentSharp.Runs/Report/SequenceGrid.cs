using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>Sequences, alone or with what the model made of them: curves over the steps, a row for each channel.</summary>
internal static class SequenceGrid
{
    /// <summary>The most channels of a sequence that are drawn.</summary>
    internal const int MostChannels = 4;

    private const int MostPoints = 300;
    private const double Height = 72, Margin = 4;

    /// <summary>What a section says of the channels: which they are, and how many are not drawn; empty of a single one.</summary>
    public static string InWords(SampleLook look)
    {
        var channels = look.Shape[1];
        if (channels == 1) return "";
        var names = look.Channels.Count == channels && look.Channels[0] != "channel 1"
            ? $" From above: {string.Join(", ", look.Channels.Take(MostChannels))}."
            : "";
        return channels > MostChannels ? $" The first {MostChannels} of {Count(channels)} channels are drawn.{names}" : names;
    }

    /// <summary>A grid as HTML; samples without a caption are drawn small.</summary>
    /// <param name="samples">(T, C) each.</param>
    /// <param name="channels">C.</param>
    public static string Render(IReadOnlyList<ShownSample> samples, int channels) => RenderGroups([("", samples)], channels);

    /// <summary>Grids of one scale, each under its heading.</summary>
    /// <inheritdoc cref="Render(IReadOnlyList{ShownSample}, int)"/>
    public static string RenderGroups(IReadOnlyList<(string Heading, IReadOnlyList<ShownSample> Samples)> groups, int channels)
    {
        var all = groups.SelectMany(group => group.Samples).ToArray();
        var ranges = Enumerable.Range(0, Math.Min(MostChannels, channels)).Select(channel => Range(all, channel, channels)).ToArray();
        var html = new StringBuilder();
        foreach (var (heading, samples) in groups)
        {
            if (heading.Length > 0) html.Append(Invariant, $"<h3>{Escape(heading)}</h3>\n");
            html.Append(Invariant, $"<div class=\"{(samples.All(IsSmall) ? "curves" : "sequences")}\">\n");
            foreach (var sample in samples) Draw(html, sample, channels, ranges);
            html.Append("</div>\n");
        }
        return html.ToString();
    }

    private static bool IsSmall(ShownSample sample) => sample.Rebuilt is null && sample.Caption.Length == 0;

    private static void Draw(StringBuilder html, ShownSample sample, int channels, (double Low, double High)[] ranges)
    {
        var width = IsSmall(sample) ? 110 : 300;
        var name = (
            sample.Caption.Length > 0 ? sample.Caption
                : "generated sample") + (sample.Rebuilt is null ? ""
                : ": original and reconstruction");
        html.Append(
            Invariant,
            $"<figure><svg class=\"chart\" viewBox=\"0 0 {width} {Height * ranges.Length}\" role=\"img\" aria-label=\"{Escape(name)}\">");
        for (var channel = 0; channel < ranges.Length; channel++)
        {
            if (sample.Rebuilt is not null)
                Curve(html, sample.Values, "original", sample.Length, channel, channels, width, ranges[channel]);
            Curve(html, sample.Rebuilt ?? sample.Values, "s0", sample.Length, channel, channels, width, ranges[channel]);
        }
        html.Append("</svg>");
        if (sample.Caption.Length > 0)
            html.Append(Invariant, $"<figcaption><b>{Escape(sample.Caption)}</b> {Escape(sample.Figure)}</figcaption>");
        html.Append("</figure>\n");
    }

    private static void Curve(
        StringBuilder html, float[] values, string kind, int? own, int channel, int channels, double width, (double Low, double High) range)
    {
        var steps = values.Length / channels;
        var length = own ?? steps;
        html.Append(Invariant, $"<path class=\"line {kind}\" d=\"");
        var points = Math.Min(length, MostPoints);
        var gap = true;
        for (var point = 0; point < points; point++)
        {
            var step = points == 1 ? 0 : (int)((long)point * (length - 1) / (points - 1));
            var value = values[(step * channels) + channel];
            var x = Margin + ((width - (2 * Margin)) * (steps == 1 ? 0.5 : step / (steps - 1.0)));
            var y = (Height * (channel + 1)) - Margin - ((Height - (2 * Margin)) * (value - range.Low) / (range.High - range.Low));
            if (float.IsFinite(value)) html.Append(Invariant, $"{(gap ? 'M' : 'L')}{x:0.#} {y:0.#}");
            gap = !float.IsFinite(value);
        }
        html.Append(length == 1 && !gap ? "h1\"/>" : "\"/>");
    }

    /// <summary>What a channel reaches in all sequences that are drawn, so that they compare.</summary>
    private static (double Low, double High) Range(IReadOnlyList<ShownSample> samples, int channel, int channels)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var sample in samples)
        {
            var end = (sample.Length * channels) ?? sample.Values.Length;
            for (var i = channel; i < end; i += channels)
            {
                Add(sample.Values[i]);
                if (sample.Rebuilt is { } rebuilt) Add(rebuilt[i]);
            }
        }
        if (low > high) (low, high) = (0, 0);
        return high > low ? (low, high) : (low - 1, high + 1);

        void Add(double value)
        {
            if (double.IsFinite(value)) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }
    }
}
