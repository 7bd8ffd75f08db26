using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>What the first convolution of a model looks for: its kernels as pictures, or as curves where it looks along one axis.</summary>
internal static class FilterSection
{
    private const int MostTiles = 96, MostCurves = 48;

    /// <summary>The section; none of a model without a convolution.</summary>
    /// <param name="weights">A model's weights by name, from the input inwards.</param>
    public static IEnumerable<ReportPage.Section> Sections(IReadOnlyDictionary<string, Tensor> weights)
    {
        var first = weights.FirstOrDefault(pair => IsConvolution(pair.Key) && pair.Value.Rank is 3 or 4);
        if (first.Key is null) yield break;
        var kernel = first.Value;
        var most = kernel.ToArray().Max(Math.Abs);
        if (!(most > 0) || !float.IsFinite(most)) yield break;
        yield return kernel.Rank == 4
            ? new("First filters", Caption(kernel), Pictures(kernel, most))
            : new(
                "First filters",
                "The kernels of the first convolution over steps, a curve for each channel"
                    + (
                        kernel.Shape[1] > SequenceGrid.MostChannels
                            ? $"; the first {SequenceGrid.MostChannels} of {Count(kernel.Shape[1])} channels are drawn."
                            : "."),
                Curves(kernel, most));
    }

    private static bool IsConvolution(string name) =>
        name.EndsWith("/kernel", StringComparison.Ordinal) && name.Contains("conv", StringComparison.Ordinal)
        && !name.Contains("transpose", StringComparison.Ordinal) && !name.StartsWith("decoder", StringComparison.Ordinal);

    private static string Caption(Tensor kernel) => kernel.Shape[2] is 1 or 3
        ? "The kernels of the first convolution; what is grey does not matter to it."
        : $"The kernels of the first convolution, one picture for each of {kernel.Shape[2]} "
        + $"channels, filter by filter; what is grey does not matter to it.";

    /// <summary>
    /// Kernels (height, width, channels, filters): in grey or colour, with other numbers of channels each channel in grey.
    /// </summary>
    private static string Pictures(Tensor kernel, float most)
    {
        var (height, width, channels, filters) = (kernel.Shape[0], kernel.Shape[1], kernel.Shape[2], kernel.Shape[3]);
        var together = channels is 1 or 3 ? channels : 1;
        var tiles = Math.Min(MostTiles, filters * (channels / together));
        var values = kernel.AsSpan();
        var pixels = new float[tiles * height * width * together];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (tile, place, part) = (i / (height * width * together), i / together % (height * width), i % together);
            var (filter, channel) = together == channels ? (tile, part) : (tile / channels, tile % channels);
            pixels[i] = 0.5f + (values[(((place * channels) + channel) * filters) + filter] / (2 * most));
        }
        var sheet = Tensor.From(pixels, [tiles, height, width, together]);
        var html = new StringBuilder("<div class=\"samples\">\n");
        for (var tile = 0; tile < tiles; tile++)
        {
            var (address, across, down) = PictureSheet.DataUri(sheet.Rows(tile, 1), Scaler.Identity);
            html.Append(
                Invariant, $"<figure><img alt=\"kernel {tile + 1}\" width=\"{across}\" height=\"{down}\" src=\"{address}\"/></figure>\n");
        }
        return html.Append("</div>\n").ToString();
    }

    /// <summary>Kernels (steps, channels, filters).</summary>
    private static string Curves(Tensor kernel, float most)
    {
        var (steps, channels, filters) = (kernel.Shape[0], kernel.Shape[1], kernel.Shape[2]);
        var values = kernel.ToArray();
        var html = new StringBuilder("<div class=\"samples\">\n");
        for (var filter = 0; filter < Math.Min(filters, MostCurves); filter++)
        {
            html.Append(
                Invariant,
                $"<svg class=\"chart\" viewBox=\"0 0 80 48\" role=\"img\" aria-label=\"filter "
                + $"{filter + 1}\"><path class=\"grid\" d=\"M2 24H78\"/>");
            for (var channel = 0; channel < Math.Min(SequenceGrid.MostChannels, channels); channel++)
            {
                var points = Enumerable.Range(0, steps).Select(step => string.Create(
                    Invariant,
                    $"{(steps == 1 ? 40 : 4 + (72.0 * step / (steps - 1))):0.#} "
                    + $"{24 - (20 * values[(((step * channels) + channel) * filters) + filter] / most):0.#}")).ToArray();
                html.Append(
                    Invariant,
                    $"<path class=\"line\" style=\"stroke:var(--c{channel % ScatterChart.Colours})\" "
                    + $"d=\"M{string.Join('L', points)}{(steps == 1 ? "h1" : "")}\"/>");
            }
            html.Append("</svg>\n");
        }
        return html.Append("</div>\n").ToString();
    }
}
