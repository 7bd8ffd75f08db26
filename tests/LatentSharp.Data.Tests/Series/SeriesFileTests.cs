using System.Text;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

public sealed class SeriesFileTests
{
    private const string Head =
        "# a comment: \"quoted\"\n%too\n@problemName Small\n@timeStamps false\n@missing true\n@univariate "
        + "false\n@dimensions 2\n@equalLength false\n@classLabel true walk rest\n@data\n";
    private const string Good = Head + "1,2,3:10,20,30:rest\n4:40:walk\n";

    [Fact]
    public void Reads_dimensions_as_channels_and_pads_at_the_end()
    {
        var data = Read(Good);
        data.Samples.Shape.ShouldBe([2, 3, 2]);
        data.Samples.ToArray().ShouldBe([1, 10, 2, 20, 3, 30, 4, 40, 0, 0, 0, 0]);
        data.Lengths.ShouldBe([3, 1]);
        data.ClassNames.ShouldBe(["walk", "rest"]);
        data.Labels!.Value.ToArray<int>().ShouldBe([1, 0]);
        data.TestPart.ShouldBeNull();
        data.Take([1]).Lengths.ShouldBe([1]);
        var longer = data.PadTo(4);
        longer.Samples.ToArray().ShouldBe([1, 10, 2, 20, 3, 30, 0, 0, 4, 40, 0, 0, 0, 0, 0, 0]);
        longer.Lengths.ShouldBe([3, 1]);
        Should.Throw<BadArgumentException>(() => data.PadTo(2));
    }

    [Fact]
    public void Samples_are_made_known_as_sequences()
    {
        var data = new Dataset("a", Tensor.From<float>([1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0], [2, 3, 2]));
        data.AsSequences().Lengths.ShouldBe([3, 3]);
        var padded = data.AsSequences(padded: true);
        padded.Lengths.ShouldBe([2, 1]);
        padded.Sequences!.Channels.ShouldBe(["channel 1", "channel 2"]);
        padded.AsSequences().ShouldBeSameAs(padded);
        Should.Throw<BadArgumentException>(() => new Dataset("a", Tensor.Zeros([2, 3])).AsSequences()).Message.ShouldContain("(2, 3)");
    }

    /// <summary>Stamps as of the sktime and aeon formats: the second sequence lacks a value of one dimension and a step of both.</summary>
    [Theory]
    [InlineData("(2004-10-01 00:00:00,1),(2004-10-01 01:00:00,2):(2004-10-01 00:00:00,10),(2004-10-01 01:00:00,20):rest\n"
        + "(2004-10-02 05:00:00,3),(2004-10-02 07:00:00,4):(2004-10-02 05:00:00,?),(2004-10-02 08:00:00,40):walk\n", "3600 seconds")]
    [InlineData("(0,1),(5,2):(0,10),(5,20):rest\n(100,3),(110,4):(100,?),(115,40):walk\n", "5")]
    public void Time_stamps_make_equal_steps(string lines, string step)
    {
        var head = Head.Replace("@timeStamps false", "@timeStamps true", StringComparison.Ordinal);
        var data = Read(head + lines, missing: Missing.Impute);
        data.Samples.Shape.ShouldBe([2, 4, 2]);
        data.Samples.ToArray().ShouldBe([1, 10, 2, 20, 0, 0, 0, 0, 3, 40, 3, 40, 4, 40, 4, 40]);
        data.Lengths.ShouldBe([2, 4]);
        data.Sequences!.MissingValues.ShouldBe(5);
        data.Labels!.Value.ToArray<int>().ShouldBe([1, 0]);
        data.Notes.Count.ShouldBe(2);
        data.Notes[0].ShouldStartWith($"a step is {step}, the smallest time");
        data.Notes[1].ShouldBe(
            "5 missing values of 1 sequence were filled in, at most 3 on end, by the last one before in the channel or the first one "
            + "after.");
        Should.Throw<BadFileException>(() => Read(head + lines)).Message.ShouldContain("line 12, dimension 1: there is no value at step 2");
    }

    [Theory]
    [InlineData("(0,1),(2,2),(5,3):(0,1):rest\n", "the times are uneven: one is 5 after the first, no multiple of 2")]
    [InlineData("(3,1),(2,2):(0,1):rest\n", "the time '2' is not after the one before")]
    [InlineData("(0,1),(2004-10-01,2):(0,1):rest\n", "is not written as those before")]
    [InlineData("(noon,1):(0,1):rest\n", "'noon' is no time")]
    [InlineData("(0,1),(1:(0,1):rest\n", "is no time")]
    [InlineData("(0,x):(0,1):rest\n", "value 1, 'x', is no finite number")]
    [InlineData("(0,1),(1,2),(900,3):(0,1):rest\n", "divide the sequence where it has gaps")]
    [InlineData("1,2:(0,1):rest\n", "begins with (time,value)")]
    public void Bad_time_stamps_are_refused(string line, string expected) => Should.Throw<BadFileException>(() => Read(
        Head.Replace("@timeStamps false", "@timeStamps true", StringComparison.Ordinal) + line, missing: Missing.Impute))
        .Message.ShouldContain(expected);

