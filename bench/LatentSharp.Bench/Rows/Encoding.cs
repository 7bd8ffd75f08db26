namespace LatentSharp.Bench;

/// <summary>The features of 10,000 rows through the public <c>Predict</c>, against PyTorch's inference mode.</summary>
internal sealed class Encoding : Row
{
    internal override string Name => "encode_10000";

    internal override string Work => "784-64, ReLU, 10,000 rows";

    internal override double? Goal => 1;

    internal override ISide Ours()
    {
        var encoder = new Sequential(new Dense(64, Activations.Relu));
        var x = BenchData.Uniform(10_000, 784);
        return new StepLoop(() => encoder.Predict(x));
    }

    internal override IEnumerable<PeerProcess> Peers() => Torch.Start(Name, Threads);
}
