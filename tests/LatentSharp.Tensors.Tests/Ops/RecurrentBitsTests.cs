namespace LatentSharp.Tests;

/// <summary>What the recurrent operations compute has one value, however it is come by.</summary>
public class RecurrentBitsTests
{
    public static TheoryData<string, bool> Cases => new(
        from kind in new[] { "rnn", "lstm", "gru", "gru before" }
        from masked in new[] { false, true }
        select (kind, masked));

    /// <summary>Sizes around the tiles' borders, and with more rows in all than a product sums in one block.</summary>
    private static readonly (int Samples, int Steps, int Features, int Units)[] sizes =
        [(13, 70, 5, 33), (49, 3, 4, 8), (1, 2, 1, 1), (100, 9, 3, 20)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Results_and_gradients_have_the_same_bits_at_every_width(string kind, bool masked)
    {
        foreach (var size in sizes) Widths.Agree(() => Gradients(kind, masked, size, [true, true, true, true, true]));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_kernels_gradient_does_not_depend_on_what_else_is_wanted(string kind, bool masked)
    {
        foreach (var size in sizes)
        {
            var kernel = Gradients(kind, masked, size, [false, true, false, false, false]);
            var recurrent = Gradients(kind, masked, size, [false, false, true, false, false]);
            var both = Gradients(kind, masked, size, [false, true, true, false, false]);
            Bits.ShouldBeEqual(both, [.. kernel, .. recurrent], $"{kind} {size}");
        }
    }

    private static float[] Gradients(
        string kind, bool masked, (int Samples, int Steps, int Features, int Units) size, bool[] wanted)
    {
        var (n, t, f, u) = size;
        var columns = (kind == "lstm" ? 4 : kind == "rnn" ? 1 : 3) * u;
        Shape[] shapes = [[n, t, f], [f, columns], [u, columns], kind == "gru" ? [2, columns] : [columns], [n, u]];
        if (kind == "lstm") shapes = [.. shapes, [n, u]];
        var numbers = new LatentSharp.Testing.TestNumbers(3);
        using var tape = new GradientTape();
        var x = shapes.Select(shape => numbers.Tensor(shape)).ToArray();
        for (var i = 0; i < wanted.Length; i++) x[i] = wanted[i] ? tape.Watch(x[i]) : x[i];
        var mask = masked ? Tensor.From([.. Enumerable.Range(0, n * t).Select(i => i * 7919 % 13 < 4 ? 0f : 1f)], [n, t]) : default;
        var joined = RecurrentCases.Joined(RecurrentCases.Run(kind, x, new() { Mask = mask, ReturnSequences = true }));
        var sources = x.Where((_, i) => i < wanted.Length && wanted[i]).ToArray();
        var gradients = tape.Gradient(Ops.Sum(Ops.Square(joined)), sources).SelectMany(gradient => gradient.ToArray());
        return wanted.All(w => w) ? [.. joined.ToArray(), .. gradients] : [.. gradients];
    }
}
