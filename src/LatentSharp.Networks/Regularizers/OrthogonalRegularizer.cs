namespace LatentSharp;

/// <summary>With unit rows r: factor · Σ |rᵢ·rⱼ| over pairs i ≠ j, divided by their number, as in Keras.</summary>
internal sealed class OrthogonalRegularizer(double factor, bool columns) : Regularizer
{
    private readonly float factor = (float)Require.InRange(factor, 0, float.MaxValue, "Orthogonal: the factor");

    public override Tensor Compute(Tensor x)
    {
        if (x.Rank != 2) throw new BadArgumentException($"Orthogonal: {x.Shape} is not a matrix; the regularizer takes two axes.");
        var axis = columns ? 0 : 1;
        var unit = x / Ops.Sqrt(Ops.Maximum(Ops.Sum(Ops.Square(x), axis, keepAxis: true), 1e-14f));
        var cosines = Ops.MatMul(unit, unit, transposeA: columns, transposeB: !columns);
        var size = cosines.Shape[0];
        if (size < 2) return 0f;
        var apart = Tensor.Ones(cosines.Shape);
        for (var i = 0; i < size; i++) apart.Floats[(i * size) + i] = 0;
        return Ops.Sum(Ops.Abs(cosines * apart)) * (factor / (size * (size - 1f)));
    }
}
