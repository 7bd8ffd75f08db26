using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Declares a property of an options record as an option, once: the checks, the command line with its help, the saved configuration and the
/// tables of the documentation follow from it. The default is the value of a new record.
/// </summary>
/// <param name="flag">Its name on the command line, as <c>--learning-rate</c>.</param>
/// <param name="description">What it does, in a few words.</param>
/// <param name="line">Its place among the options of its record; the compiler fills in the line of the source.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string flag, string description, [CallerLineNumber] int line = 0) : Attribute
{
    /// <summary>Its name on the command line.</summary>
    public string Flag { get; } = flag;

    /// <summary>What it does.</summary>
    public string Description { get; } = description;

    /// <summary>Its place among the options of its record: options are shown, asked for and saved in the order of their lines.</summary>
    public int Line { get; } = line;

    /// <summary>The smallest number that fits. Default none.</summary>
    public double AtLeast { get; init; } = double.NegativeInfinity;

    /// <summary>What a number must be above. Default nothing.</summary>
    public double Above { get; init; } = double.NegativeInfinity;

    /// <summary>The largest number that fits. Default none.</summary>
    public double AtMost { get; init; } = double.PositiveInfinity;

    /// <summary>What a number must be below. Default nothing.</summary>
    public double Below { get; init; } = double.PositiveInfinity;

    /// <summary>Whether a list may have no number. Default yes.</summary>
    public bool TakesNone { get; init; } = true;

    /// <summary>For an option that may be null: how its value then follows from the samples.</summary>
    public string Automatic { get; init; } = "";

    /// <summary>
    /// For an option that is younger than saved models: what a saved configuration without it meant. Default null: every
    /// configuration has it.
    /// </summary>
    public object? AbsentMeans { get; init; }

    /// <summary>
    /// Where a search for good values begins, with <see cref="SearchTo"/>, where it ends; over ratios when that is ten times as much or
    /// more.
    /// Default none: it is not searched.
    /// </summary>
    public double SearchFrom { get; init; } = double.NaN;

    /// <summary>The greatest value that a search tries.</summary>
    public double SearchTo { get; init; } = double.NaN;

    /// <summary>The values that a search tries, as the command line has them, in place of a range. Default none.</summary>
    public string[] SearchChoices { get; init; } = [];
}
