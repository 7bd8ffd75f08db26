using System.Text.Json;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>
/// Small files that were once read wrongly, in <c>Cases</c>, each with the right value: computed by hand, by Python's csv module, pandas or
/// NumPy. Each stands for a kind of fault, and the tests of its reader for the neighbours.
/// </summary>
public sealed class CaseTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("latent-cases-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Labels_that_are_equal_numbers_are_the_same_class()
    {
        Latent(
            "learn", Case("label-spelling/seq.csv"), "--sequence", "id", "--label", "c", "--model", "rnn", "--epochs", "20", "--out",
            "run").ExitCode.ShouldBe(0);

        using var measured = JsonDocument.Parse(
            Latent("evaluate", "run", Case("label-spelling/seqf.csv"), "--sequence", "id", "--label", "c", "--json").Output);

        measured.RootElement.GetProperty("accuracy").GetDouble().ShouldBeGreaterThan(0.9);
    }

    [Theory]
    [InlineData(
        "header-all-text/allcat.csv", 3, new[] { "colour=blue", "colour=red", "size=L", "size=M", "size=S" },
        new float[] { 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 1, 1, 0, 0 })]
    [InlineData(
        "table-of-texts/texts-only-with-header.csv", 3, new[] { "color=blue", "color=red", "shape=round", "shape=square" },
        new float[] { 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1 })]
    [InlineData("header-numbers/numhdr.csv", 2, new[] { "0", "1", "2" }, new[] { 0.5f, 1.5f, 2.5f, 0.25f, 1.25f, 2.25f })]
    [InlineData("number-formats/eu.csv", 3, new[] { "k", "v" }, new[] { 1, 1204.5f, 2, 2500.25f, 3, 3100.75f })]
    [InlineData("number-formats/eu2.csv", 3, new[] { "k", "v" }, new float[] { 1, 1204300, 2, 2500100, 3, 3100000 })]
    [InlineData("number-formats/thou2.csv", 3, new[] { "k", "pop" }, new float[] { 1, 1204300, 2, 2500111, 3, 3100222 })]
    [InlineData("first-row-taken-for-header/firstthou.csv", 3, new[] { "column 1", "column 2" }, new float[] { 1204300, 1, 5, 2, 6, 3 })]
    [InlineData("other-separators/pipe.csv", 2, new[] { "a", "b" }, new float[] { 1, 2, 3, 4 })]
    [InlineData("other-separators/ws.csv", 2, new[] { "a", "b" }, new float[] { 1, 2, 3, 4 })]
    [InlineData("blank-line-one-column/single.csv", 5, new[] { "level" }, new float[] { 3, 5, 5, 5, 7 })]
    [InlineData("nan-not-imputed/nanword.csv", 3, new[] { "a", "b" }, new float[] { 1, 1, 2, 2, 3, 3 })]
    public void Tables_are_read_as_they_were_meant(string file, int rows, string[] columns, float[] values)
    {
        var data = DataSource.Open(Case(file), new DataOptions { Missing = Missing.Impute });

        data.Count.ShouldBe(rows);
        data.ColumnNames.ShouldBe(columns);
        data.Samples.ToArray().ShouldBe(values);
    }

    [Fact]
    public void An_index_without_a_name_is_a_column_and_its_header_no_row() =>
        DataSource.Open(Case("header-numbers/pdindex.csv")).Samples.ToArray().ShouldBe([0, 0.5f, 1.5f, 1, 0.25f, 1.25f]);

    [Fact]
    public void A_column_of_names_beside_numbers_is_divided_by_bars()
    {
        var data = DataSource.Open(Case("table-of-texts/pipes.csv"));

        data.ColumnNames.ShouldBe(["name=a", "name=b", "name=c", "v"]);
        data.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("thousands-message/thou1.csv", null, "line 2", "1204", "1.204", "--thousands", "--decimal")]
    [InlineData("blank-line-one-column/single.csv", null, "line 3")]
    [InlineData("missing-label/lblmiss.csv", "c", "line 3")]
    [InlineData("nan-not-imputed/nanword.csv", null, "line 3", "--missing impute")]
    [InlineData("npz-labels-passed-over/zlen.npz", null, "(3)", "4 samples")]
    [InlineData("npz-labels/xylen.npz", null, "(3)", "4 samples")]
    public void What_cannot_be_known_is_refused_with_what_helps(string file, string? label, params string[] words)
    {
        string[] arguments = label is null ? ["learn", Case(file)] : ["learn", Case(file), "--label", label];

        var outcome = Latent(arguments);

        outcome.ExitCode.ShouldBe(2);
        foreach (var word in words) outcome.Error.ShouldContain(word);
        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("labels-above-2-24/zbigl.npz", new[] { "16777216", "16777217" }, new[] { 0, 1, 0, 1 })]
    [InlineData("npz-labels-passed-over/zonehot.npz", new[] { "0", "1", "2" }, new[] { 0, 1, 0, 2 })]
    public void Labels_of_arrays_are_read(string file, string[] classes, int[] labels)
    {
        var data = DataSource.Open(Case(file));

        data.ClassNames.ShouldBe(classes);
        data.Labels!.Value.ToArray<int>().ShouldBe(labels);
    }

    [Theory]
    [InlineData("npz-labels-passed-over/z_pos.npz", "arr_1")]
    [InlineData("npz-labels/yneg.npz", "1.5")]
    public void Arrays_that_are_no_labels_are_named(string file, string word)
    {
        var data = DataSource.Open(Case(file));

        data.Labels.ShouldBeNull();
        data.Notes.ShouldContain(note => note.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void Samples_are_read_without_labels_of_text()
    {
        DataSource.Open(Case("npz-labels-passed-over/zstr.npz"), new DataOptions { Label = DataOptions.NoLabel }).Labels.ShouldBeNull();
        DataSource.Open(Case("npz-labels-passed-over/zstr.npz")).ClassNames.ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void Idx_names_with_a_dot_are_those_with_a_dash()
    {
        var data = DataSource.Open(Case("idx-dotted-names"));

        (data.Count, data.TestPart!.Count, data.ClassNames.Count).ShouldBe((40, 12, 2));
        data.Labels!.Value.ToArray<int>().Count(label => label == 0).ShouldBe(20);
    }

    [Fact]
    public void Time_stamps_become_seconds_and_never_categories()
    {
        var data = DataSource.Open(Case("dates/dates.csv"));

        data.ColumnNames.ShouldBe(["timestamp", "value"]);
        data.Samples.ToArray().Where((_, i) => i % 2 == 0).ShouldBe(Enumerable.Range(0, data.Count).Select(hour => 3600f * hour));
        data.Notes.ShouldContain(note => note.Contains("'timestamp' holds dates", StringComparison.Ordinal));
    }

    [Fact]
    public void Weights_that_are_no_numbers_are_refused()
    {
        var outcome = Latent(
            "features", Case("weights-not-a-number/model-autoencoder-allnan"), Case("weights-not-a-number/table-for-autoencoder.csv"),
            "--label", "y", "--out", "p.csv");

        outcome.ExitCode.ShouldBe(2);
        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    public void A_rare_class_is_seen_beside_the_accuracy()
    {
        var outcome = Latent(
            "learn", Case("rare-class/rare-class-table.csv"), "--label", "class", "--latent", "2", "--epochs", "5", "--out", "run");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain("balanced accuracy");
        outcome.Output.ShouldContain("average precision");
        outcome.Output.Split('\n').Where(line =>
            line.StartsWith("Linear probe ↑", StringComparison.Ordinal)
                || line.StartsWith("Nearest neighbours ↑", StringComparison.Ordinal))
            .ShouldAllBe(line => line.Contains("always “ok”", StringComparison.Ordinal));
    }

    private static string Case(string name) => Path.Combine(Repository.Root, "tests", "LatentSharp.Cli.Tests", "Cases", name);

    private LatentProgram.Outcome Latent(params string[] arguments) => LatentProgram.Run(folder, arguments);
}
