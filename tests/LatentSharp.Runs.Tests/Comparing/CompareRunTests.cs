namespace LatentSharp.Tests;

public class CompareRunTests
{
    private sealed class Said : List<string>, IProgress<string>
    {
        public void Report(string value) => Add(value);
    }

    [Theory]
    [InlineData(CompareGoal.Classify)]
    [InlineData(CompareGoal.Cluster)]
    [InlineData(CompareGoal.Detect)]
    [InlineData(CompareGoal.Reconstruct)]
    [InlineData(CompareGoal.Compress)]
    [InlineData(CompareGoal.Generate)]
    public void Each_goal_ranks_what_suits_it(CompareGoal goal)
    {
        using var place = new TemporaryFolder();
        var result = CompareRun.Run(Request(place) with { Goal = goal });
        result.Rows.ShouldNotBeEmpty();
        var known = result.Rows.Where(row => row.Choice is not null).Select(row => row.Choice!.Value).ToArray();
        known.ShouldBe(result.MoreIsBetter ? known.OrderDescending() : known.Order());
        result.Rows[0].PValue.ShouldBeNull();
        result.Rows.Skip(1).ShouldAllBe(row => row.Seeds == 0 || (row.PValue > 0 && row.PValue <= 1));
        result.Rows.Any(row => row.Name == "raw values").ShouldBe(goal <= CompareGoal.Detect);
        result.Rows.Any(row => row.Name == "gan").ShouldBe(goal == CompareGoal.Generate);
        result.Rows.Any(row => row.Name is "iforest" or "anomaly-ensemble").ShouldBe(goal == CompareGoal.Detect);
        result.Rows.ShouldAllBe(row => row.Seeds == 0 || row.Beside.Count == result.Beside.Count);
        result.Beside.Count.ShouldBe(goal switch
        {
            CompareGoal.Generate => 3, CompareGoal.Classify or CompareGoal.Cluster => 1, _ => 0,
        });
        foreach (var file in new[] { "report.html", "comparison.json", "trials.csv" }) File.Exists(Path.Combine(result.Folder, file))
            .ShouldBeTrue();
        File.ReadAllText(Path.Combine(result.Folder, "report.html")).ShouldContain(System.Net.WebUtility.HtmlEncode(result.Rows[0].Name));
    }

    /// <summary>
    /// Three groups far apart: every way tells them, and nothing that was learned is said to be better than the raw values.
    /// </summary>
    [Fact]
    public void What_is_no_better_is_not_called_better()
    {
        using var place = new TemporaryFolder();
        var result = CompareRun.Run(Request(place) with { Seeds = 2 });
        result.Rows.Single(row => row.Name == "raw values").Test.ShouldBe(1);
        result.Verdict.ShouldContain("raw values");
        result.Verdict.ShouldNotStartWith("Use autoencoder");
    }

    [Fact]
    public void The_same_seed_gives_the_same_figures_and_notes_say_what_was_taken()
    {
        using var place = new TemporaryFolder();
        var said = new Said();
        var (one, two) = (
            CompareRun.Run(Request(place) with { Output = place.File("one") }, said),
            CompareRun.Run(Request(place) with { Output = place.File("two") }));
        // What the time ends may end elsewhere; what is solved at once is the same.
        foreach (var name in new[] { "raw values", "pca" }) Figures(one, name).ShouldBe(Figures(two, name));
        said.ShouldContain(note => note.StartsWith(
            "judged by how well features classify, since the data have labels", StringComparison.Ordinal));
        said.ShouldContain(note => note.Contains("the budget is 2s", StringComparison.Ordinal));
        said.ShouldContain(note => note.StartsWith("pca, seed 0: ", StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_be_compared_is_refused_in_a_sentence()
    {
        using var place = new TemporaryFolder();
        var unlabelled = Request(place) with { Reading = new() { Label = DataOptions.NoLabel, }, Data = place.Clusters("plain.csv", 30) };
        Message(unlabelled with { Goal = CompareGoal.Classify }).ShouldStartWith("--goal: classify needs labels to tell classes apart");
        Message(unlabelled with { Goal = CompareGoal.Detect }).ShouldStartWith("--goal: detect needs labels");
        Message(unlabelled with { Data = place.Clusters("few.csv", 10) }).ShouldContain("10 rows cannot be divided");
        Message(unlabelled with { Seeds = 0 }).ShouldContain("--seeds");
        Message(unlabelled with { Budget = TimeSpan.Zero }).ShouldContain("--budget");
        var stop = new StopSignal();
        stop.Request();
        Message(Request(place) with { Features = 1001 }).ShouldBe(
            "--latent: 1001 does not fit; of samples of 3 values 1,000 features at most are compared.");
        var same = Request(place) with { Data =
            place.Write("same.csv", "a,kind\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i},x\n"))) };
        Message(same with { Goal = CompareGoal.Classify }).ShouldBe(
            "--goal: classify needs two classes or more, and the labels are all the same.");
        Should.Throw<OperationCanceledException>(
            () => CompareRun.Run(unlabelled with { Data = place.Clusters("plain.csv", 30) }, stop: stop))
            .Message
            .ShouldContain("interrupted");
        Directory.Exists(unlabelled.Output).ShouldBeFalse();
    }

    [Fact]
    public void What_was_interrupted_says_so()
    {
        using var place = new TemporaryFolder();
        var stop = new StopSignal();
        var result = CompareRun.Run(Request(place), new StopsAfter("raw values", stop), stop);
        result.Interrupted.ShouldBe($"It was interrupted after 1 of {result.Rows.Count} trainings; "
            + "what was not tried has no figure and no part in this.");
        result.Rows.Count(row => row.Note == "not tried").ShouldBe(result.Rows.Count - 1);
        File.ReadAllText(Path.Combine(result.Folder, "report.html")).ShouldContain(result.Interrupted!);
    }

    private sealed class StopsAfter(string candidate, StopSignal stop) : IProgress<string>
    {
        public void Report(string value)
        {
            if (value.StartsWith(candidate + ", seed", StringComparison.Ordinal)) stop.Request();
        }
    }

    [Fact]
    public void Features_of_two_seeds_are_alike_whatever_their_rotation_and_size()
    {
        Stability([1, 0, 0, 1, -1, 0, 0, -1], [0, 2, -2, 0, 0, -2, 2, 0])!.Value.ShouldBe(1, 1e-12);
        // Of each other they tell half: one direction of two.
        Stability([1, 0, 0, 1, -1, 0, 0, -1], [1, 0, 0, 0, -1, 0, 0, 0])!.Value.ShouldBe(Math.Sqrt(0.5), 1e-12);
        Stability([1, 0, 0, 1, -1, 0, 0, -1]).ShouldBeNull();

        static double? Stability(params float[][] features) => new Standing(Candidate.Raw, [.. features.Select((values, seed) =>
            new Trial(Candidate.Raw, seed, 0, new Score(0, []), 0) { OfJudged = Tensor.From(values, [4, 2]) })]).Stability;
    }

    private static (double? Choice, double? Test) Figures(CompareResult result, string name) =>
        (result.Rows.Single(row => row.Name == name).Choice, result.Rows.Single(row => row.Name == name).Test);

    private static CompareRequest Request(TemporaryFolder place) => new()
    {
        Data = place.Clusters(), Reading = new() { Label = "kind" }, Budget = TimeSpan.FromSeconds(2), Seeds = 1, Output =
            place.File("compared"),
    };

    private static string Message(CompareRequest request) => Should.Throw<BadArgumentException>(() => CompareRun.Run(request)).Message;
}
