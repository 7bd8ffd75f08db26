using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class CsvLoggerTests
{
    private static readonly Tensor X = new TestNumbers(1).Tensor([20, 3]).Keep();

    [Fact]
    public void Writes_epochs_from_0_and_series_by_name()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("log.csv");
        InCulture.German(() => Fit(new CsvLogger(file), [0.5, double.NaN, 1e-7]));
        File.ReadAllText(file).ShouldBe("epoch,loss,own,val_loss\n" + Rows(file, ["0.5", "nan", "1E-07"]));
    }

    [Fact]
    public void Is_whole_after_every_epoch()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("log.csv");
        var lines = new List<int>();
        Fit(new CsvLogger(file), [1, 2, 3], new LambdaCallback { EpochEnd = _ => lines.Add(File.ReadAllText(file).Count(c => c == '\n')) });
        lines.ShouldBe([2, 3, 4]);
    }

    [Fact]
    public void Appends_with_one_header_and_replaces_otherwise()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("log.tsv");
        Fit(new CsvLogger(file, '\t', append: true), [1, 2]);
        File.AppendAllText(file, "half a li");
        Fit(new CsvLogger(file, '\t', append: true), [3]);
        var lines = File.ReadAllLines(file);
        lines.Select(line => line.Split('\t')[0]).ShouldBe(["epoch", "0", "1", "0"]);
        lines.Select(line => line.Split('\t')[2]).ShouldBe(["own", "1", "2", "3"]);
        Fit(new CsvLogger(file, '\t'), [4]);
        File.ReadAllLines(file).Length.ShouldBe(2);
    }

    [Fact]
    public void What_an_epoch_has_no_value_of_is_told()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("log.csv");
        Fit(new CsvLogger(file), [1, null, 3]);
        File.ReadAllLines(file).Select(line => line.Split(',')[2]).ShouldBe(["own", "1", "NA", "3"]);
    }

    [Fact]
    public void Refuses_separators_that_values_contain()
    {
        Should.Throw<BadArgumentException>(() => new CsvLogger("a.csv", '.')).Message.ShouldContain("cannot separate");
        Should.Throw<BadArgumentException>(() => new CsvLogger("")).Message.ShouldContain("path is empty");
    }

    private static History Fit(CsvLogger logger, double?[] own, params Callback[] after)
    {
        var model = new Sequential(new Dense(3));
        model.Compile(new Sgd(0.01), Losses.MeanSquaredError);
        var series = new LambdaCallback { EpochEnd = state => { if (own[state.Epoch - 1] is { } value) state.History.Add("own", value); } };
        return model.Fit(X, X, epochs: own.Length, validation: (X, X), callbacks: [series, logger, .. after]);
    }

    /// <summary>The rows with the losses as the file has them, which other tests hold against their truth.</summary>
    private static string Rows(string file, string[] own)
    {
        var cells = File.ReadAllLines(file).Skip(1).Select(line => line.Split(',')).ToList();
        cells.ShouldAllBe(row => double.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture) > 0);
        return string.Concat(own.Select((value, i) => FormattableString.Invariant($"{i},{cells[i][1]},{value},{cells[i][3]}\n")));
    }
}
