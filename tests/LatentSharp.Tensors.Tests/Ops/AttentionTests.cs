using Numbers = LatentSharp.Testing.TestNumbers;

namespace LatentSharp.Tests;

/// <summary>What the cases of operations do not show of attention: sizes beyond a block, bits, dropout, refusals.</summary>
public class AttentionTests
{
    /// <summary>Several blocks of queries, sizes around vectors, and one of each.</summary>
    private static readonly (int Samples, int Queries, int Keys, int Heads, int KeySize, int ValueSize)[] sizes =
        [(2, 300, 300, 2, 8, 8), (1, 37, 900, 1, 5, 3), (3, 17, 33, 4, 16, 7), (1, 1, 1, 1, 1, 1), (2, 1, 50, 3, 9, 20)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Results_are_those_of_the_formula_beyond_a_block(bool causal)
    {
        foreach (var (n, tq, tk, h, k, v) in sizes)
        {
            var reference = new AttentionReference(n, tq, tk, h, k, v) { Causal = causal };
            var numbers = new Numbers(5);
            double[][] x = [.. Shapes((n, tq, tk, h, k, v)).Select(shape => numbers.Floats(shape.Count, -2, 2))];
            var given = x.Zip(Shapes((n, tq, tk, h, k, v)), (values, shape) =>
                Tensor.From(Array.ConvertAll(values, value => (float)value), shape)).ToArray();
            var (y, expected) = (Ops.Attention(given[0], given[1], given[2], reference.Options).ToArray(), reference.Run(x));
            for (var i = 0; i < y.Length; i++) ((double)y[i]).ShouldBe(expected[i], 1e-5);
        }
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0.25f)]
    public void Results_and_gradients_have_the_same_bits_at_every_width(bool causal, float dropout)
    {
        foreach (var size in sizes)
        {
            var options = new AttentionOptions { Causal = causal, Dropout = dropout, Random = new(3) };
            Widths.Agree(() => Gradients(size, options, fused: true));
        }
    }

    /// <summary>The way back by kernels makes the weights again; by operations it is composed of other operations' gradients.</summary>
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0.25f)]
    public void Gradients_by_kernels_are_those_by_operations(bool causal, float dropout)
    {
        foreach (var size in sizes)
        {
            var options = new AttentionOptions { Causal = causal, Dropout = dropout, Random = new(3) };
            var (fused, composed) = (Gradients(size, options, fused: true), Gradients(size, options, fused: false));
            for (var i = 0; i < fused.Length; i++) fused[i].ShouldBe(composed[i], 2e-5f, $"{size} {i}");
        }
    }

    [Fact]
    public void One_tensor_may_be_all_three()
    {
        var x = new Numbers(2).Tensor([2, 5, 2, 3]);
        using var tape = new GradientTape();
        var (one, q, k, v) = (tape.Watch(x), tape.Watch(x.Keep()), tape.Watch(x.Keep()), tape.Watch(x.Keep()));
        var weights = new Numbers(3).Tensor(x.Shape);
        var together = tape.Gradient(Ops.Sum(Ops.Attention(one, one, one) * weights), one).ToArray();
        var parts = tape.Gradient(Ops.Sum(Ops.Attention(q, k, v) * weights), [q, k, v]);
        for (var i = 0; i < together.Length; i++)
            together[i].ShouldBe(parts[0].AsSpan()[i] + parts[1].AsSpan()[i] + parts[2].AsSpan()[i], 1e-6f);
    }

    [Fact]
    public void Dropout_drops_its_share_of_weights_and_keeps_their_mean()
    {
        // Equal keys have equal weights of 1 / 400, so that the result tells how many were kept.
        var (zeros, ones) = (Tensor.Zeros([1, 400, 1, 1]), Tensor.Ones([1, 400, 1, 1]));
        var y = Ops.Attention(zeros, zeros, ones, new() { Dropout = 0.3f, Random = new(9) }).ToArray();
        y.Average(value => (double)value).ShouldBe(1, 0.01);
        // A binomial's deviation: √(0.3 / 0.7 / 400).
        Math.Sqrt(y.Average(value => Math.Pow(value - 1, 2))).ShouldBe(0.0327, 0.004);
    }

    [Theory]
    [InlineData("(2, 3, 1, 4)", "(2, 3, 1, 5)", "(2, 3, 1, 5)", "does not fit a query")]
    [InlineData("(2, 3, 1, 4)", "(2, 6, 1, 4)", "(2, 3, 1, 4)", "does not fit a key")]
    [InlineData("(3, 1, 4)", "(3, 1, 4)", "(3, 1, 4)", "are not (samples, steps, heads, size)")]
    public void What_does_not_fit_is_refused(string query, string key, string value, string message) =>
        Should.Throw<BadArgumentException>(() => Ops.Attention(Of(query), Of(key), Of(value))).Message.ShouldContain(message);

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        var x = Tensor.Zeros([2, 3, 1, 4]);
        Should.Throw<BadArgumentException>(() => Ops.Attention(x, x, x, new() { Scale = 0 })).Message.ShouldContain("above 0");
        Should.Throw<BadArgumentException>(() => Ops.Attention(x, x, x, new() { Dropout = 1 })).Message.ShouldContain("below 1");
        Should.Throw<BadArgumentException>(() => Ops.Attention(x, x, x, new() { Mask = Tensor.Ones([3, 3]) })).Message
            .ShouldContain("(2, 3) is needed");
    }

    private static Tensor Of(string shape) =>
        Tensor.Zeros(new Shape([.. shape.Trim('(', ')').Split(", ").Select(size => int.Parse(size, null))]));

    private static Shape[] Shapes((int Samples, int Queries, int Keys, int Heads, int KeySize, int ValueSize) x) =>
        [[x.Samples, x.Queries, x.Heads, x.KeySize], [x.Samples, x.Keys, x.Heads, x.KeySize], [x.Samples, x.Keys, x.Heads, x.ValueSize]];

    private static float[] Gradients(
        (int Samples, int Queries, int Keys, int Heads, int KeySize, int ValueSize) size, AttentionOptions options, bool fused)
    {
        var numbers = new Numbers(7);
        using var tape = new GradientTape();
        Tensor[] x = [.. Shapes(size).Select(shape => tape.Watch(numbers.Tensor(shape)))];
        var y = Ops.Attention(x[0], x[1], x[2], options);
        var gradients = tape.Gradient(Ops.Sum(y * numbers.Tensor(y.Shape)), x, !fused);
        return [.. y.ToArray(), .. gradients.SelectMany(gradient => gradient.ToArray())];
    }
}
