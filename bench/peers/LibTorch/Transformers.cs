using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LatentSharp.Peers.LibTorch;

/// <summary>
/// A Transformer's block with normalisation first: TorchSharp's own layer has it last, so it is made of LibTorch's parts.
/// </summary>
internal static class Transformers
{
    private const int Samples = 320, Steps = 64, Features = 128, Heads = 4, Batch = 32;

    internal static Dictionary<string, Func<Setup, Action>> Rows { get; } = new(StringComparer.Ordinal) { ["transformer_32"] = Training };

    private static Action Training(Setup setup)
    {
        LayerNorm before = nn.LayerNorm([Features]), between = nn.LayerNorm([Features]);
        Linear projections = nn.Linear(Features, 3 * Features), output = nn.Linear(Features, Features);
        Linear wide = nn.Linear(Features, 4 * Features), narrow = nn.Linear(4 * Features, Features);
        nn.Module[] parts = [before, between, projections, output, wide, narrow];
        var (data, batches) = (rand(Samples, Steps, Features), new Batches(Samples, Batch));
        var adam = setup.Adam(parts.SelectMany(part => part.parameters()));
        return () =>
        {
            var x = data.index_select(0, batches.Next());
            adam.ZeroGrad();
            nn.functional.mse_loss(Forward(x), x).backward();
            adam.Step();
        };

        Tensor Forward(Tensor x)
        {
            var heads = projections.forward(before.forward(x)).view(-1, Steps, 3, Heads, Features / Heads).permute(2, 0, 3, 1, 4);
            var attended = nn.functional.scaled_dot_product_attention(heads[0], heads[1], heads[2]);
            var y = x + output.forward(attended.transpose(1, 2).reshape(-1, Steps, Features));
            return y + narrow.forward(nn.functional.gelu(wide.forward(between.forward(y))));
        }
    }
}
