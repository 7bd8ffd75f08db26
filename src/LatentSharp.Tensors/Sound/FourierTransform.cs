using System.Numerics;

namespace LatentSharp;

/// <summary>
/// The discrete Fourier transform of real numbers of one length, any: X[k] = Σ x[n]·exp(-2πi·k·n/N), k = 0 … N/2. Lengths that are powers
/// of two go by Cooley and Tukey's butterflies, others by Bluestein's convolution. Double precision in one order of sums: the same bits
/// everywhere. An instance keeps room to work in, so one thread uses it at a time.
/// </summary>
public sealed class FourierTransform
{
    private readonly int points;
    private readonly bool isPacked;
    private readonly ComplexTransform transform;
    private readonly Vector<double>[] re, im;
    private readonly (double Cos, double Sin)[] turns;

    /// <summary>Prepares for a length.</summary>
    /// <param name="length">The number of real numbers, N, 1 to 2^24.</param>
    /// <exception cref="BadArgumentException">The length is out of its range.</exception>
    public FourierTransform(int length)
    {
        if (length is < 1 or > 1 << 24)
            throw new BadArgumentException($"FourierTransform: a length of {length} does not fit; 1 to {1 << 24} would.");
        Length = length;
        // Of an even number, each two neighbours go as one complex number.
        isPacked = length % 2 == 0;
        points = isPacked ? length / 2 : length;
        transform = ComplexTransform.Of(points);
        (re, im) = (new Vector<double>[points], new Vector<double>[points]);
        turns = isPacked ? [.. Enumerable.Range(0, points + 1).Select(k => PortableMath.Turn(k, length))] : [];
    }

    /// <summary>The number of real numbers, N.</summary>
    public int Length { get; }

    /// <summary>The number of frequencies, N/2 + 1.</summary>
    public int Bins => (Length / 2) + 1;

    /// <summary>The frequencies of numbers.</summary>
    /// <param name="values">N numbers.</param>
    /// <param name="real">Gets N/2 + 1 real parts.</param>
    /// <param name="imaginary">Gets N/2 + 1 imaginary parts.</param>
    /// <exception cref="BadArgumentException">A length does not fit.</exception>
    public void Forward(ReadOnlySpan<double> values, Span<double> real, Span<double> imaginary)
    {
        Check(values.Length, real.Length, imaginary.Length);
        var (numbers, reals, imaginaries) = (new Vector<double>[Length], new Vector<double>[Bins], new Vector<double>[Bins]);
        for (var i = 0; i < numbers.Length; i++) numbers[i] = new Vector<double>(values[i]);
        ForwardTogether(numbers, reals, imaginaries);
        for (var k = 0; k < reals.Length; k++) (real[k], imaginary[k]) = (reals[k][0], imaginaries[k][0]);
    }

    /// <summary>The frequencies of as many sequences as a vector has lanes, each as if it were alone.</summary>
    internal void ForwardTogether(
        ReadOnlySpan<Vector<double>> values, Span<Vector<double>> real, Span<Vector<double>> imaginary)
    {
        if (!isPacked)
        {
            values.CopyTo(re);
            Array.Clear(im);
            transform.Run(re, im);
            re.AsSpan(0, Bins).CopyTo(real);
            im.AsSpan(0, Bins).CopyTo(imaginary);
            return;
        }
        for (var i = 0; i < points; i++) (re[i], im[i]) = (values[2 * i], values[(2 * i) + 1]);
        transform.Run(re, im);
        var half = new Vector<double>(0.5);
        for (var k = 0; k <= points; k++)
        {
            var (a, b) = (k == points ? 0 : k, k == 0 ? 0 : points - k);
            // The even numbers' transform is (Z[k] + Z*[n - k])/2, the odd ones' (Z[k] - Z*[n - k])/2i.
            var (evenRe, evenIm) = ((re[a] + re[b]) * half, (im[a] - im[b]) * half);
            var (oddRe, oddIm) = ((im[a] + im[b]) * half, (re[b] - re[a]) * half);
            var (cos, sin) = turns[k];
            real[k] = evenRe + ((cos * oddRe) + (sin * oddIm));
            imaginary[k] = evenIm + ((cos * oddIm) - (sin * oddRe));
        }
    }

    /// <summary>
    /// The numbers of frequencies, the inverse of <see cref="Forward"/>; the parts of an edge that no real numbers have are left out.
    /// </summary>
    /// <param name="real">N/2 + 1 real parts.</param>
    /// <param name="imaginary">N/2 + 1 imaginary parts.</param>
    /// <param name="values">Gets N numbers.</param>
    /// <exception cref="BadArgumentException">A length does not fit.</exception>
    public void Inverse(ReadOnlySpan<double> real, ReadOnlySpan<double> imaginary, Span<double> values)
    {
        Check(values.Length, real.Length, imaginary.Length);
        var (numbers, reals, imaginaries) = (new Vector<double>[Length], new Vector<double>[Bins], new Vector<double>[Bins]);
        for (var k = 0; k < reals.Length; k++) (reals[k], imaginaries[k]) = (new(real[k]), new(imaginary[k]));
        InverseTogether(reals, imaginaries, numbers);
        for (var i = 0; i < numbers.Length; i++) values[i] = numbers[i][0];
    }

    /// <summary>The numbers of as many sequences as a vector has lanes, each as if it were alone.</summary>
    internal void InverseTogether(
        ReadOnlySpan<Vector<double>> real, ReadOnlySpan<Vector<double>> imaginary, Span<Vector<double>> values)
    {
        var (zero, half, count) = (Vector<double>.Zero, new Vector<double>(0.5), new Vector<double>(points));
        if (!isPacked)
        {
            for (var k = 0; k < points; k++)
            {
                var isMirrored = k >= Bins;
                var at = isMirrored ? points - k : k;
                // The inverse is the transform of the conjugate, conjugated.
                (re[k], im[k]) = (real[at], k == 0 ? zero : isMirrored ? imaginary[at] : -imaginary[at]);
            }
            transform.Run(re, im);
            for (var i = 0; i < points; i++) values[i] = re[i] / count;
            return;
        }
        for (var k = 0; k < points; k++)
        {
            var mirror = points - k;
            var (aIm, bIm) = (k == 0 ? zero : imaginary[k], k == 0 ? zero : imaginary[mirror]);
            var (evenRe, evenIm) = ((real[k] + real[mirror]) * half, (aIm - bIm) * half);
            var (halfRe, halfIm) = ((real[k] - real[mirror]) * half, (aIm + bIm) * half);
            var (cos, sin) = turns[k];
            var (oddRe, oddIm) = ((cos * halfRe) - (sin * halfIm), (cos * halfIm) + (sin * halfRe));
            (re[k], im[k]) = (evenRe - oddIm, -(evenIm + oddRe));
        }
        transform.Run(re, im);
        for (var i = 0; i < points; i++) (values[2 * i], values[(2 * i) + 1]) = (re[i] / count, -im[i] / count);
    }

    private void Check(int values, int real, int imaginary)
    {
        if (values != Length || real != Bins || imaginary != Bins)
            throw new BadArgumentException(
                $"FourierTransform: {values} numbers and {real} and {imaginary} parts do not fit; {Length} and {Bins} of each would.");
    }
}
