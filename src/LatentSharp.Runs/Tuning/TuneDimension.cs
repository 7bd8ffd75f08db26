namespace LatentSharp;

/// <summary>An option that is searched.</summary>
/// <param name="Option">The option.</param>
/// <param name="Range">Where good values are sought.</param>
internal sealed record TuneDimension(EstimatorOption Option, SearchRange Range)
{
    /// <summary>How many choices there are; 0 for a range of numbers.</summary>
    public int Choices => Range.Choices.Count;

    /// <summary>The value at a place, as the command line has it.</summary>
    public string TextAt(double place) => Range.At(place, Option.Type == typeof(int) || Option.Type == typeof(int?));

    /// <summary>All options of a kind that are searched, but those that were said.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="said">The flags that the user gave a value.</param>
    public static IReadOnlyList<TuneDimension> Of(ModelKind kind, IReadOnlyCollection<string> said) =>
    [
        .. kind.Options.Where(option => option.Search is not null && !said.Contains(option.Spec.Name, StringComparer.Ordinal))
            .Select(option => new TuneDimension(option, option.Search!)),
    ];

    /// <summary>The options at places, the others as they are.</summary>
    public static EstimatorOptions At(EstimatorOptions options, IReadOnlyList<TuneDimension> space, double[] places) =>
        options.With([.. space.Select((dimension, d) =>
            (dimension.Option, dimension.Option.Spec.ReadValue(dimension.TextAt(places[d]))))]);
}
