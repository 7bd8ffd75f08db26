using System.Text.Json;

namespace LatentSharp.Tests;

/// <summary>Learning from sequences and using what was learned, padded ones included.</summary>
public sealed class SequenceRunTests
{
    [Theory]
    [InlineData("recurrent-autoencoder", true)]
    [InlineData("conv-autoencoder", false)]
    public void PaddedSequencesAreLearnedAndServed(string model, bool masks)
    {
        using var place = new TemporaryFolder();
        File.WriteAllText(place.File("walks.ts"), Series(40, longest: 9));
        var result = LearnRun.Run(
            new LearnRequest { Data = place.File("walks.ts"), Estimator = Options(model), Output = place.File("run") });

        if (result.Model.Options is RecurrentAutoencoderOptions options) options.MaskZeros.ShouldBe(masks);
        else ((ConvolutionalAutoencoderOptions)result.Model.Options).Axes.ShouldBe(SampleAxes.Sequence);
        var page = ReportPages.CheckSelfContained(File.ReadAllText(place.File("run/report.html")));
        page.Descendants("p").First().Value.ShouldBe($"{model} · 2 features from sequences of 3 to 9 steps, 2 channels · 40 samples");
        page.Descendants("img").Any(image => (string?)image.Attribute("alt") == "original").ShouldBeFalse();
        page.Descendants("svg").Count(chart =>
            ((string?)chart.Attribute("aria-label"))?.EndsWith(
                ": original and reconstruction", StringComparison.Ordinal) == true).ShouldBeGreaterThanOrEqualTo(6);

        // The same data give the features and errors of the run, shorter ones are padded, and what comes back has zeros where the padding
        // is.
        ApplyRun.Features(place.File("run"), place.File("walks.ts"), place.File("f.npy")).ToArray()
            .ShouldBe(Npy.Read(place.File("run/features.npy")).ToArray());
        ApplyRun.Evaluate(place.File("run"), place.File("walks.ts")).Others().ReconstructionMse!.Value
            .ShouldBe(result.Metrics.ReconstructionMse!.Value, 1e-9);
        File.WriteAllText(place.File("short.ts"), Series(5, longest: 6));
        var rebuilt = ApplyRun.Reconstruct(place.File("run"), place.File("short.ts"), place.File("r.npy"));
        rebuilt.Shape.ShouldBe([5, 9, 2]);
        for (var row = 0; row < 5; row++)
        {
            var values = rebuilt.Rows(row, 1).ToArray();
            values[..(2 * Length(row, 6))].ShouldAllBe(value => value != 0);
            values[(2 * Length(row, 6))..].ShouldAllBe(value => value == 0);
        }
    }

    [Fact]
    public void MissingValuesOfNewSequencesAreTreatedAsThoseOfTheLearned()
    {
        using var place = new TemporaryFolder();
        const string Head = "@univariate true\n@classLabel true a b\n@data\n";
        var known = Head + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i},{i + 1},{2 * i},{i - 3}:{(i % 2 == 0 ? 'a' : 'b')}\n"));
        File.WriteAllText(place.File("holes.ts"), known.Replace("5,6,10,2:", "5,?,10,2:", StringComparison.Ordinal));
        File.WriteAllText(place.File("whole.ts"), known);
        File.WriteAllText(place.File("new.ts"), Head + "1,?,3,4:a\n?,7,8,9:b\n");
        File.WriteAllText(place.File("filled.ts"), Head + "1,1,3,4:a\n7,7,8,9:b\n");
        var request = new LearnRequest
        {
            Data = place.File("holes.ts"),
            Reading = new() { Missing = Missing.Impute },
            Estimator = new AutoencoderOptions { LatentSize = 2, Epochs = 1 },
            Output = place.File("run"),
        };
        LearnRun.Run(request);
        LearnRun.Run(request with { Data = place.File("whole.ts"), Reading = new() { Missing = Missing.Refuse },
            Output = place.File("strict") });

        var features = ApplyRun.Features(place.File("run"), place.File("new.ts"), place.File("f.npy"));
        features.ToArray().ShouldBe(ApplyRun.Features(place.File("run"), place.File("filled.ts"), place.File("g.npy")).ToArray());
        Should.Throw<BadFileException>(() =>
            ApplyRun.Features(place.File("strict"), place.File("new.ts"), place.File("h.npy"))).Message.ShouldContain("line 4");
    }

    [Fact]
    public void AnArrayIsReadAsTheModelReadsIt()
    {
        using var place = new TemporaryFolder();
        var numbers = new LatentSharp.Testing.TestNumbers(2);
        var values = numbers.Tensor([30, 6, 2], 5, 9).ToArray();
        for (var i = 0; i < 12; i += 2) values[12 + 6 + i / 2] = 0; // the last three steps of the second sample
        Npy.Write(place.File("walks.npy"), Tensor.From(values, [30, 6, 2]));
        var estimator = (RecurrentAutoencoderOptions)Options("recurrent-autoencoder") with { MaskZeros = true };
        var result = LearnRun.Run(new LearnRequest { Data = place.File("walks.npy"), Estimator = estimator, Output = place.File("run") });

        using var config = JsonDocument.Parse(File.ReadAllText(place.File("run/model/config.json")));
        config.RootElement.GetProperty("scaling").GetProperty("kind").GetString().ShouldBe("channels");
        ApplyRun.Evaluate(place.File("run"), place.File("walks.npy")).Others().ReconstructionMse!.Value
            .ShouldBe(result.Metrics.ReconstructionMse!.Value, 1e-9);
        var rebuilt = ApplyRun.Reconstruct(place.File("run"), place.File("walks.npy"), place.File("r.npy"));
        rebuilt.Rows(1, 1).ToArray()[6..].ShouldAllBe(value => value == 0);
        rebuilt.Rows(0, 1).ToArray().ShouldAllBe(value => value != 0);
        File.ReadAllText(place.File("run/report.html")).ShouldContain("from sequences of 3 to 6 steps, 2 channels");
    }

    private static NetworkAutoencoderOptions Options(string model) => model == "conv-autoencoder"
        ? new ConvolutionalAutoencoderOptions { LatentSize = 2, Filters = [4], Epochs = 3 }
        : new RecurrentAutoencoderOptions { LatentSize = 2, Units = 6, Epochs = 3 };

    private static int Length(int row, int longest) => 3 + (row % (longest - 2));

    private static string Series(int count, int longest)
    {
        var numbers = new LatentSharp.Testing.TestNumbers(1);
        var text = new System.Text.StringBuilder(
            "@problemName walks\n@timeStamps false\n@univariate false\n@dimensions 2\n@classLabel true up down\n@data\n");
        for (var row = 0; row < count; row++)
        {
            string Channel() =>
                string.Join(
                    ',',
                    Enumerable.Range(0, Length(row, longest)).Select(_ =>
                        numbers.Uniform(1, 3).ToString("F3", System.Globalization.CultureInfo.InvariantCulture)));
            text.Append(Channel()).Append(':').Append(Channel()).Append(row % 2 == 0 ? ":up\n" : ":down\n");
        }
        return text.ToString();
    }
}
