namespace LatentSharp.Tests;

/// <summary>
/// How numbers and dates were written when a model learned is kept with it, and new tables are read so. Expected numbers by hand.
/// </summary>
public sealed class NotationTests
{
    private const string Places =
        "when;pop;share;town\n2.1.2013;1.204,5;12%;a\n3.1.2013;2.500;7%;b\n14.1.2013;3.100,25;9,5%;a\n"
        + "5.1.2013;900;8%;b\n6.1.2013;1.000;5%;b\n";

    [Fact]
    public void ANewTableIsReadAsTheLearnedOne()
    {
        using var place = new TemporaryFolder();
        var run = Learn(place);

        var saved = SavedModel.Load(run);
        saved.Encoding!.Columns.Select(column => column.Dates)
            .ShouldBe([new DateNotation(DateOrder.DayFirst, new DateTime(2013, 1, 2), true), null, null, null]);
        saved.Encoding.Columns.Select(column => column.Numbers)
            .ShouldBe([null, new NumberNotation(',', '.', null), new NumberNotation(',', null, '%'), null]);
        var again = Directory.CreateDirectory(place.File("again")).FullName;
        saved.Save(again);
        File.ReadAllText(Path.Combine(again, "config.json")).ShouldBe(File.ReadAllText(Path.Combine(run, "model", "config.json")));

        // Alone, the day and month of 3.2. could not be told, and 1.500 would be one and a half.
        var table = place.Write("new.csv", "town;share;pop;when\nb;7%;1.500;3.2.2013\n");
        DataSource.Open(table, new DataOptions { Encoding = saved.Encoding }).Samples.ToArray().ShouldBe([32, 1500, 7, 0, 1]);
        DataSource.Open(table, new DataOptions { Encoding = saved.Encoding, Format = new() { Decimal = '.' } }).Samples.ToArray()
            .ShouldBe([32, 1.5f, 7, 0, 1]);
        var same = place.Write("same.csv", "town;share;pop;when\nb;7%;1500;03.02.2013\n");
        ApplyRun.Features(run, table, place.File("a.npy")).ToArray().ShouldBe(ApplyRun.Features(run, same, place.File("b.npy")).ToArray());
        ApplyRun.Features(run, table, place.File("c.npy"), new() { Format = new() { Decimal = '.' } }).ToArray()
            .ShouldNotBe(ApplyRun.Features(run, same, place.File("b.npy")).ToArray());
        Should.Throw<BadFileException>(() =>
            ApplyRun.Features(run, place.Write("odd.csv", "town;share;pop;when\nb;7%;1.50;3.2.2013\n"), place.File("never.npy"))).Message
            .ShouldContain("line 2, column 3 ('pop'): '1.50' is not a number");
    }

    [Theory]
    [InlineData("\"decimal\": \",\"", "\"decimal\": \";\"", "must be signs that numbers are written with")]
    [InlineData("\"decimal\": \",\"", "\"decimal\": null", "'decimal' must be . or ,")]
    [InlineData("\"thousands\": \".\"", "\"thousands\": \",\"", "must be signs that numbers are written with")]
    [InlineData("\"unit\": \"%\"", "\"unit\": \"percent\"", "'unit' must be one character")]
    [InlineData("\"unit\": \"%\"", "\"unit\": \"x\"", "must be signs that numbers are written with")]
    [InlineData(
        "\"order\": \"day-first\"", "\"order\": \"last\"",
        "'order' must be year-first, day-first, month-first, named-month or time-of-day")]
    [InlineData("\"since\": \"2013", "\"since\": \"x2013", "'since' must be a date and time")]
    [InlineData("\"in\": \"days\"", "\"in\": \"weeks\"", "'in' must be days or seconds")]
    [InlineData("\"in\": \"days\"", "\"in\": \"days\", \"to\": 1", "'to' is not known here")]
    [InlineData(
        "\"dates\": {", "\"numbers\": { \"decimal\": \",\", \"thousands\": null, \"unit\": null }, \"dates\": {",
        "a column has one of 'texts', 'hashSize', 'numbers' and 'dates'")]
    public void DamageIsRefusedByName(string from, string to, string message)
    {
        using var place = new TemporaryFolder();
        var config = Path.Combine(Learn(place), "model", "config.json");
        var text = File.ReadAllText(config);
        text.ShouldContain(from);
        File.WriteAllText(config, text.Replace(from, to, StringComparison.Ordinal));

        var refusal = Should.Throw<BadFileException>(() => SavedModel.Load(place.File("run"))).Message;

        refusal.ShouldStartWith(config);
        refusal.ShouldContain(message);
    }

    [Fact]
    public void SequencesAreReadInTheNotationThatWasSaid()
    {
        using var place = new TemporaryFolder();
        var rows = string.Concat(Enumerable.Range(0, 12).Select(row => $"{row / 3};{1 + (row % 5)}.{row % 7}00,5\n"));
        var run = LearnRun.Run(new LearnRequest
        {
            Data = place.Write("steps.csv", "id;v\n" + rows),
            Reading = new() { Sequence = "id", Format = new() { Decimal = ',', Thousands = '.' } },
            Estimator = new PcaOptions { LatentSize = 2 }, Output = place.File("run"),
        }).Folder;
        SavedModel.Load(run).Numbers.ShouldBe(new NumberNotation(',', '.', null));

        // 1.100 alone is read with a point between thousands, as was said in learning.
        ApplyRun.Reconstruct(
            run, place.Write("new.csv", "id;v\na;1.100\na;1.100\na;1.100\nb;2.200\n"), place.File("a.npy"), new() { Sequence = "id" })
                .ToArray()
            .ShouldBe(
                ApplyRun.Reconstruct(
                    run, place.Write("same.csv", "id;v\na;1100\na;1100\na;1100\nb;2200\n"), place.File("b.npy"),
                        new() { Sequence = "id" }).ToArray());
    }

    [Fact]
    public void TheRequestIsWrittenWithItsFormat()
    {
        new LearnRequest
        {
            Data = "a.txt", Reading = new() { Format = new() { HasHeader = false, Separator = ' ', Decimal = ',', Thousands = '\'' } },
        }.ToCommand()
            .ShouldBe("latent learn a.txt --header no --separator blank --decimal comma --thousands apostrophe");
        new LearnRequest { Data = "a.txt" }.ToCommand().ShouldBe("latent learn a.txt");
        Should.Throw<BadArgumentException>(
            () => new LearnRequest { Data = "a.txt", Reading = new() { Format = new() { Decimal = ',', Thousands = ',' } } }.Validate())
            .Message.ShouldStartWith("--thousands: comma does not fit");
        Should.Throw<BadArgumentException>(() => new LearnRequest { Data = "a.txt",
            Reading = new() { Format = new() { Separator = 'x' } } }.Validate()).Message
            .ShouldBe("--separator: x does not fit; it must be comma, semicolon, bar, tab or blank, or the sign itself.");
        LearnOptions.Separator.Read(";").ShouldBe(';');
        LearnOptions.Thousands.Read("blank").ShouldBe(' ');
        LearnOptions.Header.Read("no").ShouldBe(false);
        Should.Throw<BadArgumentException>(() => LearnOptions.Header.Read("maybe")).Message.ShouldBe(
            "--header: 'maybe' does not fit; it must be yes or no.");
    }

    private static string Learn(TemporaryFolder place) => LearnRun.Run(new LearnRequest
    {
        Data = place.Write("places.csv", Places), Estimator = new PcaOptions { LatentSize = 4 }, Output = place.File("run"),
    }).Folder;
}
