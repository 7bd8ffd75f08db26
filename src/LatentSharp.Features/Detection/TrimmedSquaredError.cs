namespace LatentSharp;

/// <summary>
/// The mean squared error of the rows of a batch that are rebuilt best: a share of each batch, those rebuilt worst, counts nothing, so that
/// anomalies among what is learned from do not pull the network towards them (least trimmed squares, Rousseeuw 1984).
/// </summary>
/// <param name="Share">The share that counts nothing, 0 or more and below 1; rounded down to whole rows.</param>
internal sealed record TrimmedSquaredError(double Share) : Loss
{
    public override string Name => "trimmed_squared_error";

    public override Tensor PerSample(Tensor target, Tensor prediction)
    {
        var errors = Ops.Mean(Ops.Square(prediction - target), ^1);
        var values = errors.ToArray();
        var left = (int)(Share * values.Length);
        if (left == 0) return errors;
        int[] worst = [.. Enumerable.Range(0, values.Length).OrderByDescending(row => values[row]).Take(left)];
        // What counts weighs more, so that the mean over all rows is that of these.
        var weights = new float[values.Length];
        Array.Fill(weights, values.Length / (float)(values.Length - left));
        foreach (var row in worst) weights[row] = 0;
        return errors * Tensor.From(weights, weights.Length);
    }
}
