using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// The gradients of <see cref="RowNormalization"/>. With n = (x - mean)·inverse and g = dy·gamma: dx = inverse·(g - mean g - n·mean(g·n)),
/// dgamma = Σ dy·n and dbeta = Σ dy down the columns, in the order of <see cref="ColumnOrder"/>. Each run of rows is walked twice, while it
/// is in cache: for the two means of its rows, then for all that comes of them.
/// </summary>
internal static unsafe class RowNormalizationBack
{
    private const int Grain = 16384;

    /// <summary>Wider rows are cut into strips, which threads can share.</summary>
    private const int Strip = 256;

    /// <summary>Runs of rows, at least one: dgamma and dbeta have a part for each.</summary>
    internal static int Runs(int rows) => Math.Max(1, ((rows - 1) / ColumnOrder.Run) + 1);

    /// <summary>dx (+)= the gradient, and each run's part of dgamma and dbeta, (runs, cols), for <see cref="ColumnSums"/>.</summary>
    internal static void Run(
        ReadOnlySpan<float> x, ReadOnlySpan<float> dy, ReadOnlySpan<float> gamma, ReadOnlySpan<float> mean, ReadOnlySpan<float> inverse,
        bool centered, Span<float> level, Span<float> along, Span<float> dx, Span<float> dgamma, Span<float> dbeta, bool accumulate)
    {
        var (rows, cols) = (mean.Length, gamma.Length);
        Lengths.Check(x.Length, rows, cols);
        Lengths.Check(dy.Length, x.Length);
        Lengths.Check(dx.Length, x.Length);
        Lengths.Check(inverse.Length, rows);
        Lengths.Check(level.Length, rows);
        Lengths.Check(along.Length, rows);
        Lengths.Check(dgamma.Length, Runs(rows), cols);
        Lengths.Check(dbeta.Length, dgamma.Length);
        dgamma.Clear();
        dbeta.Clear();
        if (x.IsEmpty) return;
        fixed (float* px = x, pd = dy, pg = gamma, pm = mean, pi = inverse, pl = level, pa = along, pdx = dx, pdg = dgamma, pdb = dbeta)
        {
            var rowSums = new MeansKernel(px, pd, pg, pm, pi, pl, pa, cols, centered);
            if (accumulate) Run(rowSums, new SlopesKernel<Accumulating>(rowSums, pdx, pdg, pdb, rows), rows, cols);
            else Run(rowSums, new SlopesKernel<Overwriting>(rowSums, pdx, pdg, pdb, rows), rows, cols);
        }
    }

    private static void Run<TSlopes>(MeansKernel means, TSlopes slopes, int rows, int cols) where TSlopes : struct, IRangeKernel
    {
        if (cols > Strip) RangeKernel.Run(ref means, rows, Math.Max(1, Grain / cols));
        RangeKernel.Run(ref slopes, Runs(rows) * Strips(cols), Math.Max(1, Grain / (Math.Min(cols, Strip) * ColumnOrder.Run)));
    }

    private static int Strips(int cols) => ((cols - 1) / Strip) + 1;

    /// <summary>The mean of g and that of g·n for each row.</summary>
    private readonly struct MeansKernel(
        float* x, float* dy, float* gamma, float* mean, float* inverse, float* level, float* along, int cols, bool centered) : IRangeKernel
    {
        internal float* X => x;

        internal float* Dy => dy;

        internal float* Gamma => gamma;

        internal int Cols => cols;

        internal float* Mean => mean;

        internal float* Inverse => inverse;

        internal float* Level => level;

        internal float* Along => along;

        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            for (var row = start; row < end; row++)
            {
                Block<V>(row, 0, Math.Min(cols, SumOrder.Block), out along[row], out level[row]);
                if (cols > SumOrder.Block) AddBlocks<V>(row);
            }
            ElementwiseLoops.Map<V, DividedBy, Overwriting>(new DividedBy(cols), along + start, along + start, end - start);
            if (centered) ElementwiseLoops.Map<V, DividedBy, Overwriting>(new DividedBy(cols), level + start, level + start, end - start);
            else new Span<float>(level + start, end - start).Clear();
        }

        private void AddBlocks<V>(int row) where V : unmanaged, ILanes<V>
        {
            double slants = along[row], slopes = level[row];
            for (var i = SumOrder.Block; i < cols; i += SumOrder.Block)
            {
                Block<V>(row, i, Math.Min(SumOrder.Block, cols - i), out var slant, out var slope);
                slants += slant;
                slopes += slope;
            }
            (along[row], level[row]) = ((float)slants, (float)slopes);
        }

        /// <summary>Σ g·n and Σ g of a block, each in the order of <see cref="SumOrder"/>.</summary>
        [SkipLocalsInit]
        [MethodImpl(Jit.Loop)]
        private void Block<V>(int row, int start, int count, out float slant, out float slope) where V : unmanaged, ILanes<V>
        {
            const int lanes = SumOrder.Lanes;
            var at = ((nint)row * cols) + start;
            float* ownX = x + at, ownDy = dy + at, ownGamma = gamma + start;
            var sums = stackalloc float[2 * lanes];
            V middle = V.Create(mean[row]), scale = V.Create(inverse[row]);
            for (var lane = 0; lane < lanes; lane += V.Count)
            {
                V slants = default, slopes = default;
                nint i = lane;
                for (; i <= count - V.Count; i += lanes)
                    Add(default(WholeVector), ownX + i, ownDy + i, ownGamma + i, middle, scale, ref slants, ref slopes);
                if (i < count)
                {
                    var reach = new PartOfVector((int)(count - i));
                    Add(reach, ownX + i, ownDy + i, ownGamma + i, middle, scale, ref slants, ref slopes);
                }
                V.Store(slants, sums + lane);
                V.Store(slopes, sums + lanes + lane);
            }
            slant = SumOrder.Fold<V>(sums);
            slope = SumOrder.Fold<V>(sums + lanes);
        }

