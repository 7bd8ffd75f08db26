namespace LatentSharp;

/// <summary>
/// Reads a text token by token, with what the layers keep of those before: states of LSTMs, keys and values of attention.
/// </summary>
/// <param name="layers">From ids to the last hidden layer, built.</param>
/// <param name="output">From there to logits.</param>
/// <param name="context">The most tokens that attention sees.</param>
internal sealed class LanguageDecoder(IReadOnlyList<Layer> layers, Layer output, int context)
{
    private readonly (Tensor Hidden, Tensor Cell)[] states = new (Tensor, Tensor)[layers.Count];
    private readonly AttentionCache[] caches = new AttentionCache[layers.Count];
    private readonly bool hasWindow = layers.Any(layer => layer is PositionEmbedding);
    private readonly List<int> window = [];

    /// <summary>Reads on, and gives the logits of the token that follows, (1, vocabulary).</summary>
    internal Tensor Read(ReadOnlySpan<int> tokens)
    {
        if (!hasWindow) return Step(tokens, 0);
        var seen = window.Count;
        window.AddRange(tokens);
        // Positions are learned for so many tokens: half of them are left behind and the others read anew.
        if (window.Count > context)
        {
            window.RemoveRange(0, window.Count - Math.Max(1, context / 2));
            seen = 0;
        }
        else if (seen > 0 && tokens.Length > 1) seen = 0;
        if (seen == 0) Array.Clear(caches);
        return Step(window.ToArray().AsSpan(seen), seen);
    }

    private Tensor Step(ReadOnlySpan<int> tokens, int position)
    {
        var x = Tensor.From(Array.ConvertAll(tokens.ToArray(), id => (float)id), [1, tokens.Length]);
        for (var i = 0; i < layers.Count; i++)
        {
            switch (layers[i])
            {
                case PositionEmbedding positions: x = positions.Continue(x, position); break;
                case TransformerBlock block: (x, caches[i]) = block.Continue(x, caches[i]); break;
                case LSTM lstm: x = Recurrent(lstm, x, ref states[i]); break;
                default: x = layers[i].Call(x); break;
            }
        }
        return Ops.Reshape(output.Call(Ops.Slice(x, 1, tokens.Length - 1, 1)), [1, -1]);
    }

    private static Tensor Recurrent(LSTM layer, Tensor x, ref (Tensor Hidden, Tensor Cell) state)
    {
        var weights = layer.AllParameters().ToDictionary(
            named => named.Parameter.Name, named => named.Parameter.Value, StringComparer.Ordinal);
        var result = Ops.Lstm(
            x, weights["kernel"], weights["recurrent_kernel"], weights["bias"], state.Hidden, state.Cell, new() { ReturnSequences = true });
        state = (result.State, result.Cell);
        return result.Output;
    }
}
