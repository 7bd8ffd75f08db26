namespace LatentSharp.Bench;

/// <summary>
/// A training step of a Transformer's block through the public <c>Fit</c>, against PyTorch: gather a shuffled batch, forward, mean squared
/// error, backward, Adam.
/// </summary>
internal sealed class TransformerTraining : Row
{
    private const int Samples = 320, Steps = 64, Features = 128, Heads = 4, Batch = 32;

    internal override string Name => "transformer_32";

    internal override string Work =>
        "a Transformer's block, normalisation first, 4 heads, 512 between with GELU, over 64×128, Adam, batch 32";

    internal override double? Goal => 1;

    internal override ISide Ours()
    {
        var model = new Sequential(new TransformerBlock(Heads, 4 * Features));
        model.Compile(new Adam(), Losses.MeanSquaredError);
        var x = BenchData.Uniform(Samples, Steps * Features).Reshape([Samples, Steps, Features]).Keep();
        return new FitLoop(model, x, x, Batch);
    }

    internal override IEnumerable<Entrant> Peers(Setting setting) =>
        [.. PyTorch.Of(Name, setting), .. LibTorch.Of(Name, setting, trains: true)];
}
