namespace LatentSharp.Tests;

public class TuneRunTests
{
    [Fact]
    public void What_was_stopped_goes_on_to_the_same_end()
    {
        using var place = new TemporaryFolder();
        var request = Request(place);
        var whole = TuneRun.Run(request with { Output = place.File("whole") });
        // As it is on the disk of a process that was killed while it wrote its third line.
        var lines = File.ReadAllLines(Path.Combine(whole.Folder, "trials.jsonl"));
        Directory.CreateDirectory(place.File("killed"));
        File.WriteAllText(Path.Combine(place.File("killed"), "trials.jsonl"), string.Join('\n', lines[..3]) + "\n" + lines[3][..20]);
        var resumed = TuneRun.Run(request with { Output = place.File("killed") });
        resumed.Best.ShouldBe(whole.Best);
        resumed.Test.ShouldBe(whole.Test);
        File.ReadAllLines(Path.Combine(resumed.Folder, "trials.jsonl")).Select(Timeless).ShouldBe(lines.Select(Timeless));
        whole.Command.ShouldStartWith("latent learn ");
        whole.Trials.ShouldBe(4);
        File.ReadAllText(Path.Combine(whole.Folder, "report.html")).ShouldContain("What mattered");

        static string Timeless(string line) => line.Split(",\"seconds\"")[0];
    }

    [Fact]
    public void What_is_said_stays_and_another_search_is_not_mixed_in()
    {
        using var place = new TemporaryFolder();
        var request = Request(place) with { Trials = 1, Output = place.File("tuned") };
        ((AutoencoderOptions)TuneRun.Run(request).Best).Hidden.ShouldBe([6]);
        Message(request with { Trials = 2 }).ShouldContain("holds another search: latent tune");
        Directory.CreateDirectory(place.File("full"));
        File.WriteAllText(place.File("full/a"), "");
        Message(request with { Output = place.File("full") }).ShouldContain("is not empty, and no search was stopped in it");
        Message(request with { Estimator = new PcaOptions(), Output = place.File("other") })
            .ShouldStartWith("pca has no option whose values are searched");
        Message(request with { Goal = CompareGoal.Generate, Output = place.File("other") })
            .ShouldBe(
                "--goal: generate does not suit autoencoder; of these data classify, cluster, detect, reconstruct or compress would.");
        Message(request with { Trials = 0 }).ShouldContain("--trials");
    }

    private static TuneRequest Request(TemporaryFolder place) => new()
    {
        Data = place.Clusters(), Reading = new() { Label = "kind" }, Estimator =
            new AutoencoderOptions { Hidden = [6], Epochs = 3, LatentSize = 2 },
        Said = ["--hidden", "--epochs", "--latent"], Goal = CompareGoal.Reconstruct, Trials = 4, Search = TuneSearch.Random,
    };

    private static string Message(TuneRequest request) => Should.Throw<BadArgumentException>(() => TuneRun.Run(request)).Message;
}
