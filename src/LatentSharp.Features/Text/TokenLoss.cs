namespace LatentSharp;

/// <summary>
/// The cross-entropy of the tokens of texts (N, T, 1): beside the logits of a text (N, written) the mean over its tokens; beside those of
/// each token (N, T', written) that of each of the first T', where padding does not count. Tokens that are not written count as unknown.
/// </summary>
/// <param name="Written">How many ids are written, the first ones.</param>
internal sealed record TokenLoss(int Written) : Loss
{
    private static readonly SparseCategoricalCrossentropy Crossentropy = new() { FromLogits = true };

    public override string Name => "sparse_categorical_crossentropy";

    public override Tensor PerSample(Tensor target, Tensor prediction) => prediction.Rank == 2
        ? Ops.SoftmaxCrossentropy(Shares(target, Written), prediction)
        : Crossentropy.PerSample(Known(Trimmed(target, prediction.Shape[1]), Written), prediction);

    /// <summary>(N, T, 1) -> (N, steps).</summary>
    internal static Tensor Trimmed(Tensor texts, int steps)
    {
        var ids = Ops.Reshape(texts.WithMask(default), texts.Shape[..2]);
        return steps == ids.Shape[1] ? ids : Ops.Slice(ids, 1, 0, steps);
    }

    /// <summary>The id that is written for one.</summary>
    internal static int Known(float id, int written) => id < written ? (int)id : TokenSamples.Unknown;

    /// <summary>Ids with the unknown one in the place of those that are not written.</summary>
    private static Tensor Known(Tensor ids, int written)
    {
        var others = Ops.Greater(ids, written - 1);
        return (ids * (1 - others)) + (others * TokenSamples.Unknown);
    }

    /// <summary>The share of each token in its text: (N, T, 1) -> (N, written).</summary>
    private static Tensor Shares(Tensor texts, int written) =>
        Tensor.Create<float, (Tensor Texts, int Written)>([texts.Shape[0], written], (texts, written), static (shares, state) =>
        {
            shares.Clear();
            var ids = state.Texts.AsSpan();
            var steps = state.Texts.Shape[1];
            for (var row = 0; row < state.Texts.Shape[0]; row++)
            {
                var own = ids.Slice(row * steps, steps);
                var real = own.Length - own.Count(0f);
                foreach (var id in own)
                    if (id != 0) shares[(row * state.Written) + Known(id, state.Written)] += 1f / real;
            }
        });
}
