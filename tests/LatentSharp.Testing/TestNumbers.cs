namespace LatentSharp.Testing;

/// <summary>Repeatable numbers for tests that do not depend on the library's own streams (splitmix64).</summary>
public sealed class TestNumbers(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public double Uniform(double low = 0, double high = 1) => low + ((high - low) * ((Next() >> 11) * (1.0 / (1UL << 53))));

    /// <summary>Numbers that are exact as floats.</summary>
    public double[] Floats(int count, double low, double high)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = (float)Uniform(low, high);
        return values;
    }

    public Tensor Tensor(Shape shape, double low = -1, double high = 1) =>
        LatentSharp.Tensor.From(Array.ConvertAll(Floats(shape.Count, low, high), value => (float)value), shape);
}
