using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// A fully connected layer in one kernel: x · kernel + bias over the last axis. (…, K) · (K, N) + (N) -> (…, N).
    /// </summary>
    /// <param name="x">Inputs; all axes but the last are samples.</param>
    /// <param name="kernel">Weights (K, N).</param>
    /// <param name="bias">One number per output (N), or <c>default</c> for none.</param>
    /// <exception cref="BadArgumentException">The sizes do not fit.</exception>
    public static Tensor Dense(Tensor x, Tensor kernel, Tensor bias = default) => Dense<IdentityOp>(x, kernel, bias);

    /// <summary><see cref="Dense(Tensor, Tensor, Tensor)"/> with an activation applied while the result is in cache.</summary>
    internal static Tensor Dense<TActivation>(Tensor x, Tensor kernel, Tensor bias, TActivation activation = default)
        where TActivation : struct, IUnary
    {
        (x, kernel) = (Operand.Floats(x, "dense", "x"), Operand.Floats(kernel, "dense", "the kernel"));
        bias = Operand.OptionalFloats(bias, "dense", "the bias");
        var (k, n) = (kernel.Shape[0], kernel.Shape[1]);
        if (x.Rank == 0 || x.Shape[^1] != k)
            throw new BadArgumentException($"dense: input {x.Shape} and kernel {kernel.Shape} do not fit; the last axis must be {k}.");
        if (!bias.IsDefault && bias.Count != n)
            throw new BadArgumentException($"dense: bias {bias.Shape} does not fit kernel {kernel.Shape}; it must hold {n} numbers.");
        var y = Tensor.Allocate(x.Shape.With(^1, n));
        var rows = x.Shape[..^1].Count;
        Gemm.Multiply(
            false, false, rows, n, k, x.AsSpan(), k, kernel.AsSpan(), n, y.Floats, n, accumulate: false,
            bias.IsDefault ? default : bias.AsSpan(), activation);
        if (Recording.For(x, kernel, bias) is { } recording)
            recording.Record<DenseNode<TActivation>>(y, x, kernel, bias).Activation = activation;
        return y;
    }
}

/// <summary>No activation: f(x) = x.</summary>
internal readonly struct IdentityOp : IUnary, IIdentity
{
    public static bool ByResult => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => V.Create(1);

    public Tensor Derivative(Tensor x, Tensor y) => 1;
}

/// <summary>
/// With z = x·W + b, y = f(z): dz = dy · f'(z), dx = dz·Wᵀ, dW = xᵀ·dz, db = Σ dz over samples.
/// </summary>
internal sealed class DenseNode<TActivation> : Node where TActivation : struct, IUnary
{
    internal TActivation Activation;

    internal override string Name => "dense";

    internal override void Backward()
    {
        var (x, kernel) = (Inputs[0], Inputs[1]);
        var (k, n) = (kernel.Shape[0], kernel.Shape[1]);
        var dz = typeof(TActivation) == typeof(IdentityOp) ? Gradient : OwnGradient();
        if (typeof(TActivation) != typeof(IdentityOp))
            Unary.Backward(Activation, Outputs[0], Outputs[0], Gradient.AsSpan(), dz.Floats, accumulate: false);
        var rows = x.Shape[..^1].Count;
        if (Wants(1))
        {
            var destination = Destination(1, out var accumulate);
            Gemm.Multiply(true, false, k, n, rows, x.AsSpan(), k, dz.AsSpan(), n, destination, n, accumulate);
        }
        if (Wants(2))
        {
            var destination = Destination(2, out var accumulate);
            ColumnSums.Sum(dz.AsSpan(), rows, destination, accumulate);
        }
        if (Wants(0))
        {
            var destination = Destination(0, out var accumulate);
            Gemm.Multiply(false, true, rows, k, n, dz.AsSpan(), n, kernel.AsSpan(), n, destination, k, accumulate);
        }
    }

    internal override void BackwardRecorded()
    {
        var (x, kernel) = (Inputs[0], Inputs[1]);
        var (k, n) = (kernel.Shape[0], kernel.Shape[1]);
        var dz = Ops.Reshape(Gradient * Activation.Derivative(Outputs[0], Outputs[0]), [Shape.Any, n]);
        if (Wants(1)) Give(1, Ops.MatMul(Ops.Reshape(x, [Shape.Any, k]), dz, transposeA: true));
        if (Wants(2)) Give(2, Ops.Reshape(Ops.Sum(dz, 0), Inputs[2].Shape));
        if (Wants(0)) Give(0, Ops.Reshape(Ops.MatMul(dz, kernel, transposeB: true), x.Shape));
    }
}
