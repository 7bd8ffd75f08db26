namespace LatentSharp;

/// <summary>
/// Where rows lie before a map's first round: along the slowest ways of a walk from row to row over the links, the leading eigenvectors of
/// D^-½ W D^-½ after the first (McInnes et al. 2018, algorithm 4), by Lanczos's method. They need not be exact, since rows move from there.
/// </summary>
internal static class SpectralBeginning
{
    private const int MostSteps = 160;
    private const float Aside = 1e-4f, Reach = 10;

    /// <summary>(N, size), the farthest coordinate at 10; null of too few rows.</summary>
    internal static float[]? Of(FuzzySet set, int size, RandomStream random, CancellationToken cancellation)
    {
        var n = set.Starts.Length - 1;
        var steps = Math.Min(MostSteps, n - 1);
        if (steps < 2 * (size + 1)) return null;
        var roots = new double[n];
        for (var i = 0; i < n; i++)
        {
            double degree = 0;
            for (var link = set.Starts[i]; link < set.Starts[i + 1]; link++) degree += set.Weights[link];
            roots[i] = Math.Sqrt(degree);
        }
        // The first eigenvector is known: it is left out from the beginning.
        var basis = new List<double[]> { Normal(roots) };
        var start = new float[n];
        random.Derive("spectral").Normal(start);
        var vector = Array.ConvertAll(start, value => (double)value);
        var (diagonal, off) = (new double[steps], new double[steps]);
        var made = 0;
        for (; made < steps; made++)
        {
            cancellation.ThrowIfCancellationRequested();
            Orthogonalize(vector, basis);
            Orthogonalize(vector, basis);
            var length = Math.Sqrt(Dot(vector, vector));
            if (made > 0) off[made - 1] = length;
            if (length < 1e-10) break;
            basis.Add(Normal(vector));
            vector = Walk(set, roots, basis[^1]);
            diagonal[made] = Dot(vector, basis[^1]);
        }
        return made < size ? null : Places(basis, diagonal, off, made, size, random);
    }

    private static float[] Places(List<double[]> basis, double[] diagonal, double[] off, int made, int size, RandomStream random)
    {
        var matrix = new double[made * made];
        for (var i = 0; i < made; i++)
        {
            matrix[(i * made) + i] = diagonal[i];
            if (i + 1 < made) (matrix[(i * made) + i + 1], matrix[((i + 1) * made) + i]) = (off[i], off[i]);
        }
        var vectors = LinearAlgebra.SymmetricEigen(matrix, made).Vectors;
        var n = basis[0].Length;
        var places = new double[n * size];
        RowWork.ForEach(n, 1024, (begin, end) =>
        {
            for (var c = 0; c < size; c++)
                for (var step = 0; step < made; step++)
                {
                    var (weight, own) = (vectors[(c * made) + step], basis[step + 1]);
                    for (var i = begin; i < end; i++) places[(i * size) + c] += weight * own[i];
                }
        });
        var largest = places.Max(Math.Abs);
        var result = new float[places.Length];
        random.Derive("beginning").Normal(result, 0, Aside);
        for (var i = 0; i < result.Length; i++) result[i] += (float)(Reach * places[i] / largest);
        return result;
    }

    private static double[] Walk(FuzzySet set, double[] roots, double[] vector)
    {
        var result = new double[vector.Length];
        RowWork.ForEach(result.Length, 512, (start, end) =>
        {
            for (var i = start; i < end; i++)
            {
                double sum = 0;
                for (var link = set.Starts[i]; link < set.Starts[i + 1]; link++)
                    sum += set.Weights[link] * vector[set.Others[link]] / roots[set.Others[link]];
                result[i] = sum / roots[i];
            }
        });
        return result;
    }

    private static void Orthogonalize(double[] vector, List<double[]> basis)
    {
        var products = new double[basis.Count];
        RowWork.ForEach(basis.Count, 1, (start, end) =>
        {
            for (var b = start; b < end; b++) products[b] = Dot(vector, basis[b]);
        });
        RowWork.ForEach(vector.Length, 4096, (start, end) =>
        {
            for (var b = 0; b < basis.Count; b++)
            {
                var own = basis[b];
                for (var i = start; i < end; i++) vector[i] -= products[b] * own[i];
            }
        });
    }

    private static double[] Normal(double[] vector)
    {
        var length = Math.Sqrt(Dot(vector, vector));
        return Array.ConvertAll(vector, value => value / length);
    }

    /// <summary>In four sums side by side, whatever the processor.</summary>
    private static double Dot(double[] a, double[] b)
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        var i = 0;
        for (; i <= a.Length - 4; i += 4)
        {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.Length; i++) s0 += a[i] * b[i];
        return s0 + s1 + (s2 + s3);
    }
}
