namespace LatentSharp;

/// <summary>Draws a bias of four gates and sets the second of its blocks to 1 (Jozefowicz et al. 2015).</summary>
internal sealed class OpenForgetGate(Initializer inner) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, Fans fans, RandomStream random)
    {
        inner.Fill(values, shape, fans, random);
        values.Slice(values.Length / 4, values.Length / 4).Fill(1);
    }
}
