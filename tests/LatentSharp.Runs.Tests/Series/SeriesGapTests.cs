namespace LatentSharp.Tests;

/// <summary>Long series in which rows, or values, are missing.</summary>
public sealed class SeriesGapTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Rows of an hour each, without those of 9 hours after the twentieth and of 2 hours after the fortieth.</summary>
    [Fact]
    public void No_window_reaches_over_a_long_gap_of_time()
    {
        var table = Read([.. Hours().Select((hour, i) => $"{At(hour)},{i}")], "time,a", Missing.Refuse);
        var series = LongSeries.Of(table, 5, 1, 3);
        // 20 rows have 16 windows of 5, and 40 rows 36, the gap of 2 among them.
        series.Starts.ShouldBe([.. Enumerable.Range(0, 16), .. Enumerable.Range(20, 36)]);
        string.Join("\n", series.Notes).ShouldContain("a step is 3,600 seconds by 'time'");
        string.Join("\n", series.Notes).ShouldContain(
            "rows are missing at 2 places, at most 9 on end, before row 21; 1 gap longer than 3 steps (--max-gap) divides the series.");
        LongSeries.Of(table, 5, 1, 1).Starts
            .ShouldBe([.. Enumerable.Range(0, 16), .. Enumerable.Range(20, 16), .. Enumerable.Range(40, 16)]);
        LongSeries.Of(table, 5, 1, 9).Starts.ShouldBe([.. Enumerable.Range(0, 56)]);
    }

    [Fact]
    public void The_value_before_stands_in_a_short_gap_and_a_long_one_divides()
    {
        string[] cells = ["", "1", "2", "", "", "5", "6", "7", "8", "", "", "", "12", "13", "14", "15"];
        var table = Read([.. cells.Select(cell => $"{cell},1.5")], "a,b", Missing.Impute);
        var series = LongSeries.Of(table, 4, 1, 2);
        series.Plan.Columns.ShouldBe(["a", "b"]);
        series.Points.AsSpan().ToArray().Chunk(2).Select(row => row[0])
            .ShouldBe([1, 1, 2, 2, 2, 5, 6, 7, 8, 8, 8, 8, 12, 13, 14, 15]);
        // Rows 1 to 9 and 13 to 16 are whole.
        series.Starts.ShouldBe([0, 1, 2, 3, 4, 5, 12]);
        string.Join("\n", series.Notes).ShouldEndWith(
            "the value before stands for what is missing in 6 rows, at most 3 on end, from row 10 on; 1 gap longer than 2 steps "
            + "(--max-gap) divides the series.\n3 rows between gaps are fewer than a window of 4 at a time, and are left out.");
        Should.Throw<BadArgumentException>(() => Read(["1,2", ",3"], "a,b", Missing.Indicator)).Message.ShouldContain("long series");
        Should.Throw<BadFileException>(() => Read(["1,2", ",3"], "a,b", Missing.Refuse)).Message.ShouldContain("--missing");
    }

    /// <summary>What detects gives every row a score, whatever lies around it.</summary>
    [Fact]
    public void Where_every_row_counts_windows_reach_over_gaps_for_those_that_are_left()
    {
        var table = Read([.. Hours().Take(23).Select((hour, i) => $"{At(hour)},{i}")], "time,a", Missing.Refuse);
        var series = LongSeries.Of(table, 5, 2, 3, everyRow: true);
        // Of the 20 rows before the gap the last window begins at 15; the 3 rows after it are in one that reaches back over it.
        series.Starts.ShouldBe([0, 2, 4, 6, 8, 10, 12, 14, 15, 18]);
        series.PointScores(new float[series.Starts.Length]).ShouldAllBe(score => score == 0);
        string.Join("\n", series.Notes).ShouldContain("3 rows between gaps are fewer than a window of 5 at a time, and are looked at");
    }

    [Fact]
    public void Times_that_run_back_divide_and_uneven_ones_say_nothing()
    {
        string[] twice = [.. Enumerable.Range(0, 8).Concat(Enumerable.Range(0, 8)).Select(hour => $"{At(hour)},{hour}")];
        var series = LongSeries.Of(Read(twice, "time,a", Missing.Refuse), 8, 1);
        series.Starts.ShouldBe([0, 8]);
        string.Join("\n", series.Notes).ShouldContain("time runs back 1 time, first at row 9");

        var uneven = LongSeries.Of(
            Read([.. Enumerable.Range(0, 20).Select(i => $"{At(i * i * 0.37)},{i}")], "time,a", Missing.Refuse), 8, 1);
        uneven.Starts.Length.ShouldBe(13);
        string.Join("\n", uneven.Notes).ShouldContain("the times of 'time' are uneven");
    }

    [Fact]
    public void Windows_that_fit_between_no_gaps_are_refused()
    {
        var table = Read([.. Hours().Select((hour, i) => $"{At(hour)},{i}")], "time,a", Missing.Refuse);
        Should.Throw<BadArgumentException>(() => LongSeries.Of(table, 41, 1, 3)).Message.ShouldBe(
            "--window: 41 rows do not fit series, whose longest stretch without a gap has 40 rows; take fewer, or a greater "
            + "--max-gap than 3.");
        // The last 12 of 60 rows lie in one stretch; of the earlier ones each part has its windows.
        var (data, plan) = LongSeries.Divided(table, 10, 1, 0.2, 3);
        (data.Count, data.TestPart!.Count, plan.MaxGap).ShouldBe((11 + 19, 3, 3));
    }

    [Fact]
    public void A_forecast_needs_a_window_without_a_gap_at_the_end()
    {
        var data = folder.File("series.csv");
        File.WriteAllLines(data, Hours().Select((hour, i) => FormattableString.Invariant($"{At(hour)},{i % 4}")).Prepend("time,a"));
        var run = folder.File("run");
        LearnRun.Run(new()
        {
            Data = data, Window = 8, MaxGap = 3, Output = run, Estimator = new ForecasterOptions { LatentSize = 2, Epochs = 1 },
        });
        ForecastRun.Run(run, data, 2, folder.File("next.csv")).Shape.ShouldBe([2, 1]);
        File.WriteAllLines(data, File.ReadAllLines(data).Take(26));
        Should.Throw<BadFileException>(() => ForecastRun.Run(run, data, 2, folder.File("other.csv"))).Message.ShouldContain("gap");
        File.Exists(folder.File("other.csv")).ShouldBeFalse();
    }

    private static IEnumerable<int> Hours() => [.. Enumerable.Range(0, 20), .. Enumerable.Range(29, 20), .. Enumerable.Range(51, 20)];

    private static string At(double hour) => new DateTime(2024, 3, 1).AddSeconds(Math.Round(hour * 3600))
        .ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private Dataset Read(string[] rows, string header, Missing missing)
    {
        var file = folder.File("series.csv");
        File.WriteAllLines(file, rows.Prepend(header));
        return SeriesRows.Read(file, new DataOptions { Missing = missing });
    }
}
