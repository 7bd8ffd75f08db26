using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Attention beside its formula, written weight by weight.</summary>
internal static class AttentionCases
{
    internal static IEnumerable<OpCase> All
    {
        get
        {
            yield return Case("attention", new(2, 3, 4, 2, 3, 2));
            yield return Case("attention, causal", new(2, 4, 4, 2, 3, 3) { Causal = true });
            yield return Case("attention, causal, more keys than queries", new(1, 3, 5, 2, 2, 1) { Causal = true, Scale = 1.5f });
            yield return Case("attention, causal, fewer keys than queries", new(1, 5, 3, 1, 2, 2) { Causal = true });
            yield return Case("attention of keys", new(3, 2, 4, 2, 3, 2) { Mask = [1, 1, 0, 1, 0, 0, 0, 0, 0, 1, 1, 1] });
            yield return Case(
                "attention of keys for each query", new(2, 2, 3, 1, 3, 2) { Mask = [1, 0, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1], Causal = true });
        }
    }

    private static OpCase Case(string name, AttentionReference reference) => new(
        name,
        [
            [reference.Samples, reference.Queries, reference.Heads, reference.KeySize],
            [reference.Samples, reference.Keys, reference.Heads, reference.KeySize],
            [reference.Samples, reference.Keys, reference.Heads, reference.ValueSize],
        ],
        x => Ops.Attention(x[0], x[1], x[2], reference.Options), reference.Run) { Range = (-2, 2) };
}

/// <summary>Attention of (N, T, H, D) in double precision.</summary>
internal sealed record AttentionReference(int Samples, int Queries, int Keys, int Heads, int KeySize, int ValueSize)
{
    internal bool Causal { get; init; }

    internal float? Scale { get; init; }

    internal float[]? Mask { get; init; }

    private bool ForEach => Mask?.Length == Samples * Queries * Keys;

    internal AttentionOptions Options => new()
    {
        Causal = Causal, Scale = Scale,
        Mask = Mask is null ? default : Tensor.From(Mask, ForEach ? [Samples, Queries, Keys] : [Samples, Keys]),
    };

    internal double[] Run(double[][] x)
    {
        var y = new double[Samples * Queries * Heads * ValueSize];
        for (var n = 0; n < Samples; n++)
        {
            for (var h = 0; h < Heads; h++)
            {
                for (var i = 0; i < Queries; i++) Row(x, n, h, i, y);
            }
        }
        return y;
    }

    private void Row(double[][] x, int n, int h, int i, double[] y)
    {
        var weights = new double[Keys];
        for (var j = 0; j < Keys; j++)
        {
            if (!Sees(n, i, j)) continue;
            var product = 0.0;
            for (var d = 0; d < KeySize; d++)
                product += x[0][((((n * Queries) + i) * Heads) + h) * KeySize + d] * x[1][((((n * Keys) + j) * Heads) + h) * KeySize + d];
            weights[j] = Math.Exp(product * (Scale ?? 1 / Math.Sqrt(KeySize)));
        }
        var sum = weights.Sum();
        if (sum == 0) return;
        for (var j = 0; j < Keys; j++)
        {
            for (var d = 0; d < ValueSize; d++)
                y[((((n * Queries) + i) * Heads) + h) * ValueSize + d] +=
                    weights[j] / sum * x[2][((((n * Keys) + j) * Heads) + h) * ValueSize + d];
        }
    }

    private bool Sees(int n, int i, int j) =>
        (!Causal || j <= i) && (Mask is null || Mask[ForEach ? (((n * Queries) + i) * Keys) + j : (n * Keys) + j] != 0);
}
