using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LatentSharp.Peers.LibTorch;

/// <summary>The variant in which a row runs, and what all rows are made of.</summary>
/// <param name="IsLast">Whether images lie with their channels last in memory.</param>
/// <param name="IsFused">Whether Adam is the fused one.</param>
internal sealed record Setup(bool IsLast, bool IsFused)
{
    internal IAdam Adam(IEnumerable<Parameter> parameters, double rate = 1e-3, double beta1 = 0.9) =>
        IsFused ? new FusedAdam(parameters, rate, beta1) : new OwnAdam(parameters, rate, beta1);

    /// <summary>
    /// Seen as samples, channels, rows, columns, and where that is wanted with the channels last in memory. The strides say so even of one
    /// channel, where the order in memory is the same: LibTorch chooses its kernels by them.
    /// </summary>
    internal Tensor Lay(Tensor x)
    {
        if (!IsLast) return x;
        var (channels, rows, columns) = (x.shape[1], x.shape[2], x.shape[3]);
        return x.permute(0, 2, 3, 1).contiguous().as_strided(x.shape, [rows * columns * channels, 1, columns * channels, channels]);
    }

    internal nn.Module<Tensor, Tensor> Lay(nn.Module<Tensor, Tensor> model)
    {
        if (!IsLast) return model;
        using var frozen = no_grad();
        foreach (var module in model.modules())
        {
            if (module is Conv2d convolution) convolution.weight = nn.Parameter(Lay(convolution.weight!).detach());
            if (module is ConvTranspose2d transposed) transposed.weight = nn.Parameter(Lay(transposed.weight!).detach());
        }
        return model;
    }

    internal static Action Infer(nn.Module<Tensor, Tensor> model, Tensor data)
    {
        model.eval();
        return () =>
        {
            using var inference = inference_mode();
            model.forward(data);
        };
    }
}

/// <summary>The numbers of shuffled batches without end.</summary>
internal sealed class Batches(long samples, long size)
{
    private Tensor[] batches = [];
    private int next;

    /// <summary>Those of the next batch, until the call after it.</summary>
    internal Tensor Next()
    {
        if (next == batches.Length)
        {
            foreach (var batch in batches) batch.Dispose();
            batches = randperm(samples, dtype: ScalarType.Int64).split(size);
            foreach (var batch in batches) batch.DetachFromDisposeScope();
            next = 0;
        }
        return batches[next++];
    }
}
