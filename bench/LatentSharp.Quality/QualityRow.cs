namespace LatentSharp.Quality;

/// <summary>A figure that can be measured anew, beside what others published.</summary>
internal abstract class QualityRow
{
    /// <summary>Its name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>The whole recipe: data, network, training, and what is measured on which samples.</summary>
    public abstract string Description { get; }

    /// <summary>The figure that others reached.</summary>
    public abstract double Published { get; }

    /// <summary>Where that figure is from.</summary>
    public abstract string Source { get; }

    /// <summary>The figure that ours should reach.</summary>
    public abstract double Goal { get; }

    /// <summary>Whether a lower or a higher figure is better.</summary>
    public abstract Better Better { get; }

    /// <summary>Measures it.</summary>
    /// <param name="effort">How much of the recipe's training is done.</param>
    /// <exception cref="BadFileException">The data are not there.</exception>
    public abstract double Measure(Effort effort);

    /// <summary>Whether a figure reaches the goal.</summary>
    public bool Reaches(double figure) => Better == Better.Lower ? figure <= Goal : figure >= Goal;
}

/// <summary>Which figures are better.</summary>
internal enum Better
{
    Lower,
    Higher,
}

/// <summary>How much of a recipe is done, and where progress is told.</summary>
/// <param name="IsQuick">Whether a twentieth of the epochs and one seed must do; such figures compare with nothing.</param>
internal sealed record Effort(bool IsQuick)
{
    public int Epochs(int all) => IsQuick ? Math.Max(1, all / 20) : all;

    /// <summary>The only seed to measure; null for all of a row's.</summary>
    public int? Seed { get; init; }

    public IEnumerable<int> Seeds(int count) => Seed is { } only ? [only] : Enumerable.Range(1, IsQuick ? 1 : count);

    /// <summary>The mean over seeds 1 to <paramref name="count"/>.</summary>
    public double MeanOverSeeds(int count, Func<int, double> measure)
    {
        var figures = new List<double>();
        foreach (var seed in Seeds(count))
        {
            figures.Add(measure(seed));
            Say(FormattableString.Invariant($"seed {seed}: {figures[^1]:G5}"));
        }
        return figures.Average();
    }

    public void Say(string text) => Console.Error.WriteLine(FormattableString.Invariant($"  {DateTime.UtcNow:HH:mm:ss} {text}"));
}
