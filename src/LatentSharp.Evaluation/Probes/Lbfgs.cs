namespace LatentSharp;

/// <summary>
/// Minimises a smooth function by the limited-memory method of Broyden, Fletcher, Goldfarb and Shanno (Nocedal and Wright, Numerical
/// Optimization, algorithm 7.4), with steps that meet the weak Wolfe conditions, found by bisection.
/// </summary>
internal static class Lbfgs
{
    private const int Memory = 10;

    /// <summary>Writes the gradient at a point and returns the value there.</summary>
    internal delegate double Function(ReadOnlySpan<double> point, Span<double> gradient);

    /// <summary>
    /// Moves <paramref name="point"/> until no entry of the gradient is larger than <paramref name="tolerance"/>, or nothing better is
    /// found, or after <paramref name="iterations"/>; says whether the tolerance was met.
    /// </summary>
    internal static bool Minimize(Function function, double[] point, double tolerance, int iterations, CancellationToken cancellation)
    {
        var n = point.Length;
        var history = new List<(double[] Step, double[] Change, double Inverse)>();
        var (gradient, nextGradient, next, direction) = (new double[n], new double[n], new double[n], new double[n]);
        var value = function(point, gradient);
        for (var iteration = 0; Largest(gradient) > tolerance; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (iteration == iterations) return false;
            Direct(gradient, history, direction);
            var first = history.Count == 0 ? Math.Min(1, 1 / Math.Sqrt(Dot(gradient, gradient))) : 1;
            if (Search(first) is not { } found) return false;

            var (step, change) = (new double[n], new double[n]);
            for (var i = 0; i < n; i++) (step[i], change[i]) = (next[i] - point[i], nextGradient[i] - gradient[i]);
            var curvature = Dot(step, change);
            if (curvature > 0) history.Add((step, change, 1 / curvature));
            if (history.Count > Memory) history.RemoveAt(0);
            value = found;
            next.CopyTo(point, 0);
            nextGradient.CopyTo(gradient, 0);
        }
        return true;

        double? Search(double step)
        {
            var slope = Dot(gradient, direction);
            var (low, high) = (0.0, double.PositiveInfinity);
            for (var attempt = 0; attempt < 60 && slope < 0; attempt++)
            {
                for (var i = 0; i < n; i++) next[i] = point[i] + (step * direction[i]);
                var reached = function(next, nextGradient);
                if (!(reached <= value + (1e-4 * step * slope))) high = step;
                else if (Dot(nextGradient, direction) < 0.9 * slope) low = step;
                else return reached;
                step = double.IsPositiveInfinity(high) ? 2 * low : 0.5 * (low + high);
            }
            return null;
        }
    }

    /// <summary>direction = -H · gradient by the two loops over remembered steps.</summary>
    private static void Direct(double[] gradient, List<(double[] Step, double[] Change, double Inverse)> history, double[] direction)
    {
        for (var i = 0; i < direction.Length; i++) direction[i] = -gradient[i];
        if (history.Count == 0) return;
        var alphas = new double[history.Count];
        for (var h = history.Count - 1; h >= 0; h--)
        {
            var (step, change, inverse) = history[h];
            alphas[h] = inverse * Dot(step, direction);
            Add(direction, -alphas[h], change);
        }
        var last = history[^1];
        var scale = 1 / (last.Inverse * Dot(last.Change, last.Change));
        for (var i = 0; i < direction.Length; i++) direction[i] *= scale;
        for (var h = 0; h < history.Count; h++)
        {
            var (step, change, inverse) = history[h];
            Add(direction, alphas[h] - (inverse * Dot(change, direction)), step);
        }
    }

    private static double Largest(double[] x) => x.Length == 0 ? 0 : x.Max(Math.Abs);

    private static double Dot(double[] x, double[] y)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    private static void Add(double[] y, double factor, double[] x)
    {
        for (var i = 0; i < y.Length; i++) y[i] += factor * x[i];
    }
}