    [Fact]
    public void Missing_values_are_carried_forward_when_asked()
    {
        var data = Read(Head + "?,2,NaN,5:1,,?,4:walk\n7:8:rest\n", missing: Missing.Impute);
        data.Samples.ToArray()[..8].ShouldBe([2, 1, 2, 1, 2, 1, 5, 4]);
        data.Sequences!.MissingValues.ShouldBe(4);
        var description = DataDescription.Of(data);
        description.MissingValues.ShouldBe(4);
        description.Sequences.ShouldBe(new SequenceDescription(1, 4, 2, 4, 0, 0));
        description.Preparation.ShouldBe(
            "missing values were replaced by the last one before in their channel, or the first one "
            + "after; shorter sequences were padded at the end with 0 to 4 steps");
        Refusal(Head + "?,NaN:1,2:walk\n", missing: Missing.Impute).ShouldBe(
            "a.ts: line 11: 'channel 1' has no value at all in this sequence; remove it.");
    }

    [Theory]
    [InlineData("1,?:2,3:walk\n", "line 11, dimension 1, step 2: the value is missing ('?')")]
    [InlineData("1,2:3,nan:walk\n", "line 11, dimension 2, step 2: the value is missing ('nan')")]
    [InlineData("1,2:3,inf:walk\n", "line 11, dimension 2, step 2: 'inf' is not a finite")]
    [InlineData("1,2:3,x:walk\n", "line 11, dimension 2, step 2: 'x' is not a number")]
    [InlineData("1,2:3:walk\n", "line 11: dimension 2 has 1 step, but dimension 1 has 2.")]
    [InlineData("1,2:walk\n", "line 11: there are 1 dimensions and a class, divided by colons; 2 are expected.")]
    [InlineData("1:2:walk\n1:2:run\n", "line 12: 'run' is none of the 2 classes")]
    [InlineData("1:2:walk\n", "there is 1 sequence; at least 2 are needed")]
    [InlineData("", "there are no sequences after @data")]
    public void Bad_lines_are_named(string lines, string expected) => Refusal(Head + lines).ShouldContain(expected);

    [Theory]
    [InlineData("@targetLabel true\n", "line 1: targets that are numbers are not read")]
    [InlineData("@classLabel true a a\n", "line 1: the class 'a' is named twice")]
    [InlineData("@classLabel true\n", "needs the names of the classes")]
    [InlineData("@dimensions 0\n", "line 1: @dimensions needs a whole number above 0")]
    [InlineData("@univariate maybe\n", "line 1: @univariate needs true or false")]
    [InlineData("@univariate true\n@dimensions 2\n@data\n", "line 3: a univariate file cannot have 2 dimensions")]
    [InlineData("@colour red\n", "line 1: '@colour' is no tag")]
    [InlineData("1,2,3\n", "line 1: a tag such as @univariate, a comment or @data is needed here")]
    [InlineData("@univariate true\n", "there is no line with @data")]
    [InlineData("@equalLength true\n@seriesLength 3\n@data\n1,2\n", "line 4: there are 2 steps, but all sequences are said to have 3")]
    public void Bad_heads_are_named(string text, string expected) => Refusal(text).ShouldContain(expected);

    [Fact]
    public void One_long_sequence_among_many_short_ones_is_refused_before_memory_is_taken()
    {
        var text = "@univariate true\n@data\n" + string.Join(',', Enumerable.Repeat("1", 60_000)) + "\n"
            + string.Concat(Enumerable.Repeat("1\n", 400));
        Refusal(text).ShouldContain("are 24060000 numbers, too many for the 60400 that are there");
    }

    [Fact]
    public void Test_parts_are_padded_with_the_training_part_and_their_classes_go_by_name()
    {
        var swapped = Good.Replace("walk rest", "rest walk", StringComparison.Ordinal) + "1,2,3,4:5,6,7,8:walk\n";
        var data = Read(Good, swapped);
        data.Name.ShouldBe("a");
        data.SampleShape.ShouldBe([4, 2]);
        data.TestPart!.Labels!.Value.ToArray<int>().ShouldBe([1, 0, 0]);
        data.TestPart.Lengths.ShouldBe([3, 1, 4]);
        Refusal(Good, Good.Replace("walk", "run", StringComparison.Ordinal)).ShouldBe(
            "b.ts: line 12: the class 'run' is none of those in the training part.");
        Refusal(Good, "@univariate true\n@data\n1\n2\n").ShouldContain("1 dimensions do not fit those to learn from, 2");
    }

