using System.Globalization;

namespace LatentSharp.Bench;

/// <summary>The features of rows by the deep encoder through the public <c>Predict</c>, against inference by the peers.</summary>
internal sealed class Encoding(int samples, double goal) : Row
{
    internal override string Name => string.Create(CultureInfo.InvariantCulture, $"encode_{samples}");

    internal override string Work => "784-64-32-32, ReLU, forward, "
        + (samples == 1 ? "one row" : string.Create(CultureInfo.InvariantCulture, $"{samples:N0} rows"));

    internal override double? Goal => goal;

    internal override ISide Ours()
    {
        var encoder = new Sequential(new Dense(64, Activations.Relu), new Dense(32, Activations.Relu), new Dense(32, Activations.Relu));
        var x = BenchData.Uniform(samples, 784);
        var features = new float[samples * 32];
        return new StepLoop(() => encoder.Predict(x, features));
    }

    internal override IEnumerable<Entrant> Peers(Setting setting) =>
        [.. PyTorch.Of(Name, setting), .. LibTorch.Of(Name, setting), .. OnnxRuntime.Of(Name, setting)];

    internal static IEnumerable<Row> All() => [new Encoding(10_000, 1.3), new Encoding(1, 1.5)];
}
