using System.Globalization;
using System.Text.Json;

namespace LatentSharp.Tests;

/// <summary><c>latent cluster</c> and <c>latent search</c>, in processes of their own.</summary>
public sealed class ClusterCommandTests(WorkingFolder folder) : IClassFixture<WorkingFolder>
{
    [Fact]
    public void ClustersAreFoundWrittenAndSearched()
    {
        File.WriteAllText(
            Place("points.csv"), "a,b,kind\n" + string.Concat(Enumerable.Range(0, 30).Select(i =>
                string.Create(CultureInfo.InvariantCulture,
                    $"{(i % 3 * 10) + Math.Sin(i)},{(i % 3 == 1 ? 9 : 0) + Math.Cos(i)},{"xyz"[i % 3]}\n"))));
        var made = LatentProgram.Run(
            folder.Path, "cluster", "points.csv", "--label", "kind", "--model", "gaussian-mixture", "--clusters", "3", "--map", "pca",
                "--json", "--out", "groups");
        made.ExitCode.ShouldBe(0, made.Error);
        using var metrics = JsonDocument.Parse(made.Output);
        metrics.RootElement.GetProperty("accuracy").GetDouble().ShouldBe(1);
        File.Exists(Place("groups/report.html")).ShouldBeTrue();

        var found = LatentProgram.Run(folder.Path, "search", "groups", "points.csv", "--label", "kind", "--query", "4", "--k", "2");
        found.ExitCode.ShouldBe(0, found.Error);
        found.Output.ShouldContain("like row 4: x");
        found.Output.ShouldContain("nothing is missed");

        var assigned = LatentProgram.Run(
            folder.Path, "cluster", "groups", "points.csv", "--label", "kind", "--map", "pca", "--json", "--out", "assigned");
        assigned.ExitCode.ShouldBe(0, assigned.Error);
        assigned.Error.ShouldContain("all 30 rows are assigned to the clusters of groups, which has learned already");
        File.ReadAllText(Place("assigned/clusters.csv")).ShouldBe(File.ReadAllText(Place("groups/clusters.csv")));
    }

    [Fact]
    public void WhatDoesNotFitIsOneSentence()
    {
        File.WriteAllText(Place("two.csv"), "a,b\n1,2\n3,4\n");
        var refused = LatentProgram.Run(folder.Path, "cluster", "two.csv", "--clusters", "5", "--model", "kmeans");
        refused.ExitCode.ShouldBe(2);
        refused.Error.Trim().ShouldBe("--clusters: 5 does not fit; there are 2 samples, which make so many clusters at most.");
        refused = LatentProgram.Run(folder.Path, "cluster", "two.csv", "--clusters", "1");
        refused.ExitCode.ShouldBe(2);
        refused.Error.Trim().ShouldBe("--clusters: 1 divides nothing; ask for 2 or more, or leave it out to have the number chosen.");
        refused = LatentProgram.Run(folder.Path, "search", "two.csv", "two.csv", "--query", "1");
        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain("two.csv");
    }

    private string Place(string name) => Path.Combine(folder.Path, name);
}
