namespace LatentSharp;

/// <summary>
/// How many samples the probes are fitted on and scored on, so that measuring takes minutes at most however many samples there are. Work is
/// counted, never timed, so that the same data give the same figures on every machine.
/// </summary>
internal static class EvaluationBudget
{
    /// <summary>At most as many samples are fitted on, and scored: with 10,000 a share is told to within a point.</summary>
    public const int MostTraining = 100_000, MostTest = 10_000;

    /// <summary>The most products of differences among neighbours: training samples × test samples × features.</summary>
    public const long MostDistances = 40_000_000_000;

    /// <summary>The most products in one step of the linear probe: training samples × features × classes.</summary>
    public const long MostProducts = 200_000_000;

    /// <summary>As many as there are, if that is within the budget; otherwise fewer, first to fit on.</summary>
    public static (int Training, int Test) Samples(int training, int test, int features, int classes)
    {
        var (width, outputs) = (Math.Max(1L, features), Math.Max(1L, classes));
        // Neither part is made smaller than this side of a square for the sake of the other.
        var side = (int)Math.Min(MostTraining, Math.Sqrt(MostDistances / width));
        var scored = Math.Min(Math.Min(test, MostTest), Math.Max(1, side));
        var fitted = Math.Min(Math.Min(training, MostTraining), MostDistances / width / Math.Max(1, scored));
        fitted = Math.Min(fitted, Math.Max(outputs, MostProducts / width / outputs));
        return ((int)Math.Max(1, fitted), scored);
    }
}
