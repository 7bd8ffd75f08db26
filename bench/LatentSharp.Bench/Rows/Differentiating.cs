namespace LatentSharp.Bench;

/// <summary>An operation and its gradients on a tape, against PyTorch.</summary>
internal sealed class Differentiating(string name, string work, bool isOfImages, Func<Action> ours) : Row
{
    internal override string Name => name;

    internal override string Work => work + ", forward and backward";

    internal override double? Goal => 1;

    internal override ISide Ours() => new StepLoop(ours());

    internal override IEnumerable<Entrant> Peers(Setting setting) =>
        [.. PyTorch.Of(name, setting, isOfImages), .. LibTorch.Of(name, setting, isOfImages)];

    internal static IEnumerable<Row> All()
    {
        yield return new Differentiating("layer_norm_64", "layer normalisation of 8,192 rows of 64, scale and shift", false, Normalizing);
        yield return new Differentiating("upsample_bilinear", "32 images of 14×14×64 made twice as large, bilinear", true, UpSampling);
        yield return new Differentiating("attention_64", "attention of 4 heads of 32 over 64 steps, 32 samples", false, Attending);
    }

    private static Action Attending()
    {
        Tensor q = Heads(), k = Heads(), v = Heads(), dy = Tensor.Ones([32, 64, 4, 32]).Keep();
        var gradients = new Tensor[3];
        return () =>
        {
            using var tape = new GradientTape();
            Tensor a = tape.Watch(q), b = tape.Watch(k), c = tape.Watch(v);
            tape.Gradient(Ops.Attention(a, b, c), [a, b, c], gradients, differentiable: false, dy);
        };

        static Tensor Heads() => BenchData.Uniform(32, 64 * 4 * 32).Reshape([32, 64, 4, 32]).Keep();
    }

    private static Action Normalizing()
    {
        const int rows = 8192, width = 64;
        Tensor x = BenchData.Uniform(rows, width), scale = Row(), shift = Row(), dy = Tensor.Ones([rows, width]).Keep();
        var gradients = new Tensor[3];
        return () =>
        {
            using var tape = new GradientTape();
            Tensor a = tape.Watch(x), gamma = tape.Watch(scale), beta = tape.Watch(shift);
            tape.Gradient(Ops.LayerNormalize(a, gamma, beta), [a, gamma, beta], gradients, differentiable: false, dy);
        };

        static Tensor Row() => BenchData.Uniform(1, width).Reshape([width]).Keep();
    }

    private static Action UpSampling()
    {
        var x = BenchData.Uniform(32, 14 * 14 * 64).Reshape([32, 14, 14, 64]).Keep();
        var dy = Tensor.Ones([32, 28, 28, 64]).Keep();
        var gradients = new Tensor[1];
        return () =>
        {
            using var tape = new GradientTape();
            var a = tape.Watch(x);
            tape.Gradient(Ops.UpSampleBilinear(a, 2), [a], gradients, differentiable: false, dy);
        };
    }
}
