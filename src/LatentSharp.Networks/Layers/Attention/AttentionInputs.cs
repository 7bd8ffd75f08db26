namespace LatentSharp;

/// <summary>
/// What an attention is called on, in Keras's order: a query, a value, a key and a mask; what is left out is the one before.
/// </summary>
internal readonly ref struct AttentionInputs
{
    internal readonly Tensor Query, Value, Key, Mask;
    private readonly bool keyIsValue;

    internal AttentionInputs(ReadOnlySpan<Tensor> inputs, string layer)
    {
        Check(inputs.Length, layer);
        Query = inputs[0];
        Value = inputs.Length > 1 ? inputs[1] : Query;
        keyIsValue = inputs.Length < 3;
        Key = keyIsValue ? Value : inputs[2];
        Mask = inputs.Length > 3 ? inputs[3] : default;
    }

    /// <summary>The mask of keys (N, Tk), or of keys for each query (N, Tq, Tk); default where all are seen.</summary>
    internal Tensor Seen()
    {
        var keys = keyIsValue ? Value.Mask : Both(Value.Mask, Key.Mask);
        if (Mask.IsDefault || keys.IsDefault) return Mask.IsDefault ? keys : Mask;
        return Mask.Rank == 2 ? Both(Mask, keys) : Mask * Ops.Reshape(keys, [keys.Shape[0], 1, keys.Shape[1]]);
    }

    /// <summary>The steps of queries and keys, and the last size of the values, of inputs of these shapes.</summary>
    internal static (Shape Query, Shape Value, Shape Key) Shapes(ReadOnlySpan<Shape> inputs, string layer)
    {
        Check(inputs.Length, layer);
        var query = inputs[0];
        var value = inputs.Length > 1 ? inputs[1] : query;
        var key = inputs.Length > 2 ? inputs[2] : value;
        if (query.Rank != 3 || value.Rank != 3 || key.Rank != 3)
            throw new BadArgumentException($"{layer}: {query}, {value} and {key} are not sequences; it takes (N, steps, features) each.");
        if (value[1] != key[1] && value[1] != Shape.Any && key[1] != Shape.Any)
            throw new BadArgumentException($"{layer}: values {value} and keys {key} are not of as many steps.");
        return (query, value, key);
    }

    private static void Check(int inputs, string layer)
    {
        if (inputs is < 1 or > 4)
            throw new BadArgumentException(
                $"{layer}: was called on {inputs} inputs; it takes a query, and a value, a key and a mask where they are others.");
    }

    private static Tensor Both(Tensor a, Tensor b) => a.IsDefault ? b : b.IsDefault ? a : a * b;
}
