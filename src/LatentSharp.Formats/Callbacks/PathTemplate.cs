using System.Globalization;
using System.Text.RegularExpressions;

namespace LatentSharp;

/// <summary>
/// A path with fields in braces, <c>{epoch:D3}-{val_loss:F4}.latent</c>: the epoch from 1, and series of the history, in .NET's formats
/// whatever the culture.
/// </summary>
internal sealed partial class PathTemplate
{
    private readonly string template;

    /// <exception cref="BadArgumentException">A brace has no partner, or a format is none.</exception>
    internal PathTemplate(string template, string owner)
    {
        if (string.IsNullOrWhiteSpace(template)) throw new BadArgumentException($"{owner}: the path is empty.");
        if (Field().Replace(template, "").AsSpan().IndexOfAny('{', '}') >= 0)
            throw new BadArgumentException(
                $"{owner}: '{template}' has a brace that belongs to no field; a field is "
                + $"{{epoch}} or a series of the history, as {{val_loss:F4}}.");
        this.template = template;
    }

    /// <summary>The path of the epoch that just ended.</summary>
    /// <exception cref="BadArgumentException">The history has no such series, or the epoch no value of it.</exception>
    internal string Of(TrainingState state) => Field().Replace(template, match =>
    {
        var (name, format) = (match.Groups["name"].Value, match.Groups["format"].Value);
        try
        {
            if (name == "epoch") return state.Epoch.ToString(format, CultureInfo.InvariantCulture);
            var value = state.Current(name)
                ?? throw new BadArgumentException(
                    $"'{template}' asks for '{name}', which epoch {state.Epoch.ToString(CultureInfo.InvariantCulture)} has no value of.");
            return value.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException e)
        {
            throw new BadArgumentException(
                $"'{template}' has the format '{format}', which does not fit '{name}'; F4 is one for numbers, D3 for the epoch.", e);
        }
    });

    [GeneratedRegex(@"\{(?<name>\w+)(:(?<format>[^{}:]+))?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();
}
