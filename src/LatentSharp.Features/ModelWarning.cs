using System.Globalization;

namespace LatentSharp;

/// <summary>Something that a user should know of what a fitted model made of samples.</summary>
/// <param name="Kind">What it is, for programs.</param>
/// <param name="Message">What was seen, in a sentence; rows are counted from 1.</param>
/// <param name="Remedy">What usually helps, in a sentence.</param>
/// <param name="Rows">The samples that it is about, counted from 0.</param>
public sealed record ModelWarning(ModelWarningKind Kind, string Message, string Remedy, IReadOnlyList<int> Rows)
{
    private const int RowsToName = 5;

    /// <summary>Which rows of a result (N, …), as features or reconstructions, hold numbers that are not finite; null when all are finite.</summary>
    /// <param name="what">What the result is, as it begins a sentence: <c>the features</c>.</param>
    /// <param name="result">(N, …), Float32.</param>
    public static ModelWarning? NotFinite(string what, Tensor result)
    {
        var values = result.AsSpan();
        var width = result.Shape[0] == 0 ? 0 : values.Length / result.Shape[0];
        var rows = new List<int>();
        for (var row = 0; row < result.Shape[0]; row++)
            if (!Require.AreFinite(values.Slice(row * width, width))) rows.Add(row);
        if (rows.Count == 0) return null;
        var named = string.Join(", ", rows.Take(RowsToName).Select(row => (row + 1).ToString(CultureInfo.InvariantCulture)));
        var more = rows.Count > RowsToName ? string.Create(CultureInfo.InvariantCulture, $" and {rows.Count - RowsToName} more") : "";
        return new ModelWarning(
            ModelWarningKind.NotFinite,
            $"{what} of {(rows.Count == 1 ? "row" : "rows")} {named}{more} {(rows.Count == 1 ? "is" : "are")} no finite numbers.",
            "Look at the values there: they are far outside of what the model learned from.",
            rows);
    }
}

/// <summary>The kinds of <see cref="ModelWarning"/>.</summary>
public enum ModelWarningKind
{
    /// <summary>Results hold infinite values or values that are not numbers.</summary>
    NotFinite,
}
