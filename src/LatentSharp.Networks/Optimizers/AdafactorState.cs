namespace LatentSharp;

/// <summary>
/// What <see cref="Adafactor"/> remembers: rows' and columns' means of matrices, all parameters' one after the other, and the squares of
/// vectors among the rows. Sums are in double precision, in the order of the values.
/// </summary>
internal sealed class AdafactorState : SteppedState
{
    private readonly Adafactor settings;
    private readonly Tensor rows, columns, direction;

    internal AdafactorState(IReadOnlyList<Parameter> parameters, Adafactor settings) : base(parameters, settings)
    {
        this.settings = settings;
        rows = Tensor.Zeros(parameters.Sum(parameter => RowsOf(parameter.Shape))).Keep();
        columns = Tensor.Zeros(parameters.Sum(parameter => ColumnsOf(parameter.Shape))).Keep();
        direction = Tensor.Zeros(parameters.Max(parameter => (int?)parameter.Shape.Count) ?? 0).Keep();
    }

    private protected override IEnumerable<(string Name, Tensor Value)> Moments => [("rows", rows), ("columns", columns)];

    private protected override void Change(ReadOnlySpan<Tensor> gradients, float scale, double rate)
    {
        var (offset, row, column) = (0, 0, 0);
        for (var i = 0; i < Parameters.Length; i++)
        {
            var shape = Parameters[i].Shape;
            var source = GradientOf(gradients, i, offset);
            var gradient = direction.Floats[..source.Length];
            Regulate(source, scale * GradientClipping.Scale(source, settings.ClipNorm), gradient);
            var r = rows.Floats.Slice(row, RowsOf(shape));
            var c = columns.Floats.Slice(column, ColumnsOf(shape));
            var stays = 1 - Math.Pow(Step, settings.Beta2Decay);
            if (shape.Rank < 2) Vector(gradient, r, stays);
            else Matrices(gradient, shape, r, c, stays);
            Move(Parameters[i].Memory, gradient, Math.Min(rate, 1 / Math.Sqrt(Step)), Excluded[i] ? 0 : settings.WeightDecay * rate);
            (offset, row, column) = (offset + source.Length, row + r.Length, column + c.Length);
        }
    }

    private static int RowsOf(Shape shape) => shape.Rank < 2 ? shape.Count : shape[^1] == 0 ? 0 : shape.Count / shape[^1];

    private static int ColumnsOf(Shape shape) => shape.Rank < 2 || shape[^2] == 0 ? 0 : shape.Count / shape[^2];

    private void Regulate(ReadOnlySpan<float> source, float scale, Span<float> gradient)
    {
        var limit = (float)(settings.ClipValue ?? double.PositiveInfinity);
        for (var i = 0; i < source.Length; i++) gradient[i] = Math.Min(Math.Max(source[i] * scale, -limit), limit);
    }

    /// <summary>g / √v, in place.</summary>
    private void Vector(Span<float> gradient, Span<float> squares, double stays)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            squares[i] = (float)((stays * squares[i]) + ((1 - stays) * Square(gradient[i])));
            gradient[i] = (float)(gradient[i] / Math.Sqrt(squares[i]));
        }
    }

    /// <summary>g / √v of each matrix of the last two axes, in place.</summary>
    private void Matrices(Span<float> gradient, Shape shape, Span<float> r, Span<float> c, double stays)
    {
        var (height, width) = (shape[^2], shape[^1]);
        for (var at = 0; at < gradient.Length; at += height * width)
        {
            var matrix = gradient.Slice(at, height * width);
            var own = r.Slice(at / width, height);
            var across = c.Slice(at / height, width);
            for (var i = 0; i < height; i++)
            {
                var sum = 0.0;
                for (var j = 0; j < width; j++) sum += Square(matrix[(i * width) + j]);
                own[i] = (float)((stays * own[i]) + ((1 - stays) * sum / width));
            }
            for (var j = 0; j < width; j++)
            {
                var sum = 0.0;
                for (var i = 0; i < height; i++) sum += Square(matrix[(i * width) + j]);
                across[j] = (float)((stays * across[j]) + ((1 - stays) * sum / height));
            }
            var mean = 0.0;
            foreach (var value in own) mean += (double)value / height;
            for (var i = 0; i < matrix.Length; i++) matrix[i] = (float)(matrix[i] / Math.Sqrt(own[i / width] / mean * across[i % width]));
        }
    }

    private void Move(Span<float> weights, ReadOnlySpan<float> step, double rate, double decay)
    {
        for (var i = 0; i < weights.Length && decay != 0; i++) weights[i] -= (float)(decay * weights[i]);
        var size = rate * Math.Max(settings.Epsilon2, RootMeanSquare(weights)) / Math.Max(1, RootMeanSquare(step) / settings.ClipThreshold);
        for (var i = 0; i < weights.Length; i++) weights[i] -= (float)(size * step[i]);
    }

    private double Square(double value) => (value * value) + settings.Epsilon1;

    private static double RootMeanSquare(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (double value in values) sum += value * value;
        return values.IsEmpty ? 0 : Math.Sqrt(sum / values.Length);
    }
}
