using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>A picture as it is and what was made of it, side by side, each by its name.</summary>
internal static class PictureVersions
{
    private const int Smallest = 96, Side = 160;

    /// <summary>As HTML.</summary>
    /// <param name="name">What the picture is called.</param>
    /// <param name="versions">(H, W, C) each, with values of 0 to 1, and what it is.</param>
    public static string Render(string name, IEnumerable<(Tensor Picture, string Caption)> versions)
    {
        var html = new StringBuilder();
        html.Append(Invariant, $"<h3>{Escape(name)}</h3>\n<div class=\"versions\">\n");
        foreach (var (picture, caption) in versions)
        {
            var shown = Colours(picture, Math.Max(1, Smallest / Math.Max(picture.Shape[0], picture.Shape[1])));
            var bytes = Array.ConvertAll(shown.ToArray(), value => (byte)Math.Round(255 * Math.Clamp(value, 0, 1)));
            var address = PngWriter.DataUri(bytes, shown.Shape[1], shown.Shape[0], shown.Shape[2]);
            html.Append(Invariant, $"<figure><img alt=\"{Escape(caption)}\" width=\"{shown.Shape[1]}\" height=\"{shown.Shape[0]}\" ");
            html.Append(Invariant, $"src=\"{address}\"/><figcaption>{Escape(caption)}</figcaption></figure>\n");
        }
        return html.Append("</div>\n").ToString();
    }

    /// <summary>Its middle, so much as is shown: (H, W, C), at most 160 × 160.</summary>
    public static Tensor Middle(Tensor picture)
    {
        var (height, width) = (Math.Min(Side, picture.Shape[0]), Math.Min(Side, picture.Shape[1]));
        return Ops.Slice(
            Ops.Slice(picture, 0, (picture.Shape[0] - height) / 2, height), 1, (picture.Shape[1] - width) / 2, width).Keep();
    }

    /// <summary>A picture of 1 or 3 channels, enlarged by a whole number; of others the first channel.</summary>
    private static Tensor Colours(Tensor picture, int scale)
    {
        if (picture.Shape[2] is not (1 or 3)) picture = Ops.Slice(picture, 2, 0, 1);
        return scale == 1
            ? picture
            : Ops.UpSample(picture.Reshape(picture.Shape.Prepend(1)), scale).Reshape(
                [picture.Shape[0] * scale, picture.Shape[1] * scale, picture.Shape[2]]);
    }
}
