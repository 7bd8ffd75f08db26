namespace LatentSharp;

/// <summary>Mel-frequency cepstral coefficients, by the conventions of librosa 0.10: an orthonormal cosine transform of kind II.</summary>
public static class Cepstrum
{
    /// <summary>
    /// c[k] = s·Σ x[m]·cos(πk(2m + 1)/2M), with s = √(1/M) of k = 0 and √(2/M) of the others: (frames, filters) -> (frames, count).
    /// </summary>
    /// <param name="levels">Decibels of the mel filters.</param>
    /// <param name="filters">Their number, M.</param>
    /// <param name="count">How many coefficients, 1 to M.</param>
    /// <exception cref="BadArgumentException">A number does not fit.</exception>
    public static double[] Of(ReadOnlySpan<double> levels, int filters, int count)
    {
        Check(levels.Length, filters, count, filters);
        var result = new double[levels.Length / filters * count];
        for (var k = 0; k < count; k++)
        {
            var cosines = Cosines(k, filters);
            for (var t = 0; t < levels.Length / filters; t++)
            {
                var frame = levels.Slice(t * filters, filters);
                var sum = 0.0;
                for (var m = 0; m < cosines.Length; m++) sum += cosines[m] * frame[m];
                result[(t * count) + k] = sum;
            }
        }
        return result;
    }

    /// <summary>The levels of coefficients, those that are not there being 0: (frames, count) -> (frames, filters).</summary>
    /// <param name="coefficients">The coefficients.</param>
    /// <param name="filters">The number of mel filters, M.</param>
    /// <param name="count">How many coefficients a frame has, 1 to M.</param>
    /// <exception cref="BadArgumentException">A number does not fit.</exception>
    public static double[] Inverse(ReadOnlySpan<double> coefficients, int filters, int count)
    {
        Check(coefficients.Length, filters, count, count);
        var result = new double[coefficients.Length / count * filters];
        for (var k = 0; k < count; k++)
        {
            var cosines = Cosines(k, filters);
            for (var t = 0; t < coefficients.Length / count; t++)
                for (var m = 0; m < filters; m++) result[(t * filters) + m] += cosines[m] * coefficients[(t * count) + k];
        }
        return result;
    }

    private static double[] Cosines(int k, int filters)
    {
        var scale = Math.Sqrt((k == 0 ? 1.0 : 2.0) / filters);
        return [.. Enumerable.Range(0, filters).Select(m => scale * PortableMath.Turn((long)k * ((2 * m) + 1), 4L * filters).Cos)];
    }

    private static void Check(int numbers, int filters, int count, int row)
    {
        if (filters < 1 || count < 1 || count > filters || numbers % row != 0)
            throw new BadArgumentException(
                $"Cepstrum: {count} coefficients of {filters} filters in {numbers} numbers do not fit; 1 to as many as filters would.");
    }
}
