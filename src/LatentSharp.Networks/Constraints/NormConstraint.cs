namespace LatentSharp;

/// <summary>w · (rate · clip(n, least, most) + (1 - rate) · n) / (n + 1e-7), n the length along an axis.</summary>
internal sealed class NormConstraint(double least, double most, double rate, int axis) : Constraint
{
    public override void Apply(Span<float> values, Shape shape)
    {
        var at = axis < 0 ? axis + shape.Rank : axis;
        if (at < 0 || at >= shape.Rank) throw new BadArgumentException($"Constraint: axis {axis} does not exist in {shape}.");
        var (outer, length, inner) = (shape[..at].Count, shape[at], shape[(at + 1)..].Count);
        for (var o = 0; o < outer; o++)
        {
            var block = values.Slice(o * length * inner, length * inner);
            for (var i = 0; i < inner; i++) Scale(block[i..], length, inner);
        }
    }

    private void Scale(Span<float> values, int length, int step)
    {
        var square = 0.0;
        for (var k = 0; k < length; k++) square += values[k * step] * (double)values[k * step];
        var norm = Math.Sqrt(square);
        var factor = (float)(((rate * Math.Clamp(norm, least, most)) + ((1 - rate) * norm)) / (norm + 1e-7));
        for (var k = 0; k < length; k++) values[k * step] *= factor;
    }
}
