namespace LatentSharp;

/// <summary>Moves rows on the plane down the gradient of Kullback and Leibler's divergence.</summary>
internal sealed class TSneLayout(FuzzySet set, TSneOptions options)
{
    private const double Exaggeration = 12, LeastSpeed = 50, LeastGain = 0.01;

    /// <summary>Moves the places (N, 2).</summary>
    internal void Move(float[] places, IProgress<TrainingProgress>? progress, StopSignal? stop, CancellationToken cancellation)
    {
        var n = places.Length / 2;
        var (y, gradient) = (Array.ConvertAll(places, place => (double)place), new double[places.Length]);
        var (velocity, gains, pushes) = (new double[places.Length], new double[places.Length], new double[n]);
        Array.Fill(gains, 1);
        var early = options.Iterations / 4;
        var course = new MapProgress(progress, options.Iterations);
        var tree = new QuadTree(n);
        for (var round = 0; round < options.Iterations && stop is not { IsRequested: true }; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var pull = round < early ? Exaggeration : 1;
            // Belkina et al. 2019; where nothing is exaggerated rows would fly apart at the speed of the beginning no less.
            var speed = Math.Max(n / Exaggeration / 4, LeastSpeed);
            var momentum = round < early ? 0.5 : 0.8;
            tree.Build(y);
            Gradient(y, tree, pull, gradient, pushes);
            for (var i = 0; i < y.Length; i++)
            {
                gains[i] = gradient[i] * velocity[i] < 0 ? gains[i] + 0.2 : Math.Max(gains[i] * 0.8, LeastGain);
                velocity[i] = (momentum * velocity[i]) - (speed * gains[i] * gradient[i]);
                y[i] += velocity[i];
            }
            course.Report(round + 1);
        }
        for (var i = 0; i < y.Length; i++) places[i] = (float)y[i];
    }

    /// <summary>4 Σ (p - q) (yᵢ - yⱼ) / (1 + |yᵢ - yⱼ|²), of which the second part comes from the tree.</summary>
    private void Gradient(double[] y, QuadTree tree, double pull, double[] gradient, double[] pushes)
    {
        RowWork.ForEach(pushes.Length, 512, (start, end) =>
        {
            var stack = QuadTree.NewStack();
            for (var i = start; i < end; i++)
                (pushes[i], gradient[2 * i], gradient[(2 * i) + 1]) = tree.Push(i, y[2 * i], y[(2 * i) + 1], options.Theta, stack);
        });
        var all = pushes.Sum();
        RowWork.ForEach(pushes.Length, 1024, (start, end) =>
        {
            for (var i = start; i < end; i++)
            {
                double x = 0, z = 0;
                for (var link = set.Starts[i]; link < set.Starts[i + 1]; link++)
                {
                    var other = set.Others[link];
                    var (dx, dz) = (y[2 * i] - y[2 * other], y[(2 * i) + 1] - y[(2 * other) + 1]);
                    var weight = set.Weights[link] / (1 + (dx * dx) + (dz * dz));
                    x += weight * dx;
                    z += weight * dz;
                }
                gradient[2 * i] = 4 * ((pull * x) - (gradient[2 * i] / all));
                gradient[(2 * i) + 1] = 4 * ((pull * z) - (gradient[(2 * i) + 1] / all));
            }
        });
    }
}
