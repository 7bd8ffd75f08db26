namespace LatentSharp.Samples;

/// <summary>Finds the rows of a table that are unlike the others, and says why.</summary>
public static class AbnormalRows
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        float[] rows = new float[200 * 3];
        new RandomStream(1).Normal(rows);
        rows[(150 * 3) + 1] = 9;                                             // the second value of row 150
        Tensor samples = Tensor.From(rows, [200, 3]);

        FittedAnomalyEnsemble model = new AnomalyEnsemble(new() { Seed = 1 }).Fit(samples);
        Tensor scores = model.LearnedScores;                                 // (200): larger is more abnormal
        Threshold threshold = Threshold.MedianAbsoluteDeviation(scores);
        Tensor abnormal = Tensor.From([1f, 9f, 0f], [1, 3]);
        float score = model.AnomalyScores(abnormal).Item();                  // of a new row
        Tensor shares = model.AnomalyShares(abnormal);                       // (1, 3): how much each value speaks for it

        FittedAutoencoder rebuilding = new Autoencoder(new() { LatentSize = 1, Epochs = 20 }).Fit(samples);
        Tensor errors = rebuilding.AnomalyScores(samples);                   // (200): what rebuilds rows scores too

        int worst = Array.IndexOf(scores.ToArray(), scores.ToArray().Max());
        output.WriteLine($"row {worst}: {threshold.Reason}");
        output.WriteLine($"the new row is {(threshold.IsAbnormal(score) ? "abnormal" : "usual")}, by {shares[0, 1]:P0} for its second "
            + $"value");
        output.WriteLine($"errors of {errors.Shape[0]} rows");
    }
}