    [Fact]
    public void Scaling_goes_by_channel_over_the_steps_and_leaves_the_padding()
    {
        var data = Read(Good);
        var scaler = Scaler.Choose(data);
        // By hand: 1, 2, 3, 4 have mean 2.5 and variance 1.25; the second channel is ten times that.
        scaler.Kind.ShouldBe(ScalerKind.Channels);
        scaler.Offset.ToArray().ShouldBe([2.5f, 25]);
        scaler.Scale.ToArray().ShouldBe([(float)Math.Sqrt(1.25), (float)Math.Sqrt(125)]);
        var scaled = scaler.Apply(data);
        scaled.ToArray()[8..].ShouldBe([0, 0, 0, 0]);
        scaled[1, 0, 0].ShouldBe((float)(1.5 / (double)(float)Math.Sqrt(1.25)));
        var back = scaler.Invert(scaled, data).ToArray();
        for (var i = 0; i < back.Length; i++) back[i].ShouldBe(data.Samples.ToArray()[i], 1e-5);
        Should.Throw<BadArgumentException>(() => scaler.Apply(Tensor.Zeros([2, 3, 3])));
    }

    [Fact]
    public void Folders_beginnings_and_training_files_open_both_parts()
    {
        using var folder = new TemporaryFolder();
        var train = folder.Write("Small_TRAIN.ts", Encoding.UTF8.GetBytes(Good));
        folder.Write("Small_TEST.ts", Encoding.UTF8.GetBytes(Good));
        foreach (var path in new[] { train, Path.GetDirectoryName(train)!, train[..^"_TRAIN.ts".Length] })
        {
            var data = DataSource.Open(path);
            (data.Name, data.Count, data.TestPart!.Count).ShouldBe(("Small", 2, 2));
        }
        DataSource.Open(train.Replace("TRAIN", "TEST", StringComparison.Ordinal)).TestPart.ShouldBeNull();
        folder.Write("Other_TRAIN.ts", Encoding.UTF8.GetBytes(Good));
        Should.Throw<BadFileException>(() =>
            DataSource.Open(Path.GetDirectoryName(train)!)).Message.ShouldContain("name one of Other_TRAIN.ts, Small_TRAIN.ts");
    }

    // Printed by tests/references/series.py: counts, lengths, channels, classes, mean and deviation of the last channel, the last number.
    [Theory]
    [InlineData("GunPoint", 50, 150, 150, 150, 1, 2, "2", "1", -1.9812000289221032e-10, 0.9966610925871109, -1.222043)]
    [InlineData("Coffee", 28, 28, 286, 286, 1, 2, "0", "1", 6.527846572758598e-11, 0.9982502173798652, -1.7968732)]
    [InlineData("ItalyPowerDemand", 67, 1029, 24, 24, 1, 2, "1", "2", -4.412935357101132e-10, 0.9789450107875908, -0.0025421181)]
    [InlineData("JapaneseVowels", 270, 370, 7, 29, 12, 9, "1", "9", 0.08621397660271408, 0.12754668924971302, 0.224688)]
    [InlineData("BasicMotions", 40, 40, 100, 100, 6, 4, "Standing", "Badminton", -0.055789663749999996, 3.516585934128164, -1.77647)]
    [InlineData("UnitTest", 20, 22, 24, 24, 1, 2, "1", "2", 636.325, 532.5209332739887, 224.0)]
    public void Sets_of_the_archive_are_as_NumPy_reads_them(
        string name, int count, int testCount, int shortest, int longest, int channels, int classes, string first, string last, double mean,
        double deviation, double lastNumber)
    {
        var data = DataSource.Open(DataSets.Require($"timeseries-ucr/{name}"));
        var test = data.TestPart!;
        (data.Name, data.Count, test.Count, data.ClassNames.Count).ShouldBe((name, count, testCount, classes));
        data.SampleShape.ShouldBe([longest, channels]);
        data.Lengths.Concat(test.Lengths).Min().ShouldBe(shortest);
        data.ClassNames[data.Labels!.Value.ToArray<int>()[0]].ShouldBe(first);
        data.ClassNames[test.Labels!.Value.ToArray<int>()[^1]].ShouldBe(last);
        test.Samples[testCount - 1, test.Lengths[^1] - 1, channels - 1].ShouldBe((float)lastNumber);
        var scaler = Scaler.Choose(data);
        scaler.Offset.ToArray()[^1].ShouldBe((float)mean, 1e-6 * deviation);
        scaler.Scale.ToArray()[^1].ShouldBe((float)deviation, 1e-6 * deviation);
    }

    private static Dataset Read(string train, string? test = null, Missing missing = Missing.Refuse) =>
        SeriesFile.Read(Source("a.ts", train), test is null ? null : Source("b.ts", test), new DataOptions { Missing = missing });

    private static InputSource Source(string name, string text) => new(name, () => new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static string Refusal(string train, string? test = null, Missing missing = Missing.Refuse) =>
        Should.Throw<BadFileException>(() => Read(train, test, missing)).Message;
}
