using static LatentSharp.Tests.TableTexts;

namespace LatentSharp.Tests;

/// <summary>Columns of dates and times. Expected numbers by hand: a day has 86,400 seconds.</summary>
public sealed class DateNotationTests
{
    [Fact]
    public void Time_stamps_become_seconds_since_the_earliest()
    {
        var rows = Enumerable.Range(0, 55).Select(i =>
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"2013-12-{2 + (i / 24):00} {i % 24:00}:00:00,{70 + i}.000\n"));
        var data = Read("timestamp,value\n" + string.Concat(rows));
        data.ColumnNames.ShouldBe(["timestamp", "value"]);
        for (var i = 0; i < 55; i++) (data.Samples[i, 0], data.Samples[i, 1]).ShouldBe((3600f * i, 70f + i));
        data.Notes.ShouldContain(
            "the column 'timestamp' holds dates, which became seconds since 2013-12-02; leave it out if time says nothing.");
        data.Encoding!.Description.ShouldBe("timestamp became seconds since 2013-12-02");
        data.Encoding.IsPlain.ShouldBeFalse();
        DataDescription.Of(data).Notes.ShouldBe(data.Notes);
    }

    [Theory]
    [InlineData("2013-12-03", "2013-12-02", 1, 0)]
    [InlineData("2013/2/28", "2013/3/1", 0, 1)]
    [InlineData("2012-02-28", "2012-03-01", 0, 2)] // a leap year
    [InlineData("2.12.2013", "12.12.2013", 0, 10)]
    [InlineData("31/1/2013", "1/2/2013", 0, 1)] // no month 31: the day is first
    [InlineData("1/31/2013", "2/1/2013", 0, 1)]
    [InlineData("2 Dec 2013", "3 Dec 2013", 0, 1)]
    [InlineData("02-Dec-2013", "04-Dec-2013", 0, 2)]
    [InlineData("Dec 2, 2013", "January 1, 2014", 0, 30)]
    [InlineData("2013-12", "2014-01", 0, 31)]
    [InlineData("2013-12-02T01:00:00", "2013-12-02T00:00:00", 3600, 0)]
    [InlineData("2013-12-02T00:00:00Z", "2013-12-02T01:00:00+01:00", 0, 0)]
    [InlineData("2013-12-02 00:00:00.250000000", "2013-12-02 00:00:01", 0, 0.75)]
    [InlineData("2013-12-02 10:30", "2013-12-02", 37800, 0)]
    [InlineData("12/31/2013 1:30 PM", "12/31/2013 2:30 AM", 39600, 0)]
    [InlineData("00:00:30", "01:01", 30, 3660)]
    public void Dates_are_read_in_the_order_that_all_fit(string first, string second, double one, double two)
    {
        Read($"when;v\n{first};1\n{second};2\n").Samples.ToArray().ShouldBe([(float)one, 1, (float)two, 2]);
        LatentSharp.Testing.InCulture.German(() => Read($"when;v\n{first};1\n{second};2\n")).Samples.ToArray()
            .ShouldBe([(float)one, 1, (float)two, 2]);
    }

    [Theory]
    [InlineData(
        "when,v\n3/4/2013,1\n5/6/2013,2\n", "line 2, column 1 ('when'): '3/4/2013' is a date whose day and month cannot be told apart")]
    [InlineData(
        "when,v\n2013-12-02,1\n2013-12-03,2\nlater,3\n",
        "line 4, column 1 ('when'): 'later' is none of the dates that the column holds for the most part")]
    [InlineData(
        "when,v\n13/12/2013,1\n12/13/2013,2\n",
        "line 3, column 1 ('when'): '12/13/2013' is written otherwise than '13/12/2013' in line 2")]
    [InlineData("when,v\n2013-12-02,1\n7,2\n", "column 1 ('when'): ")]
    [InlineData("when,v\n2013-12-02,1\n,2\n", "line 3, column 1 ('when'): the cell is empty")]
    public void Dates_that_cannot_be_told_are_refused(string text, string because) => Refusal(text).ShouldContain(because);

    [Fact]
    public void The_same_day_and_month_in_both_orders_is_no_question() =>
        Read("when,v\n3/3/2013,1\n3/3/2013,2\n").Samples.ToArray().ShouldBe([0, 1, 0, 2]);

    [Fact]
    public void Dates_that_are_not_known_are_said()
    {
        var data = Read("when,v\n12/25/13,1\n12/26/13,2\n");
        data.ColumnNames.ShouldBe(["when=12/25/13", "when=12/26/13", "v"]);
        data.Notes.ShouldContain(note => note.Contains("neither numbers nor dates as they stand", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_date_becomes_the_mean()
    {
        // Days 0, 2 and 4 have the mean 2.
        Impute("when,v\n2013-12-06,1\nNaT,2\n2013-12-02,3\n2013-12-04,4\n").Samples.ToArray().ShouldBe([4, 1, 2, 2, 0, 3, 2, 4]);
    }

    [Fact]
    public void Other_tables_are_read_by_the_dates_that_were_learned()
    {
        var encoding = Read("when,v\n2013-12-02,1\n2013-12-04,2\n").Encoding;
        Read(
            "when,v\n2013-12-12,1\n2013-12-01 12:00,2\n",
            new CsvOptions { Encoding = encoding }).Samples.ToArray().ShouldBe([10, 1, -0.5f, 2]);
        Refusal("when,v\n12.12.2013,1\n", new CsvOptions { Encoding = encoding }).ShouldContain(
            "line 2, column 1 ('when'): '12.12.2013' is no date as the column had in learning.");
    }

    [Fact]
    public void In_sequences_time_begins_with_the_first_step()
    {
        var data = Read(
            "id,when,v\na,2013-12-02 01:00,1\nb,2014-01-01 00:00,2\na,2013-12-02 01:00:30,3\n", new CsvOptions { Sequence = "id" });
        data.Samples.ToArray().ShouldBe([0, 1, 30, 3, 0, 2, 0, 0]);
        data.Notes.ShouldContain(note =>
            note.Contains("'when' holds dates, which became seconds since the first step of their sequence", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(DateOrder.YearFirst, true, 3, "2024-03-01")] // a leap year
    [InlineData(DateOrder.YearFirst, true, -58.4, "2023-12-31")]
    [InlineData(DateOrder.DayFirst, false, 86399.6, "2024-02-28")]
    [InlineData(DateOrder.DayFirst, false, 90, "2024-02-27 00:01:30")]
    [InlineData(DateOrder.TimeOfDay, false, 49530, "13:45:30")]
    [InlineData(DateOrder.TimeOfDay, false, -5, "-5 seconds since midnight")]
    [InlineData(DateOrder.YearFirst, true, 1e9, "1E+09 days since 2024-02-27")]
    public void A_number_is_shown_as_the_date_that_it_is(DateOrder order, bool days, double value, string date) =>
        new DateNotation(order, new DateTime(2024, 2, 27, 0, 0, 0, DateTimeKind.Unspecified), days).Show((float)value).ShouldBe(date);
}
