namespace LatentSharp.Bench;

/// <summary>The features of 10,000 rows by the deep encoder through the public <c>Predict</c>, against PyTorch's inference mode.</summary>
internal sealed class Encoding : Row
{
    internal override string Name => "encode_10000";

    internal override string Work => "784-64-32-32, ReLU, 10,000 rows";

    internal override double? Goal => 2;

    internal override ISide Ours()
    {
        var encoder = new Sequential(new Dense(64, Activations.Relu), new Dense(32, Activations.Relu), new Dense(32, Activations.Relu));
        var x = BenchData.Uniform(10_000, 784);
        return new StepLoop(() => encoder.Predict(x));
    }

    internal override IEnumerable<PeerProcess> Peers() => Torch.Start(Name, Threads);
}
