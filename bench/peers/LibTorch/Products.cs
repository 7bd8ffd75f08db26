using TorchSharp;
using static TorchSharp.torch;

namespace LatentSharp.Peers.LibTorch;

/// <summary>Products of two matrices: (m, k) · (k, n), one of them stored transposed.</summary>
internal static class Products
{
    internal static Dictionary<string, Func<Setup, Action>> Rows { get; } = new(StringComparer.Ordinal)
    {
        ["sgemm_1024"] = _ => Product(rand(1024, 1024), rand(1024, 1024)),
        ["sgemm_2048"] = _ => Product(rand(2048, 2048), rand(2048, 2048)),
        ["sgemm_256x784x64"] = _ => Product(rand(256, 64), rand(64, 784)),
        ["sgemm_64x784x256_tn"] = _ => Product(rand(256, 64).t(), rand(256, 784)),
        ["sgemm_32x784x128"] = _ => Product(rand(32, 128), rand(128, 784)),
        ["sgemm_32x1024x512_nt"] = _ => Product(rand(32, 512), rand(1024, 512).t()),
    };

    private static Action Product(Tensor a, Tensor b)
    {
        var c = zeros(a.shape[0], b.shape[1]);
        return () =>
        {
            using var inference = inference_mode();
            c.addmm_(a, b, 0f, 1f);
        };
    }
}
