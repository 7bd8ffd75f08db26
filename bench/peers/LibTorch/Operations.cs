using TorchSharp;
using static TorchSharp.torch;

namespace LatentSharp.Peers.LibTorch;

/// <summary>Single operations and their gradients.</summary>
internal static class Operations
{
    private static readonly Convolution[] convolutions =
        [new(28, 1, 32, 3, 1, 0), new(13, 32, 64, 3, 1, 0), new(14, 64, 128, 5, 2, 0), new(28, 64, 64, 3, 1, 1)];

    private sealed record Convolution(long Size, long Channels, long Filters, long Taps, long Stride, long Padding);

    internal static Dictionary<string, Func<Setup, Action>> Rows { get; } = new(
    [
        new("layer_norm_64", _ => Normalizing()),
        new("upsample_bilinear", UpSampling),
        new("attention_64", _ => Attending()),
        .. from c in convolutions
           from kind in new[] { "forward", "kernel", "input" }
           select KeyValuePair.Create<string, Func<Setup, Action>>(
               $"conv_{c.Size}x{c.Channels}x{c.Filters}_{kind}", setup => Convolve(setup, c, kind)),
    ], StringComparer.Ordinal);

    private static Action Normalizing()
    {
        Tensor x = rand(8192, 64, requires_grad: true), ones = torch.ones(8192, 64);
        var layer = nn.LayerNorm([64], eps: 1e-3);
        return () => autograd.grad([layer.forward(x)], [x, layer.weight!, layer.bias!], [ones]);
    }

    private static Action Attending()
    {
        // As a projection gives them: the steps before the heads in memory.
        Tensor q = Heads(), k = Heads(), v = Heads(), ones = torch.ones(32, 64, 4, 32).transpose(1, 2);
        return () => autograd.grad([nn.functional.scaled_dot_product_attention(q, k, v)], [q, k, v], [ones]);

        static Tensor Heads() => rand(32, 64, 4, 32).transpose(1, 2).detach().requires_grad_();
    }

    private static Action UpSampling(Setup setup)
    {
        Tensor x = setup.Lay(rand(32, 64, 14, 14)).detach().requires_grad_(), ones = setup.Lay(torch.ones(32, 64, 28, 28));
        return () => autograd.grad(
            [nn.functional.interpolate(x, scale_factor: [2, 2], mode: InterpolationMode.Bilinear, align_corners: false)], [x], [ones]);
    }

    private static Action Convolve(Setup setup, Convolution c, string kind)
    {
        var (stride, padding) = (c.Stride, c.Padding);
        Tensor x = setup.Lay(rand(32, c.Channels, c.Size, c.Size)), w = setup.Lay(rand(c.Filters, c.Channels, c.Taps, c.Taps));
        var bias = rand(c.Filters);
        if (kind == "forward") return Forward;
        var dy = nn.functional.conv2d(x, w, bias, [stride, stride], [padding, padding]).relu_();
        // TorchSharp does not offer the gradients by themselves.
        var (wanted, index) = kind == "input" ? ("True, False, False", 0) : ("False, True, False", 1);
        var unit = jit.compile($"""
            def gradient(dy: Tensor, x: Tensor, w: Tensor) -> Tensor:
                return torch.convolution_backward(dy, x, w, None, [{stride}, {stride}], [{padding}, {padding}], [1, 1],
                                                  False, [0, 0], 1, [{wanted}])[{index}]

            """);
        return () => unit.invoke<Tensor>("gradient", dy, x, w);

        void Forward()
        {
            using var inference = inference_mode();
            nn.functional.conv2d(x, w, bias, [stride, stride], [padding, padding]).relu_();
        }
    }
}
