using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// What is done to each element by numbers of its column: normalising, and the way back. Matrices are (blocks, rows, cols); the columns'
/// numbers (blocks, kinds, cols), kind by kind.
/// </summary>
internal static unsafe class ColumnAffine
{
    internal const int ForwardKinds = 3;
    internal const int BackwardKinds = 4;

    private const int Grain = 32768;
    private const int ShortRow = 64;
    private const int Buffer = 512;

    /// <summary>y = (x - n₀)·n₁ + n₂</summary>
    internal static void Forward(ReadOnlySpan<float> x, ReadOnlySpan<float> numbers, int rows, int cols, Span<float> y)
    {
        var blocks = Blocks(x.Length, y.Length, numbers.Length, rows, cols, ForwardKinds);
        fixed (float* px = x, pn = numbers, py = y) Run(new Kernel<Normalized>(new(px, py), pn, rows, cols), blocks, rows, cols);
    }

    /// <summary>dx (+)= dy·n₁ - (x - n₀)·n₂ - n₃</summary>
    internal static void Backward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> dy, ReadOnlySpan<float> numbers, int rows, int cols, Span<float> dx, bool accumulate)
    {
        var blocks = Blocks(x.Length, dx.Length, numbers.Length, rows, cols, BackwardKinds);
        Lengths.Check(dy.Length, x.Length);
        fixed (float* px = x, pd = dy, pn = numbers, pdx = dx)
        {
            if (accumulate) Run(new Kernel<Back<Accumulating>>(new(px, pd, pdx), pn, rows, cols), blocks, rows, cols);
            else Run(new Kernel<Back<Overwriting>>(new(px, pd, pdx), pn, rows, cols), blocks, rows, cols);
        }
    }

    private static int Blocks(int x, int y, int numbers, int rows, int cols, int kinds)
    {
        var blocks = cols == 0 ? 0 : numbers / (kinds * cols);
        Lengths.Check(numbers, blocks * kinds, cols);
        Lengths.Check(x, blocks * rows, cols);
        Lengths.Check(y, x);
        return blocks;
    }

    private static void Run<TWork>(Kernel<TWork> kernel, int blocks, int rows, int cols) where TWork : struct, IWork =>
        RangeKernel.Run(ref kernel, blocks * rows, Math.Max(1, Grain / Math.Max(cols, 1)));

    private interface IWork
    {
        static abstract int Kinds { get; }

        /// <summary>Elements from <paramref name="at"/>; the numbers of kind k stand at n + k·step.</summary>
        void Do<V>(nint at, float* n, nint step, int count) where V : unmanaged, ILanes<V>;
    }

    private readonly struct Normalized(float* x, float* y) : IWork
    {
        public static int Kinds => ForwardKinds;

        [MethodImpl(Jit.Loop)]
        public void Do<V>(nint at, float* n, nint step, int count) where V : unmanaged, ILanes<V>
        {
            float* from = x + at, to = y + at, scale = n + step, shift = scale + step;
            var i = 0;
            for (; i <= count - V.Count; i += V.Count)
                V.Store(V.FusedMultiplyAdd(V.Load(from + i) - V.Load(n + i), V.Load(scale + i), V.Load(shift + i)), to + i);
            if (i == count) return;
            var rest = count - i;
            V.StorePart(
                V.FusedMultiplyAdd(
                    V.LoadPart(from + i, rest) - V.LoadPart(n + i, rest), V.LoadPart(scale + i, rest), V.LoadPart(shift + i, rest)),
                to + i, rest);
        }
    }

    private readonly struct Back<TWriting>(float* x, float* dy, float* dx) : IWork where TWriting : struct, IWriting
    {
        public static int Kinds => BackwardKinds;

        [MethodImpl(Jit.Loop)]
        public void Do<V>(nint at, float* n, nint step, int count) where V : unmanaged, ILanes<V>
        {
            float* from = x + at, slope = dy + at, to = dx + at, scale = n + step, pull = scale + step, shift = pull + step;
            var i = 0;
            for (; i <= count - V.Count; i += V.Count)
            {
                var centered = V.Load(from + i) - V.Load(n + i);
                TWriting.Store(
                    V.FusedMultiplyAdd(
                        V.Load(slope + i), V.Load(scale + i), -V.FusedMultiplyAdd(centered, V.Load(pull + i), V.Load(shift + i))),
                    to + i);
            }
            if (i == count) return;
            var rest = count - i;
            var last = V.LoadPart(from + i, rest) - V.LoadPart(n + i, rest);
            TWriting.StorePart(
                V.FusedMultiplyAdd(
                    V.LoadPart(slope + i, rest), V.LoadPart(scale + i, rest),
                    -V.FusedMultiplyAdd(last, V.LoadPart(pull + i, rest), V.LoadPart(shift + i, rest))),
                to + i, rest);
        }
    }

    private readonly struct Kernel<TWork>(TWork work, float* numbers, int rows, int cols) : IRangeKernel where TWork : struct, IWork
    {
        [MethodImpl(Jit.Loop)]
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var row = start; row < end;)
            {
                var block = row / rows;
                var last = Math.Min(end, (block + 1) * rows);
                var own = numbers + ((nint)block * TWork.Kinds * cols);
                if (cols < ShortRow && last - row > 1) Short<V>(row, last, own);
                else Long<V>(row, last, own);
                row = last;
            }
        }

        [MethodImpl(Jit.Loop)]
        private void Long<V>(int start, int end, float* own) where V : unmanaged, ILanes<V>
        {
            for (var row = start; row < end; row++) work.Do<V>((nint)row * cols, own, cols, cols);
        }

        /// <summary>Several short rows at a time, with the columns' numbers repeated.</summary>
        [SkipLocalsInit]
        [MethodImpl(Jit.Loop)]
        private void Short<V>(int start, int end, float* own) where V : unmanaged, ILanes<V>
        {
            var repeated = stackalloc float[TWork.Kinds * Buffer];
            var height = Math.Min(Buffer / cols, end - start);
            for (var kind = 0; kind < TWork.Kinds; kind++)
            {
                var row = new ReadOnlySpan<float>(own + (kind * cols), cols);
                for (var i = 0; i < height; i++) row.CopyTo(new Span<float>(repeated + (kind * Buffer) + (i * cols), cols));
            }
            for (var row = start; row < end; row += height)
                work.Do<V>((nint)row * cols, repeated, Buffer, Math.Min(height, end - row) * cols);
        }
    }
}
