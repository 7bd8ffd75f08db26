namespace LatentSharp;

/// <summary>What was found of each row.</summary>
internal sealed record DetectedRows
{
    /// <summary>(N): the scores.</summary>
    public required float[] Scores { get; init; }

    /// <summary>(N): 1 for the most abnormal; equal scores in the order of the rows.</summary>
    public required int[] Ranks { get; init; }

    /// <summary>The rows, the most abnormal first.</summary>
    public required int[] Order { get; init; }

    /// <summary>From where on a score is abnormal.</summary>
    public required Threshold Threshold { get; init; }

    /// <summary>(N): up to three reasons each.</summary>
    public required string[][] Reasons { get; init; }

    /// <summary>How many are abnormal.</summary>
    public int AbnormalCount => Scores.Count(score => Threshold.IsAbnormal(score));

    public static DetectedRows Of(float[] scores, Threshold threshold, string[][] reasons)
    {
        int[] order = [.. Enumerable.Range(0, scores.Length).OrderByDescending(row => scores[row])];
        var ranks = new int[order.Length];
        for (var place = 0; place < order.Length; place++) ranks[order[place]] = place + 1;
        return new() { Scores = scores, Ranks = ranks, Order = order, Threshold = threshold, Reasons = reasons };
    }

    /// <summary>The row with the highest score of each stretch, the highest first.</summary>
    public IEnumerable<int> WorstOf(IReadOnlyList<(int First, int Last)> stretches) => stretches
        .Select(stretch => Enumerable.Range(stretch.First, stretch.Last - stretch.First + 1).MaxBy(row => Scores[row]))
        .OrderByDescending(row => Scores[row]);

    /// <summary>Stretches of abnormal rows that follow each other, from the first row to the last one, in the order of time.</summary>
    public IReadOnlyList<(int First, int Last)> Stretches()
    {
        var stretches = new List<(int, int)>();
        for (var row = 0; row < Scores.Length; row++)
        {
            if (!Threshold.IsAbnormal(Scores[row])) continue;
            var first = row;
            while (row + 1 < Scores.Length && Threshold.IsAbnormal(Scores[row + 1])) row++;
            stretches.Add((first, row));
        }
        return stretches;
    }
}
