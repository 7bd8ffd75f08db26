namespace LatentSharp;

/// <summary>An autoencoder of texts that has learned: texts to features, and what is left of them.</summary>
public sealed class FittedTextAutoencoder : FittedModel
{
    private const int Block = 64;

    private readonly TextAutoencoderNetwork network;

    internal FittedTextAutoencoder(TextAutoencoderOptions options, Shape inputShape, TextAutoencoderNetwork network, History history)
        : base(options, inputShape, network, history) => this.network = network;

    /// <inheritdoc/>
    public override TextAutoencoderOptions Options => (TextAutoencoderOptions)base.Options;

    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        CheckSamples(samples);
        return network.Encoder.Predict(samples);
    }

    /// <summary>
    /// What is written from the features of texts, ids of tokens: (N, InputShape…) -> the same. Token by token texts of the same lengths;
    /// in no order as many different tokens as the text has, the likeliest first.
    /// </summary>
    /// <exception cref="BadArgumentException">The samples have another shape than the model's.</exception>
    public Tensor Rewrite(Tensor samples)
    {
        var codes = Transform(samples);
        var ids = new float[samples.Count];
        for (var first = 0; first < samples.Shape[0]; first += Block)
        {
            var rows = Math.Min(Block, samples.Shape[0] - first);
            var texts = samples.Rows(first, rows);
            var logits = network.Write(codes.Rows(first, rows), texts, CallContext.Inference).WithMask(default);
            var written = ids.AsSpan(first * InputShape[0], rows * InputShape[0]);
            if (Options.Writes == TextDecoder.Bag) WriteLikeliest(texts.AsSpan(), logits.AsSpan(), written);
            else WriteInOrder(texts.AsSpan(), logits, written);
        }
        return Tensor.From(ids, samples.Shape);
    }

    private void WriteInOrder(ReadOnlySpan<float> texts, Tensor logits, Span<float> written)
    {
        var (likeliest, steps, longest) = (Ops.ArgMax(logits).ToArray<int>(), InputShape[0], logits.Shape[1]);
        for (var i = 0; i < likeliest.Length; i++)
        {
            var place = (i / longest * steps) + (i % longest);
            if (texts[place] != 0) written[place] = likeliest[i];
        }
    }

    private void WriteLikeliest(ReadOnlySpan<float> texts, ReadOnlySpan<float> logits, Span<float> written)
    {
        var (steps, count) = (InputShape[0], Options.WrittenTokens);
        for (var start = 0; start < texts.Length; start += steps)
        {
            var different = Different(texts.Slice(start, steps)).Count;
            var own = logits.Slice(start / steps * count, count).ToArray();
            var order = Enumerable.Range(1, count - 1).OrderByDescending(id => own[id]).ThenBy(id => id).Take(different);
            var place = start;
            foreach (var id in order) written[place++] = id;
        }
    }

    /// <summary>The different tokens of a text, as they are written.</summary>
    private HashSet<int> Different(ReadOnlySpan<float> text)
    {
        var different = new HashSet<int>();
        foreach (var id in text)
            if (id != 0) different.Add(TokenLoss.Known(id, Options.WrittenTokens));
        return different;
    }

    internal override Tensor? Record(Tensor samples) => network.Encoder.Call(samples, CallContext.Inference);

    /// <summary>How many tokens are written as they were, and the loss of training.</summary>
    /// <inheritdoc/>
    public override ModelReport Measure(Tensor samples, Tensor? labels = null)
    {
        CheckSamples(samples);
        if (samples.Shape[0] == 0) return new() { Loss = double.NaN };
        var isBag = Options.Writes == TextDecoder.Bag;
        var (loss, sum, all) = (new TokenLoss(Options.WrittenTokens), 0.0, 0);
        for (var first = 0; first < samples.Shape[0]; first += Block)
        {
            var part = samples.Rows(first, Math.Min(Block, samples.Shape[0] - first));
            // The mean over texts, or over tokens.
            var weight = isBag ? part.Shape[0] : part.Count - part.AsSpan().Count(0f);
            sum += weight * (double)loss.Compute(part, network.Call(part, CallContext.Inference)).Item();
            all += weight;
        }
        return new()
        {
            Loss = sum / Math.Max(1, all),
            Figures =
            [
                new(
                    "rewrittenTokens", "Tokens written again",
                    isBag
                        ? "the share of a text's different tokens that are among as many likeliest ones of its features"
                        : "the share of tokens that is written from the features as it was", Rewritten(samples, isBag))
                    { IsShare = true, MoreIsBetter = true },
            ],
        };
    }

    private double Rewritten(Tensor samples, bool isBag)
    {
        var (given, written, steps) = (samples.ToArray(), Rewrite(samples).ToArray(), InputShape[0]);
        var (right, all) = (0, 0);
        for (var start = 0; start < given.Length; start += steps)
        {
            var own = given.AsSpan(start, steps);
            if (isBag)
            {
                var different = Different(own);
                all += different.Count;
                right += different.Count(id => written.AsSpan(start, steps).Contains(id));
                continue;
            }
            for (var i = 0; i < steps; i++)
            {
                if (own[i] == 0) continue;
                all++;
                if (TokenLoss.Known(own[i], Options.WrittenTokens) == written[start + i]) right++;
            }
        }
        return (double)right / Math.Max(1, all);
    }
}
