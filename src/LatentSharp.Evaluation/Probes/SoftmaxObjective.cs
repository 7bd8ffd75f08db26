namespace LatentSharp;

/// <summary>
/// mean(-log softmax(x W + b)[label]) + |W|² / (2 C N) and its gradient. Parameters are W (d, K) and then b (K); with two classes K is 1,
/// the score of the first class being 0. Balanced, the mean is weighted by N / (K · samples of the class).
/// </summary>
internal sealed class SoftmaxObjective(double[] rows, int columns, int[] places, int classes, double inversePenalty, bool balanced = false)
{
    private readonly double[] classWeights = ClassWeights(places, classes, balanced);
    private readonly int outputs = OutputsOf(classes);
    private readonly double penalty = 1 / (inversePenalty * places.Length);

    internal int ParameterCount => (columns + 1) * outputs;

    internal static int OutputsOf(int classes) => classes == 2 ? 1 : classes;

    /// <summary>x W + b, (N, K).</summary>
    internal static double[] Scores(ReadOnlySpan<double> rows, int count, int columns, ReadOnlySpan<double> parameters)
    {
        var outputs = parameters.Length / (columns + 1);
        var scores = new double[count * outputs];
        for (var i = 0; i < count; i++) parameters[(columns * outputs)..].CopyTo(scores.AsSpan(i * outputs));
        LinearAlgebra.AddProduct(
            new MatrixView(rows, count, columns), new MatrixView(parameters[..(columns * outputs)], columns, outputs), scores);
        return scores;
    }

    internal double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var n = places.Length;
        var errors = Scores(rows, n, columns, parameters);
        double loss = 0;
        for (var i = 0; i < n; i++) loss += ScoresToErrors(errors.AsSpan(i * outputs, outputs), places[i], classWeights[places[i]]);

        gradient.Clear();
        var biases = gradient[(columns * outputs)..];
        for (var i = 0; i < errors.Length; i++) biases[i % outputs] += errors[i];
        LinearAlgebra.AddProduct(
            new MatrixView(rows, n, columns).Transposed, new MatrixView(errors, n, outputs), gradient[..(columns * outputs)]);
        double squares = 0;
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] /= n;
            if (i >= columns * outputs) continue;
            gradient[i] += penalty * parameters[i];
            squares += parameters[i] * parameters[i];
        }
        return (loss / n) + (0.5 * penalty * squares);
    }

    private static double[] ClassWeights(int[] places, int classes, bool balanced)
    {
        var weights = new double[classes];
        if (balanced) foreach (var place in places) weights[place]++;
        for (var k = 0; k < classes; k++) weights[k] = balanced ? places.Length / (classes * weights[k]) : 1;
        return weights;
    }

    /// <summary>Overwrites a sample's scores with probability minus truth, times its weight, and returns its loss.</summary>
    private double ScoresToErrors(Span<double> scores, int place, double weight)
    {
        var largest = outputs == 1 ? 0 : double.NegativeInfinity;
        foreach (var score in scores) largest = Math.Max(largest, score);
        var truth = outputs > 1 ? scores[place] : place == 1 ? scores[0] : 0;
        var sum = outputs == 1 ? Math.Exp(-largest) : 0;
        for (var k = 0; k < scores.Length; k++) sum += scores[k] = Math.Exp(scores[k] - largest);
        for (var k = 0; k < scores.Length; k++) scores[k] /= sum;
        if (outputs > 1) scores[place] -= 1;
        else scores[0] -= place;
        for (var k = 0; k < scores.Length; k++) scores[k] *= weight;
        return weight * (largest + Math.Log(sum) - truth);
    }
}
