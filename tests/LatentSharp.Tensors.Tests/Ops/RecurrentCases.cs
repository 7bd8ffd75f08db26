using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>The recurrent operations beside their reference: output, state and cell at once.</summary>
internal static class RecurrentCases
{
    private const int Samples = 3, Steps = 4, Features = 2;

    /// <summary>A sample that ends early, one with a gap and a masked start, and one that is all padding.</summary>
    private static readonly float[] Mask = [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0];

    internal static IEnumerable<OpCase> All =>
        from kind in new[] { "rnn", "lstm", "gru", "gru before" }
        from options in Options
        select Case(kind, options, kind == "lstm" ? 3 : 17);

    private static IEnumerable<SequenceOptions> Options
    {
        get
        {
            var mask = Tensor.From(Mask, [Samples, Steps]);
            yield return default;
            yield return new() { ReturnSequences = true, GoBackwards = true };
            yield return new() { Mask = mask };
            yield return new() { Mask = mask, ReturnSequences = true };
            yield return new() { Mask = mask, ReturnSequences = true, GoBackwards = true, ZeroOutputForMask = true };
        }
    }

    private static OpCase Case(string kind, SequenceOptions options, int units)
    {
        var reference = new RecurrentReference(kind, Samples, Steps, Features, units)
        {
            Mask = options.Mask.IsDefault ? null : Mask, Backwards = options.GoBackwards, Whole = options.ReturnSequences,
            Zeroes = options.ZeroOutputForMask,
        };
        var columns = (kind == "lstm" ? 4 : kind == "rnn" ? 1 : 3) * units;
        Shape bias = kind == "gru" ? [2, columns] : [columns];
        Shape[] shapes = [[Samples, Steps, Features], [Features, columns], [units, columns], bias, [Samples, units]];
        if (kind == "lstm") shapes = [.. shapes, [Samples, units]];
        var name =
            $"{kind}{(options.Mask.IsDefault ? "" : ", masked")}"
            + $"{(options.ReturnSequences ? ", whole" : "")}{(options.GoBackwards ? ", backwards" : "")}";
        return new OpCase(name, shapes, x => Joined(Run(kind, x, options)), reference.Run) { SecondOrder = false };
    }

    internal static SequenceResult Run(string kind, Tensor[] x, SequenceOptions options) => kind switch
    {
        "rnn" => Ops.SimpleRnn(x[0], x[1], x[2], x[3], x[4], options),
        "lstm" => Ops.Lstm(x[0], x[1], x[2], x[3], x[4], x[5], options),
        _ => Ops.Gru(x[0], x[1], x[2], x[3], x[4], kind == "gru", options),
    };

    internal static Tensor Joined(SequenceResult result)
    {
        Tensor[] parts = result.Cell.IsDefault ? [result.Output, result.State] : [result.Output, result.State, result.Cell];
        return Ops.Concatenate([.. parts.Select(part => part.Reshape([1, Shape.Any]))], 1);
    }
}
