namespace LatentSharp;

/// <summary>A matrix with a number on its diagonal and zeros elsewhere.</summary>
internal sealed class IdentityMatrix(float gain) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, Fans fans, RandomStream random)
    {
        if (shape.Rank != 2) throw new BadArgumentException($"Identity: shape {shape} is not a matrix; it fills two axes.");
        values.Clear();
        for (var i = 0; i < Math.Min(shape[0], shape[1]); i++) values[(i * shape[1]) + i] = gain;
    }
}
