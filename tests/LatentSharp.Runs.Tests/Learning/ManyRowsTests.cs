namespace LatentSharp.Tests;

/// <summary>Measuring many rows does not grow with their square: work is counted, not timed.</summary>
public sealed class ManyRowsTests
{
    [Fact]
    public void ProbesOfManyRowsAreOnAStatedSampleAndToldWhileTheyGoOn()
    {
        using var place = new TemporaryFolder();
        var numbers = new LatentSharp.Testing.TestNumbers(6);
        var x = numbers.Tensor([200_000, 10], -3, 3);
        var labels = new int[200_000];
        for (var i = 0; i < labels.Length; i++) labels[i] = x.AsSpan()[i * 10] + x.AsSpan()[(i * 10) + 1] > 3.5f ? 1 : 0;
        Npz.Write(place.File("many.npz"), new Dictionary<string, Tensor> { ["x"] = x, ["y"] = Tensor.From(labels) });
        var events = new Events();

        var result = LearnRun.Run(
            new LearnRequest { Data = place.File("many.npz"), Estimator = new PcaOptions { LatentSize = 10 }, Output = place.File("run") },
            events);

        // 100,000 × 10,000 × 10 products of distances, where all rows would take 160,000 × 40,000 × 10.
        result.Metrics.ProbedOn.ShouldBe(
            "fitted on 100,000 of the 160,000 samples to learn from, drawn by class, measured on "
            + "10,000 of the 40,000 samples held out, drawn by class");
        events.Steps.ShouldContain("nearest neighbours and linear probe, 10,000 samples by 100,000");
        events.Steps[^1].ShouldBe("writing the run folder");
        // A plane divides the classes, and all that PCA does is to turn it.
        result.Metrics.LinearProbeAccuracy!.Value.ShouldBeGreaterThan(0.99);
        result.Metrics.ClassBalance!.Unequal.ShouldBeTrue();
        File.ReadAllText(place.File("run/metrics.json")).ShouldContain("10,000 of the 40,000 samples held out, drawn by class");
    }

    private sealed class Events : IProgress<LearnEvent>
    {
        public List<string> Steps { get; } = [];

        public void Report(LearnEvent value)
        {
            if (value is LearnEvent.Evaluating evaluating) Steps.Add(evaluating.Step);
        }
    }
}
