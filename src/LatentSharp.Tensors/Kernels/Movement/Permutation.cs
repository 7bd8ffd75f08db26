namespace LatentSharp;

/// <summary>Writes the elements of a dense array in another order of its axes.</summary>
internal static unsafe class Permutation
{
    /// <summary>Elements that are worth a second thread.</summary>
    private const int Grain = 1 << 15;

    /// <summary>Elements of a square that is turned within the first cache.</summary>
    private const int Tile = 16;

    /// <summary>y[i₀, i₁, …] = x[Σ iₖ·strides[k]], with the sizes of y.</summary>
    internal static void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, Span<T> y) where T : unmanaged
    {
        if (y.IsEmpty) return;
        var rank = sizes.Length;
        // The innermost axis of y is walked together with the one that is innermost in x.
        var turned = rank - 1;
        for (var axis = 0; axis < rank - 1; axis++)
        {
            if (strides[rank - 1] != 1 && strides[axis] == 1 && sizes[axis] > 1) turned = axis;
        }
        fixed (T* px = x, py = y)
        fixed (int* ps = sizes, pt = strides)
        {
            var body = new Body<T> { X = px, Y = py, Sizes = ps, Strides = pt, Rank = rank, Turned = turned };
            var inner = sizes[rank - 1] * (turned == rank - 1 ? 1 : sizes[turned]);
            Parallel.For(y.Length / inner, Math.Max(1, Pace.Grain(Grain) / inner), ref body);
        }
    }

    private struct Body<T> : IParallelBody where T : unmanaged
    {
        internal T* X, Y;
        internal int* Sizes, Strides;
        internal int Rank, Turned;

        public readonly void Run(int start, int end)
        {
            for (var cell = start; cell < end; cell++)
            {
                nint from = 0, to = 0, step = Sizes[Rank - 1];
                var rest = cell;
                nint row = 1;
                for (var axis = Rank - 2; axis >= 0; axis--)
                {
                    if (axis == Turned)
                    {
                        row = step;
                    }
                    else
                    {
                        var index = rest % Sizes[axis];
                        rest /= Sizes[axis];
                        from += (nint)index * Strides[axis];
                        to += index * step;
                    }
                    step *= Sizes[axis];
                }
                if (Turned == Rank - 1) Line(X + from, Y + to);
                else Square(X + from, Y + to, row);
            }
        }

        private readonly void Line(T* x, T* y)
        {
            var (length, stride) = (Sizes[Rank - 1], (nint)Strides[Rank - 1]);
            if (stride == 1)
            {
                new ReadOnlySpan<T>(x, length).CopyTo(new Span<T>(y, length));
                return;
            }
            for (var i = 0; i < length; i++) y[i] = x[i * stride];
        }

        private readonly void Square(T* x, T* y, nint row)
        {
            var (height, width, stride) = (Sizes[Turned], Sizes[Rank - 1], (nint)Strides[Rank - 1]);
            for (var top = 0; top < height; top += Tile)
            {
                for (var left = 0; left < width; left += Tile)
                {
                    var (bottom, right) = (Math.Min(top + Tile, height), Math.Min(left + Tile, width));
                    for (var r = top; r < bottom; r++)
                    {
                        for (var c = left; c < right; c++) y[(r * row) + c] = x[r + (c * stride)];
                    }
                }
            }
        }
    }
}
