namespace LatentSharp.Tests;

/// <summary>Groups of rows by name.</summary>
internal static class Groups
{
    /// <summary>The rows that the model did not learn from.</summary>
    public static GroupMetrics Others(this ApplyMetrics metrics) => metrics.Group("others");

    public static GroupMetrics Group(this ApplyMetrics metrics, string name) => metrics.Groups.Single(group => group.Name == name);
}
