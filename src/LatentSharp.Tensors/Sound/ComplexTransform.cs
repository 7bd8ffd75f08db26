using System.Numerics;

namespace LatentSharp;

/// <summary>The discrete Fourier transform of complex numbers in place, in the parts of real and imaginary numbers.</summary>
internal abstract class ComplexTransform
{
    /// <summary>That of a length.</summary>
    internal static ComplexTransform Of(int length) => BitOperations.IsPow2(length) ? new Butterflies(length) : new Convolved(length);

    internal abstract void Run(double[] re, double[] im);

    /// <summary>Cooley and Tukey's, of powers of two.</summary>
    private sealed class Butterflies : ComplexTransform
    {
        private readonly int length;
        private readonly int[] order;
        private readonly double[] cos, sin;

        internal Butterflies(int length)
        {
            this.length = length;
            var bits = BitOperations.Log2((uint)length);
            order = new int[length];
            for (var i = 1; i < length; i++) order[i] = (order[i >> 1] >> 1) | ((i & 1) << (bits - 1));
            (cos, sin) = (new double[length], new double[length]);
            // Those of a stage of spans of 2·half lie from half on, in the order in which they are used.
            for (var half = 1; half < length; half *= 2)
                for (var i = 0; i < half; i++) (cos[half + i], sin[half + i]) = PortableMath.Turn(i, 2L * half);
        }

        internal override void Run(double[] re, double[] im)
        {
            for (var i = 0; i < length; i++)
            {
                var other = order[i];
                if (other <= i) continue;
                (re[i], re[other]) = (re[other], re[i]);
                (im[i], im[other]) = (im[other], im[i]);
            }
            for (var half = 1; half < length; half *= 2)
            {
                var c = cos.AsSpan(half, half);
                var s = sin.AsSpan(half, half);
                for (var start = 0; start < length; start += 2 * half)
                {
                    var lowRe = re.AsSpan(start, half);
                    var lowIm = im.AsSpan(start, half);
                    var highRe = re.AsSpan(start + half, half);
                    var highIm = im.AsSpan(start + half, half);
                    var done = Together(c, s, lowRe, lowIm, highRe, highIm);
                    for (var i = done; i < lowRe.Length; i++)
                    {
                        var turnedRe = (highRe[i] * c[i]) + (highIm[i] * s[i]);
                        var turnedIm = (highIm[i] * c[i]) - (highRe[i] * s[i]);
                        (highRe[i], highIm[i]) = (lowRe[i] - turnedRe, lowIm[i] - turnedIm);
                        (lowRe[i], lowIm[i]) = (lowRe[i] + turnedRe, lowIm[i] + turnedIm);
                    }
                }
            }
        }
    }

    /// <summary>
    /// As many butterflies as fill whole vectors, whatever their width: each is computed by itself, and its products are rounded.
    /// </summary>
    /// <returns>How many.</returns>
    private static int Together(
        ReadOnlySpan<double> c, ReadOnlySpan<double> s, Span<double> lowRe, Span<double> lowIm, Span<double> highRe, Span<double> highIm)
    {
        var i = 0;
        for (; i <= lowRe.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector<double> cos = new(c[i..]), sin = new(s[i..]);
            Vector<double> aRe = new(lowRe[i..]), aIm = new(lowIm[i..]), bRe = new(highRe[i..]), bIm = new(highIm[i..]);
            var turnedRe = (bRe * cos) + (bIm * sin);
            var turnedIm = (bIm * cos) - (bRe * sin);
            (aRe - turnedRe).CopyTo(highRe[i..]);
            (aIm - turnedIm).CopyTo(highIm[i..]);
            (aRe + turnedRe).CopyTo(lowRe[i..]);
            (aIm + turnedIm).CopyTo(lowIm[i..]);
        }
        return i;
    }

    /// <summary>Bluestein's, of any length: k·n = (k² + n² - (k - n)²)/2 makes it a convolution, which goes by powers of two.</summary>
    private sealed class Convolved : ComplexTransform
    {
        private readonly int length;
        private readonly Butterflies butterflies;
        private readonly double[] cos, sin, kernelRe, kernelIm, re, im;

        internal Convolved(int length)
        {
            this.length = length;
            var size = (int)BitOperations.RoundUpToPowerOf2((uint)((2 * length) - 1));
            butterflies = new Butterflies(size);
            (cos, sin) = (new double[length], new double[length]);
            (kernelRe, kernelIm, re, im) = (new double[size], new double[size], new double[size], new double[size]);
            for (var i = 0; i < length; i++)
            {
                (cos[i], sin[i]) = PortableMath.Turn((long)i * i % (2L * length), 2L * length);
                (kernelRe[i], kernelIm[i]) = (cos[i], sin[i]);
                if (i > 0) (kernelRe[size - i], kernelIm[size - i]) = (cos[i], sin[i]);
            }
            butterflies.Run(kernelRe, kernelIm);
        }

        internal override void Run(double[] valuesRe, double[] valuesIm)
        {
            Array.Clear(re);
            Array.Clear(im);
            for (var i = 0; i < length; i++)
                (re[i], im[i]) = (
                    (valuesRe[i] * cos[i]) + (valuesIm[i] * sin[i]), (valuesIm[i] * cos[i]) - (valuesRe[i] * sin[i]));
            butterflies.Run(re, im);
            // The inverse transform is that of exchanged parts, exchanged.
            for (var i = 0; i < re.Length; i++)
            {
                var productRe = (re[i] * kernelRe[i]) - (im[i] * kernelIm[i]);
                im[i] = (re[i] * kernelIm[i]) + (im[i] * kernelRe[i]);
                re[i] = productRe;
            }
            butterflies.Run(im, re);
            for (var i = 0; i < length; i++)
            {
                var (a, b) = (re[i] / re.Length, im[i] / re.Length);
                (valuesRe[i], valuesIm[i]) = ((a * cos[i]) + (b * sin[i]), (b * cos[i]) - (a * sin[i]));
            }
        }
    }
}
