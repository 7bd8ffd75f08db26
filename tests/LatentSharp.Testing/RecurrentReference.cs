namespace LatentSharp.Testing;

/// <summary>Recurrent layers in double precision, written from their formulas, one number at a time.</summary>
public sealed class RecurrentReference(string kind, int samples, int steps, int features, int units)
{
    public float[]? Mask { get; init; }

    public bool Backwards { get; init; }

    public bool Whole { get; init; }

    public bool Zeroes { get; init; }

    public Func<double, double> Activation { get; init; } = Math.Tanh;

    private int Columns => (kind == "lstm" ? 4 : kind == "rnn" ? 1 : 3) * units;

    /// <summary>
    /// Inputs: x, kernel, recurrent kernel, bias, state, and for a long short-term memory the cell. Gives output, state and cell.
    /// </summary>
    public double[] Run(double[][] x)
    {
        var output = new List<double>();
        var (states, cells) = (new List<double>(), new List<double>());
        for (var n = 0; n < samples; n++)
        {
            var h = x[4][(n * units)..((n + 1) * units)];
            var c = kind == "lstm" ? x[5][(n * units)..((n + 1) * units)] : h;
            var last = new double[units];
            for (var step = 0; step < steps; step++)
            {
                var time = Backwards ? steps - 1 - step : step;
                var real = Mask is null || Mask[(n * steps) + time] != 0;
                if (real)
                {
                    (h, c) = Step(x[0][(((n * steps) + time) * features)..((((n * steps) + time) + 1) * features)], h, c, x);
                    last = h;
                }
                output.AddRange(!Whole ? [] : real || !Zeroes ? last : new double[units]);
            }
            if (!Whole) output.AddRange(last);
            states.AddRange(h);
            if (kind == "lstm") cells.AddRange(c);
        }
        return [.. output, .. states, .. cells];
    }

    private (double[] H, double[] C) Step(double[] input, double[] h, double[] c, double[][] x)
    {
        double In(int column) => x[3][column] + input.Select((value, k) => value * x[1][(k * Columns) + column]).Sum();
        double Rec(double[] state, int column) => state.Select((value, k) => value * x[2][(k * Columns) + column]).Sum();
        double Both(int column) => In(column) + Rec(h, column);
        var result = new double[units];
        var cell = new double[units];
        double[] reset = kind != "gru before" ? [] : [.. h.Select((value, u) => value * Sigmoid(In(units + u) + Rec(h, units + u)))];
        for (var u = 0; u < units; u++)
        {
            switch (kind)
            {
                case "rnn":
                    result[u] = Activation(Both(u));
                    break;
                case "lstm":
                    cell[u] = (Sigmoid(Both(units + u)) * c[u]) + (Sigmoid(Both(u)) * Math.Tanh(Both((2 * units) + u)));
                    result[u] = Sigmoid(Both((3 * units) + u)) * Math.Tanh(cell[u]);
                    break;
                case "gru before":
                    var update = Sigmoid(Both(u));
                    result[u] = (update * h[u]) + ((1 - update) * Math.Tanh(In((2 * units) + u) + Rec(reset, (2 * units) + u)));
                    break;
                default:
                    double Second(int column) => x[3][Columns + column];
                    var z = Sigmoid(Both(u) + Second(u));
                    var r = Sigmoid(Both(units + u) + Second(units + u));
                    result[u] = (z * h[u]) + (
                        (1 - z) * Math.Tanh(In((2 * units) + u) + (r * (Rec(h, (2 * units) + u) + Second((2 * units) + u)))));
                    break;
            }
        }
        return (result, cell);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
