namespace LatentSharp;

/// <summary>A published figure that <c>latent reproduce</c> and <c>bench/quality</c> measure anew.</summary>
public sealed class Experiment
{
    internal Experiment(Func<Effort, double> measure) => Measure = measure;

    /// <summary>Its name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>The whole recipe: data, model, training, and what is measured on which samples.</summary>
    public required string Recipe { get; init; }

    /// <summary>The figure that others reached; null where none was published.</summary>
    public double? Published { get; init; }

    /// <summary>Where that figure is from, or what stands in its place.</summary>
    public required string Source { get; init; }

    /// <summary>The figure that ours should reach; null for one that is told for comparison alone.</summary>
    public double? Goal { get; init; }

    /// <summary>Which figures are better. Default <see cref="MetricDirection.LargerIsBetter"/>.</summary>
    public MetricDirection Better { get; init; } = MetricDirection.LargerIsBetter;

    /// <summary>About how long it takes with all its seeds, as measured on two processors of a shared machine.</summary>
    public required TimeSpan Expected { get; init; }

    /// <summary>The same in words: <c>about 5 minutes</c>.</summary>
    public string ExpectedInWords => TimeEstimate.InWords(Expected);

    /// <summary>The sets that it needs; none for what comes with the library.</summary>
    public IReadOnlyList<ExperimentData> Data { get; init; } = [];

    /// <summary>Measures the figure.</summary>
    internal Func<Effort, double> Measure { get; }

    /// <summary>Whether a figure reaches the goal; null without one.</summary>
    public bool? Reaches(double figure) => Goal is not { } goal ? null
        : Better == MetricDirection.SmallerIsBetter ? figure <= goal : figure >= goal;
}
