namespace LatentSharp.Tests;

public sealed class TimeEstimateTests
{
    [Theory]
    [InlineData(3, 57, 100, null, null)]
    [InlineData(3, 58, 100, "this will take about 1 minute; --epochs 98 takes about 1 minute", null)]
    // 10 minutes for 100 epochs are 6 seconds each.
    [InlineData(4, 596, 100, "this will take about 10 minutes; --epochs 10 takes about 1 minute", null)]
    // 2 hours for 20 epochs: one takes 6 minutes.
    [InlineData(60, 7140, 20, "this will take about 2 hours; --epochs 1 takes about 6 minutes", null)]
    [InlineData(60, 7140, 1, "this will take about 2 hours; fewer rows take less", null)]
    // Six trainings of 20 seconds.
    [InlineData(3, 17, 100, "this will take about 2 minutes; --early-stopping no takes about 20 seconds", "fold 1 of 5")]
    [InlineData(3, 5, 100, null, "fold 1 of 5")]
    [InlineData(3, 7, 100, null, "layer 1 of 3")]
    public void ALongTrainingIsToldWithAShorterSetting(double elapsed, double remaining, int epochs, string? words, string? stage)
    {
        var progress = new TrainingProgress(1, epochs, 5, 100, 0.5, null, 1000, TimeSpan.FromSeconds(remaining),
            EpochEnded: false) { Stage = stage };
        var told = TimeEstimate.Judge(TimeSpan.FromSeconds(elapsed), progress);
        told?.InWords.ShouldBe(words + ", and Ctrl+C ends it and keeps what was learned");
        (told is null).ShouldBe(words is null);
    }
}
