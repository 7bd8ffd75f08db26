namespace LatentSharp.Tests;

/// <summary>How long a training will take, before it begins and after its first seconds. Nothing is timed here.</summary>
public sealed class TimeEstimateTests
{
    private static readonly TrainingPlan Whole = new(100, 0, EndsEarly: false, null, null);

    [Theory]
    [InlineData(3, 57, 100, null, 0)]
    // A minute and two seconds: half as many epochs take half of it.
    [InlineData(3, 59, 100, "this will take about 1 minute; --epochs 50 takes about 31 seconds", 0)]
    // 10 minutes for 100 epochs are 6 seconds each.
    [InlineData(4, 596, 100, "this will take about 10 minutes; --epochs 10 takes about 1 minute", 0)]
    // 2 hours for 20 epochs: one takes 6 minutes.
    [InlineData(60, 7140, 20, "this will take about 2 hours; --epochs 1 takes about 6 minutes", 0)]
    [InlineData(60, 7140, 1, "this will take about 2 hours; fewer rows take less", 0)]
    // Six trainings of 20 seconds.
    [InlineData(3, 17, 100, "this will take about 2 minutes; --early-stopping no takes about 20 seconds", 5)]
    [InlineData(3, 5, 100, null, 5)]
    [InlineData(3, 7, 100, null, 0)]
    public void ALongTrainingIsToldWithAShorterSetting(double elapsed, double remaining, int epochs, string? words, int folds)
    {
        var told = TimeEstimate.After(
            Whole with { Epochs = epochs, Folds = folds }, TimeSpan.FromSeconds(elapsed), Progress(remaining, epochs));
        told?.InWords.ShouldBe(words + ", and Ctrl+C ends it and keeps what was learned");
        (told is null).ShouldBe(words is null);
    }

    [Theory]
    // 6e11 multiplications at 1e10 a second are a minute.
    [InlineData(6e11, 6e11, 0, null)]
    [InlineData(6e12, 6e12, 0, "this will take at least about 10 minutes; --epochs 10 takes about 1 minute")]
    // 13 passes of five folds beside 3 of one training.
    [InlineData(1.3e12, 3e11, 5, "this will take at least about 2 minutes; --early-stopping no takes about 30 seconds")]
    public void TheWorkAndTheSpeedOfTheMachineTellBeforeItBegins(double work, double one, int folds, string? words)
    {
        var told = TimeEstimate.Before(new TrainingPlan(100, folds, EndsEarly: false, work, one), 1e10);
        told?.InWords.ShouldBe(words + ", and Ctrl+C ends it and keeps what was learned");
        (told is null).ShouldBe(words is null);
    }

    [Fact]
    public void WhereNobodyCanTellTheWorkNothingIsSaidBefore() => TimeEstimate.Before(Whole, 1e10).ShouldBeNull();

    [Fact]
    public void WorkWithoutBoundIsManyHours() =>
        TimeEstimate.Before(new TrainingPlan(100, 0, EndsEarly: false, 1e300, 1e300), 1e10)!.Estimate
            .ShouldBeGreaterThan(TimeSpan.FromDays(1e6));

    [Fact]
    public void EarlyStoppingMayEndItBefore() =>
        TimeEstimate.Before(new TrainingPlan(100, 0, EndsEarly: true, 6e12, 6e12), 1e10)!.InWords
            .ShouldStartWith("this will take at least about 10 minutes, less if it ends early; --epochs 10 takes");

    [Theory]
    // Told ten minutes: up to fifteen and down to 400 seconds are as told.
    [InlineData(899, null)]
    [InlineData(401, null)]
    [InlineData(910, "this will take about 15 minutes; --epochs 6 takes about 55 seconds, and Ctrl+C ends it and keeps what was learned")]
    [InlineData(390, "this will take about 6 minutes; --epochs 15 takes about 58 seconds, and Ctrl+C ends it and keeps what was learned")]
    [InlineData(40, "this will take about 40 seconds")]
    public void WhatWasToldIsCorrectedWhereItIsMuchElse(double seconds, string? words) =>
        TimeEstimate.After(Whole, TimeSpan.FromSeconds(3), Progress(seconds - 3, 100), TimeSpan.FromMinutes(10))?.InWords.ShouldBe(words);

    [Theory]
    // 100 epochs of 1,000 rows, forward once and backward twice.
    [InlineData(nameof(EarlyStoppingMode.No), 1000, 0, 300_000, 300_000)]
    // 900 are learned from and 100 are measured after each epoch.
    [InlineData(nameof(EarlyStoppingMode.Yes), 1000, 100, 280_000, 300_000)]
    // Four fifths are learned from and a fifth is measured, five times; then one epoch at least.
    [InlineData(nameof(EarlyStoppingMode.CrossValidation), 1000, 0, 1_303_000, 300_000)]
    // Four rows make four folds: 400 · (3 · 3 + 1) + 12.
    [InlineData(nameof(EarlyStoppingMode.CrossValidation), 4, 0, 4_012, 1_200)]
    public void APlanCountsThePassesOfAllTrainings(string mode, int rows, int held, double passes, double one)
    {
        var plan = TrainingPlan.Of(Enum.Parse<EarlyStoppingMode>(mode), 100, rows, held, 7);
        (plan.Work, plan.WorkOfOne).ShouldBe((7 * passes, 7 * one));
        plan.EndsEarly.ShouldBe(held > 0);
    }

    [Fact]
    public void OnlyMuchWorkIsToldBeforeTheFirstEpoch()
    {
        var events = new List<LearnEvent>();
        var asked = 0;
        var estimate = new TimeEstimate(new Listener(events), () => ++asked * 1e10);

        estimate.Begin(new TrainingPlan(10, 0, EndsEarly: false, 6e10, 6e10));
        (asked, events.Count).ShouldBe((0, 0), "a slow machine needs a minute for it");
        estimate.Begin(null);
        estimate.Begin(new TrainingPlan(10, 0, EndsEarly: false, 1.2e12, 1.2e12));
        estimate.Report(new LearnEvent.Training(Progress(117, 10)));

        asked.ShouldBe(1);
        events.Select(
            told => told is LearnEvent.TakesLong estimated ? estimated.InWords.Split(';')[0] : "")
            .ShouldBe(["this will take at least about 2 minutes", ""]);
    }

    [Fact]
    public void OptionsThatTheDataCompleteMakeThePlan()
    {
        // 2 values, 3 and 1: (2 + 1) · 3 + (3 + 1) · 1 + (1 + 1) · 3 + (3 + 1) · 2 = 27 weights; 10 epochs of 20 rows, 2 of them set aside.
        var set = new LearningSet(Tensor.Zeros([20, 2]));
        var options = new AutoencoderOptions { LatentSize = 1, Hidden = [3], Epochs = 10, EarlyStopping = EarlyStoppingMode.Yes };
        TrainingPlan.Of(options, set).ShouldBe(new TrainingPlan(10, 0, EndsEarly: true, 27 * 10 * ((3 * 18) + 2), 27 * 10 * 3 * 20));
        TrainingPlan.Of(new GanOptions { Epochs = 5 }, set).ShouldBe(new TrainingPlan(5, 0, EndsEarly: false, null, null));
        TrainingPlan.Of(new PcaOptions(), set).ShouldBeNull();
    }

    private static TrainingProgress Progress(double remaining, int epochs) =>
        new(1, epochs, 5, 100, 0.5, null, 1000, TimeSpan.FromSeconds(remaining), EpochEnded: false);

    private sealed class Listener(List<LearnEvent> events) : IProgress<LearnEvent>
    {
        public void Report(LearnEvent value) => events.Add(value);
    }
}
