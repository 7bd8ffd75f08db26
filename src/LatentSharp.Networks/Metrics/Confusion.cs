namespace LatentSharp;

/// <summary>Sums of weights by what is true and what was predicted.</summary>
internal readonly record struct Confusion(double TruePositives, double FalsePositives, double TrueNegatives, double FalseNegatives)
{
    /// <summary>Not a number when nothing is true and nothing was found; 0 when nothing was found of what is true.</summary>
    internal double Precision =>
        TruePositives + FalsePositives != 0 ? TruePositives / (TruePositives + FalsePositives) : FalseNegatives != 0 ? 0 : double.NaN;

    /// <summary>Not a number when nothing is true.</summary>
    internal double Recall => TruePositives / (TruePositives + FalseNegatives);

    /// <summary>Not a number when all is true.</summary>
    internal double Specificity => TrueNegatives / (TrueNegatives + FalsePositives);

    /// <summary>The four sums of each of several, in the order of the properties.</summary>
    internal static double[] Sums(IEnumerable<Confusion> all) =>
        [.. all.SelectMany(one => (double[])[one.TruePositives, one.FalsePositives, one.TrueNegatives, one.FalseNegatives])];

    /// <summary>What <see cref="Sums"/> is of.</summary>
    internal static Confusion[] Of(double[] sums) => [.. sums.Chunk(4).Select(one => new Confusion(one[0], one[1], one[2], one[3]))];

    /// <summary>With one answer more; a prediction that is no number is the wrong one, whatever is true.</summary>
    internal Confusion With(bool isTrue, float prediction, bool isPositive, double weight) =>
        With(isTrue, float.IsNaN(prediction) ? !isTrue : isPositive, weight);

    private Confusion With(bool isTrue, bool isPredicted, double weight) => (isTrue, isPredicted) switch
    {
        (true, true) => this with { TruePositives = TruePositives + weight },
        (false, true) => this with { FalsePositives = FalsePositives + weight },
        (false, false) => this with { TrueNegatives = TrueNegatives + weight },
        _ => this with { FalseNegatives = FalseNegatives + weight },
    };
}
