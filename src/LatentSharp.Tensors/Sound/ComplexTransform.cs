using System.Numerics;

namespace LatentSharp;

/// <summary>
/// The discrete Fourier transform of complex numbers in place, in the parts of real and imaginary numbers; of as many sequences at once as
/// a vector has lanes, each by itself and with rounded products, so that the width of vectors changes no bit.
/// </summary>
internal abstract class ComplexTransform
{
    /// <summary>That of a length.</summary>
    internal static ComplexTransform Of(int length) => BitOperations.IsPow2(length) ? new Butterflies(length) : new Convolved(length);

    internal abstract void Run(Vector<double>[] re, Vector<double>[] im);

    /// <summary>Cooley and Tukey's, of powers of two.</summary>
    private sealed class Butterflies : ComplexTransform
    {
        private readonly int[] order;
        private readonly double[] cos, sin;

        internal Butterflies(int length)
        {
            var bits = BitOperations.Log2((uint)length);
            order = new int[length];
            for (var i = 1; i < length; i++) order[i] = (order[i >> 1] >> 1) | ((i & 1) << (bits - 1));
            (cos, sin) = (new double[length], new double[length]);
            // Those of a stage of spans of 2·half lie from half on, in the order in which they are used.
            for (var half = 1; half < length; half *= 2)
                for (var i = 0; i < half; i++) (cos[half + i], sin[half + i]) = PortableMath.Turn(i, 2L * half);
        }

        internal override void Run(Vector<double>[] re, Vector<double>[] im)
        {
            for (var i = 0; i < order.Length; i++)
            {
                var other = order[i];
                if (other <= i) continue;
                (re[i], re[other]) = (re[other], re[i]);
                (im[i], im[other]) = (im[other], im[i]);
            }
            for (var half = 1; half < order.Length; half *= 2)
            {
                var c = cos.AsSpan(half, half);
                var s = sin.AsSpan(half, half);
                for (var start = 0; start < order.Length; start += 2 * half)
                {
                    var high = start + half;
                    Join(c, s, re.AsSpan(start, half), im.AsSpan(start, half), re.AsSpan(high, half), im.AsSpan(high, half));
                }
            }
        }

        private static void Join(
            ReadOnlySpan<double> cos, ReadOnlySpan<double> sin, Span<Vector<double>> lowRe, Span<Vector<double>> lowIm,
            Span<Vector<double>> highRe, Span<Vector<double>> highIm)
        {
            for (var i = 0; i < lowRe.Length; i++)
            {
                var (c, s) = (new Vector<double>(cos[i]), new Vector<double>(sin[i]));
                var turnedRe = (highRe[i] * c) + (highIm[i] * s);
                var turnedIm = (highIm[i] * c) - (highRe[i] * s);
                (highRe[i], highIm[i]) = (lowRe[i] - turnedRe, lowIm[i] - turnedIm);
                (lowRe[i], lowIm[i]) = (lowRe[i] + turnedRe, lowIm[i] + turnedIm);
            }
        }
    }

    /// <summary>Bluestein's, of any length: k·n = (k² + n² - (k - n)²)/2 makes it a convolution, which goes by powers of two.</summary>
    private sealed class Convolved : ComplexTransform
    {
        private readonly int length;
        private readonly Butterflies butterflies;
        private readonly double[] cos, sin;
        private readonly Vector<double>[] kernelRe, kernelIm, re, im;

        internal Convolved(int length)
        {
            this.length = length;
            var size = (int)BitOperations.RoundUpToPowerOf2((uint)((2 * length) - 1));
            butterflies = new Butterflies(size);
            (cos, sin) = (new double[length], new double[length]);
            (kernelRe, kernelIm) = (new Vector<double>[size], new Vector<double>[size]);
            (re, im) = (new Vector<double>[size], new Vector<double>[size]);
            for (var i = 0; i < length; i++)
            {
                (cos[i], sin[i]) = PortableMath.Turn((long)i * i % (2L * length), 2L * length);
                (kernelRe[i], kernelIm[i]) = (new(cos[i]), new(sin[i]));
                if (i > 0) (kernelRe[size - i], kernelIm[size - i]) = (kernelRe[i], kernelIm[i]);
            }
            butterflies.Run(kernelRe, kernelIm);
        }

        internal override void Run(Vector<double>[] valuesRe, Vector<double>[] valuesIm)
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
                var (a, b) = (re[i] / new Vector<double>(re.Length), im[i] / new Vector<double>(re.Length));
                (valuesRe[i], valuesIm[i]) = ((a * cos[i]) + (b * sin[i]), (b * cos[i]) - (a * sin[i]));
            }
        }
    }
}
