namespace LatentSharp.Bench;

internal static class BenchData
{
    /// <summary>Numbers from 0 to 1, spread evenly and always the same.</summary>
    internal static Tensor Uniform(int samples, int inputs)
    {
        var values = new float[samples * inputs];
        for (var i = 0; i < values.Length; i++) values[i] = (uint)(i * 2654435761L) / 4294967296f;
        return Tensor.From(values, [samples, inputs]);
    }
}
