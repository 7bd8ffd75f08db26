using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace LatentSharp;

/// <summary>
/// What <c>Evaluate</c> or a step on a batch found: figures by name, the loss first, then those that steps report and the metrics in the
/// order of <c>Compile</c>.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is a result that can be read like a dictionary.")]
public readonly struct EvaluationResult : IReadOnlyDictionary<string, double>
{
    private readonly string[]? names;
    private readonly double first;
    private readonly double[]? rest;
    private readonly TrainingWarning[]? warnings;

    internal EvaluationResult(string[] names, double first, double[] rest, TrainingWarning[]? warnings) =>
        (this.names, this.first, this.rest, this.warnings) = (names, first, rest, warnings);

    /// <summary>The mean loss, weighted by samples, penalties included; where a step of one's own reports none, its first figure.</summary>
    public double Loss => first;

    /// <summary>What should be known of the figures, as that targets or predictions are not what a loss or metric is made for.</summary>
    public IReadOnlyList<TrainingWarning> Warnings => warnings ?? [];

    /// <summary>The names of the figures.</summary>
    public IEnumerable<string> Keys => names ?? [];

    /// <summary>The figures.</summary>
    public IEnumerable<double> Values => this.Select(pair => pair.Value);

    /// <summary>How many figures there are.</summary>
    public int Count => names?.Length ?? 0;

    /// <summary>All figures but the loss.</summary>
    public IReadOnlyDictionary<string, double> Metrics => this.Skip(1).ToDictionary(StringComparer.Ordinal);

    /// <summary>One figure by name.</summary>
    /// <exception cref="BadArgumentException">There is none of that name.</exception>
    public double this[string key] => TryGetValue(key, out var value)
        ? value
        : throw new BadArgumentException($"Evaluate: there is no '{key}'; there are {string.Join(", ", Keys)}.");

    /// <summary>The loss alone. Explicit, so that whatever prints the result prints all figures.</summary>
    public static explicit operator double(EvaluationResult result) => result.Loss;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out double value)
    {
        var index = names is null ? -1 : Array.IndexOf(names, key);
        value = index < 0 ? double.NaN : At(index);
        return index >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return new(names![i], At(i));
    }

    /// <summary>The figures with up to six digits, whatever the culture: <c>loss: 0.25, accuracy: 0.9</c>.</summary>
    public override string ToString() =>
        string.Join(", ", this.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}: {pair.Value:G6}")));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private double At(int index) => index == 0 ? first : rest![index - 1];
}
