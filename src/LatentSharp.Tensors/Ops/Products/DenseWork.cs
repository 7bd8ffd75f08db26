namespace LatentSharp;

/// <summary>y = f(x·W + b), row by row.</summary>
internal sealed class DenseRows<TActivation> : RowWork where TActivation : struct, IUnary
{
    private Tensor x, kernel, bias, y;
    private TActivation activation;

    internal override long Cost => kernel.Count;

    internal static DenseRows<TActivation> Of(Tensor x, Tensor kernel, Tensor bias, Tensor y, TActivation activation)
    {
        var work = Spare<DenseRows<TActivation>>.Rent();
        (work.x, work.kernel, work.bias, work.y, work.activation) = (x, kernel, bias, y, activation);
        return work;
    }

    internal override void Run(int start, int end)
    {
        var (k, n) = (kernel.Shape[0], kernel.Shape[1]);
        Gemm.Multiply(
            false, false, end - start, n, k, x.Unfinished[(start * k)..(end * k)], k, kernel.Unfinished, n,
            y.Unfinished[(start * n)..(end * n)], n, accumulate: false, bias.IsDefault ? default : bias.Unfinished, activation);
    }

    internal override void Return()
    {
        x = kernel = bias = y = default;
        Spare<DenseRows<TActivation>>.Return(this);
    }
}

/// <summary>dz = dy · f'(z), and dx (+)= dz·Wᵀ where it is wanted, row by row.</summary>
internal sealed class DenseGradientRows<TActivation> : RowWork where TActivation : struct, IUnary
{
    private Tensor y, dy, dz, kernel, dx;
    private TActivation activation;
    private bool accumulates;

    internal override long Cost => dx.IsDefault ? kernel.Shape[1] : kernel.Count;

    internal static DenseGradientRows<TActivation> Of(
        TActivation activation, Tensor y, Tensor dy, Tensor dz, Tensor kernel, Tensor dx, bool accumulates)
    {
        var work = Spare<DenseGradientRows<TActivation>>.Rent();
        (work.activation, work.accumulates) = (activation, accumulates);
        (work.y, work.dy, work.dz, work.kernel, work.dx) = (y, dy, dz, kernel, dx);
        return work;
    }

    internal override void Run(int start, int end)
    {
        var (k, n) = (kernel.Shape[0], kernel.Shape[1]);
        var dz = this.dz.Unfinished[(start * n)..(end * n)];
        if (typeof(TActivation) != typeof(IdentityOp))
            Unary.Backward(activation, y.Unfinished[(start * n)..(end * n)], dy.Unfinished[(start * n)..(end * n)], dz);
        if (dx.IsDefault) return;
        var target = dx.Unfinished[(start * k)..(end * k)];
        Gemm.Multiply(false, true, end - start, k, n, dz, n, kernel.Unfinished, n, target, k, accumulates);
    }

    internal override void Return()
    {
        y = dy = dz = kernel = dx = default;
        Spare<DenseGradientRows<TActivation>>.Return(this);
    }
}

/// <summary>dW (+)= xᵀ·dz, cut along its longer side.</summary>
internal sealed class DenseKernelGradient : SumWork
{
    private Tensor x, dz, dw;
    private int rows;
    private bool accumulates;

    internal override long Cost => (long)rows * dw.Count;

    internal override int Length => Math.Max(dw.Shape[0], dw.Shape[1]);

    internal static DenseKernelGradient Of(int rows, Tensor x, Tensor dz, Tensor dw, bool accumulates)
    {
        var work = Spare<DenseKernelGradient>.Rent();
        (work.rows, work.x, work.dz, work.dw, work.accumulates) = (rows, x, dz, dw, accumulates);
        return work;
    }

    internal override void Run(int start, int end)
    {
        var (k, n) = (dw.Shape[0], dw.Shape[1]);
        ReadOnlySpan<float> a = x.Unfinished, b = dz.Unfinished;
        var c = dw.Unfinished;
        if (k >= n) Gemm.Multiply(true, false, end - start, n, rows, a[start..], k, b, n, c[(start * n)..(end * n)], n, accumulates);
        else Gemm.Multiply(true, false, k, end - start, rows, a, k, b[start..], n, c[start..], n, accumulates);
    }

    internal override void Return()
    {
        x = dz = dw = default;
        Spare<DenseKernelGradient>.Return(this);
    }
}

/// <summary>db (+)= Σ dz over the rows.</summary>
internal sealed class DenseBiasGradient : SumWork
{
    private Tensor dz, db;
    private int rows;
    private bool accumulates;

    internal override long Cost => (long)rows * db.Count;

    internal override int Length => 1;

    internal static DenseBiasGradient Of(int rows, Tensor dz, Tensor db, bool accumulates)
    {
        var work = Spare<DenseBiasGradient>.Rent();
        (work.rows, work.dz, work.db, work.accumulates) = (rows, dz, db, accumulates);
        return work;
    }

    internal override void Run(int start, int end) => ColumnSums.Sum(dz.Unfinished, rows, db.Unfinished, accumulates);

    internal override void Return()
    {
        dz = db = default;
        Spare<DenseBiasGradient>.Return(this);
    }
}
