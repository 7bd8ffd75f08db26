namespace LatentSharp;

internal sealed class Constant(float value) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, Fans fans, RandomStream random) => values.Fill(value);
}

internal sealed class RandomUniform(float low, float high) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, Fans fans, RandomStream random) => random.Uniform(values, low, high);
}

internal sealed class RandomNormal(float mean, float deviation) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, Fans fans, RandomStream random) => random.Normal(values, mean, deviation);
}
