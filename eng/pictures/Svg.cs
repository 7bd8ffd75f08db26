using System.Globalization;
using System.Net;
using System.Text;

namespace LatentSharp.Pictures;

/// <summary>A picture that looks well on light and on dark pages.</summary>
internal sealed class Svg(int width, int height, string description)
{
    private const string Style = """
        text { fill: #1d2126 } .quiet { fill: #5b6572 } .code { font-family: ui-monospace, Consolas, monospace; font-weight: 600 }
        .small { font-size: 11.5px } .line { stroke: #8b95a1; fill: none } .head { fill: #8b95a1 } .band { fill: #8b95a1; opacity: .1 }
        .box { stroke-width: 1.3 } .none { fill: #8b95a1; opacity: .35 }
        .Tensors { fill: #dbe7fb; stroke: #2f6fdb } .Networks { fill: #d9f0e3; stroke: #1e8a55 }
        .Evaluation { fill: #efe3fa; stroke: #8548c4 }
        .Formats { fill: #e3e7ec; stroke: #5b6572 } .Features { fill: #fde8d3; stroke: #cf6a10 } .Data { fill: #d6f0f2; stroke: #14808c }
        .Runs { fill: #fbdfe5; stroke: #c8324f } .Cli { fill: #f6efc9; stroke: #9a7d0a }
        @media (prefers-color-scheme: dark) {
          text { fill: #e8eaed } .quiet { fill: #a5afba }
          .Tensors { fill: #1b2f52; stroke: #6ea0f5 } .Networks { fill: #153726; stroke: #4fc48a }
          .Evaluation { fill: #35224a; stroke: #b98aec }
          .Formats { fill: #2b323a; stroke: #9aa4b0 } .Features { fill: #46290e; stroke: #f0a05a } .Data { fill: #123a3f; stroke: #4dbfca }
          .Runs { fill: #471c26; stroke: #f0798f } .Cli { fill: #3b3312; stroke: #d9bd4a }
        }
        """;

    private const string Dashes = " stroke-dasharray=\"3 3\"", Head = " marker-end=\"url(#head)\"";

    private readonly StringBuilder body = new();

    internal void Text(double x, double y, string text, string look = "", string anchor = "start") =>
        Add($"""<text x="{x}" y="{y}" class="{look}" text-anchor="{anchor}">{WebUtility.HtmlEncode(text)}</text>""");

    /// <summary>A box in the colour of a room.</summary>
    internal void Box(double x, double y, double width, double height, string room) =>
        Add($"""<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6" class="box {room}"/>""");

    internal void Band(double x, double y, double width, double height) =>
        Add($"""<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="4" class="band"/>""");

    internal void Dot(double x, double y, double radius, string look) =>
        Add($"""<circle cx="{x}" cy="{y}" r="{radius}" class="{look}"/>""");

    /// <summary>A line through some points, as SVG's paths are written.</summary>
    internal void Path(FormattableString points, bool dashed = false, bool arrow = false) => Add(
        $"""<path d="{FormattableString.Invariant(points)}" class="line"{(dashed ? Dashes : "")}{(arrow ? Head : "")}/>""");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"
          font-family="system-ui, sans-serif" font-size="13">
        <title>{WebUtility.HtmlEncode(description)}</title>
        <style>
        {Style}
        </style>
        <marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0 8 4 0 8Z" class="head"/></marker>
        {body.ToString().TrimEnd('\n')}
        </svg>

        """).ReplaceLineEndings("\n");

    private void Add(FormattableString line) => body.Append(FormattableString.Invariant(line)).Append('\n');
}