        /// <summary>Beyond a part of a vector dy and gamma are zeros, and so are the terms.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Add<V, TReach>(
            TReach reach, float* x, float* dy, float* gamma, V middle, V scale, ref V slants, ref V slopes)
            where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            var (g, factor) = (reach.Load<V>(dy), reach.Load<V>(gamma));
            slants += factor * (g * ((reach.Load<V>(x) - middle) * scale));
            slopes += factor * g;
        }
    }

    /// <summary>dx and the sums down the columns, for a run of rows and a strip of columns each.</summary>
    private readonly struct SlopesKernel<TWriting>(MeansKernel means, float* dx, float* dgamma, float* dbeta, int rows) : IRangeKernel
        where TWriting : struct, IWriting
    {
        public void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
        {
            var (cols, strips) = (means.Cols, Strips(means.Cols));
            for (var item = start; item < end; item++)
            {
                var (run, column) = (item / strips, item % strips * Strip);
                var first = run * ColumnOrder.Run;
                var last = Math.Min(rows, first + ColumnOrder.Run);
                if (strips == 1) means.Run<V>(first, last);
                var sums = ((nint)run * cols) + column;
                var count = Math.Min(Strip, cols - column);
                var row = first;
                for (; row < last - 1; row += 2) Pair<V>(row, column, dgamma + sums, dbeta + sums, count);
                if (row < last) Row<V>(row, column, dgamma + sums, dbeta + sums, 0, count);
            }
        }

        /// <summary>Two rows, whose sums are loaded and stored once.</summary>
        [MethodImpl(Jit.Loop)]
        private void Pair<V>(int row, int column, float* slants, float* shifts, int count) where V : unmanaged, ILanes<V>
        {
            nint cols = means.Cols, at = (row * cols) + column;
            float* x = means.X + at, dy = means.Dy + at, gamma = means.Gamma + column, to = dx + at;
            V middle = V.Create(means.Mean[row]), scale = V.Create(means.Inverse[row]);
            V less = -V.Create(means.Level[row]), slant = V.Create(means.Along[row]);
            V nextMiddle = V.Create(means.Mean[row + 1]), nextScale = V.Create(means.Inverse[row + 1]);
            V nextLess = -V.Create(means.Level[row + 1]), nextSlant = V.Create(means.Along[row + 1]);
            nint i = 0;
            for (; i <= count - V.Count; i += V.Count)
            {
                V factor = V.Load(gamma + i), slantsHere = V.Load(slants + i), shiftsHere = V.Load(shifts + i);
                Step(default(WholeVector), x + i, dy + i, factor, to + i, ref slantsHere, ref shiftsHere, middle, scale, less, slant);
                Step(
                    default(WholeVector), x + cols + i, dy + cols + i, factor, to + cols + i, ref slantsHere, ref shiftsHere, nextMiddle,
                    nextScale, nextLess, nextSlant);
                V.Store(slantsHere, slants + i);
                V.Store(shiftsHere, shifts + i);
            }
            if (i == count) return;
            Row<V>(row, column, slants, shifts, (int)i, count);
            Row<V>(row + 1, column, slants, shifts, (int)i, count);
        }

        /// <summary>A row from one of its columns on.</summary>
        [MethodImpl(Jit.Loop)]
        private void Row<V>(int row, int column, float* slants, float* shifts, int start, int count) where V : unmanaged, ILanes<V>
        {
            var at = ((nint)row * means.Cols) + column;
            float* x = means.X + at, dy = means.Dy + at, gamma = means.Gamma + column, to = dx + at;
            V middle = V.Create(means.Mean[row]), scale = V.Create(means.Inverse[row]);
            V less = -V.Create(means.Level[row]), slant = V.Create(means.Along[row]);
            for (nint i = start; i < count; i += V.Count)
            {
                var reach = new PartOfVector((int)Math.Min(V.Count, count - i));
                V slantsHere = reach.Load<V>(slants + i), shiftsHere = reach.Load<V>(shifts + i);
                Step(reach, x + i, dy + i, reach.Load<V>(gamma + i), to + i, ref slantsHere, ref shiftsHere, middle, scale, less, slant);
                reach.Store(slantsHere, slants + i);
                reach.Store(shiftsHere, shifts + i);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Step<V, TReach>(
            TReach reach, float* x, float* dy, V gamma, float* to, ref V slants, ref V shifts, V middle, V scale, V less, V slant)
            where V : unmanaged, ILanes<V> where TReach : struct, IReach
        {
            var (g, normal) = (reach.Load<V>(dy), (reach.Load<V>(x) - middle) * scale);
            var slope = scale * (V.FusedMultiplyAdd(g, gamma, less) - (normal * slant));
            if (typeof(TWriting) == typeof(Accumulating)) slope = reach.Load<V>(to) + slope;
            reach.Store(slope, to);
            slants += g * normal;
            shifts += g;
        }
    }
}
