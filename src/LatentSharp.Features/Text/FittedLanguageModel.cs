namespace LatentSharp;

/// <summary>A language model that has learned: it tells how surprising a text is, continues it, and gives features of windows.</summary>
public sealed class FittedLanguageModel : FittedModel
{
    private const int RowsAtOnce = 64;

    private readonly Sequential network;

    internal FittedLanguageModel(LanguageModelOptions options, Shape inputShape, Sequential network, History history)
        : base(options, inputShape, network, history) => this.network = network;

    /// <inheritdoc/>
    public override LanguageModelOptions Options => (LanguageModelOptions)base.Options;

    /// <summary>How many ids of tokens there are.</summary>
    public int VocabularySize => Options.VocabularySize!.Value;

    private Sequential Body => (Sequential)network.Layers[0];

    /// <summary>
    /// The mean of the last hidden layer over the first tokens of each window, as many as the context has: (N, T + 1, 1) -> (N,
    /// LatentSize). Padding counts nothing.
    /// </summary>
    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        Check(samples);
        return Tensor.Create<float, Tensor>([samples.Shape[0], LatentSize], samples, (features, given) =>
        {
            for (var start = 0; start < given.Shape[0]; start += RowsAtOnce)
            {
                var (x, _) = Divide(given.Rows(start, Math.Min(RowsAtOnce, given.Shape[0] - start)));
                Means(x.AsSpan(), Body.Predict(x).AsSpan(), features[(start * LatentSize)..]);
            }
        });
    }

    /// <summary>
    /// The mean of -log p of each token given those before it in its window, in nats; padding counts nothing. NaN without a token.
    /// </summary>
    /// <param name="samples">(N, T + 1, 1).</param>
    /// <exception cref="BadArgumentException">The samples have another shape, or hold something else than ids.</exception>
    public double Loss(Tensor samples)
    {
        var (sum, count) = (0.0, 0L);
        Each(samples, (_, surprise) => (sum, count) = (sum + surprise, count + 1));
        return count == 0 ? double.NaN : sum / count;
    }

    /// <summary>The same of each window by itself: (N, T + 1, 1) -> (N, 1).</summary>
    /// <param name="samples">(N, T + 1, 1).</param>
    /// <exception cref="BadArgumentException">The samples have another shape, or hold something else than ids.</exception>
    public Tensor Surprise(Tensor samples)
    {
        var (sums, counts) = (new double[samples.Shape[0]], new int[samples.Shape[0]]);
        Each(samples, (row, surprise) =>
        {
            sums[row] += surprise;
            counts[row]++;
        });
        return Tensor.From([.. sums.Select((sum, row) => (float)(sum / counts[row]))], [sums.Length, 1]);
    }

    /// <inheritdoc/>
    public override ModelReport Measure(Tensor samples, Tensor? labels = null)
    {
        var loss = Loss(samples);
        return new()
        {
            Loss = loss,
            Figures =
            [
                new("natsPerToken", "Surprise", "mean of -log p of each token given those before it in its window", loss)
                {
                    Unit = "nats a token", MoreIsBetter = false,
                },
                new(
                    "perplexity", "Perplexity", "e to that: as if one of so many equally probable tokens was guessed", Math.Exp(loss))
                {
                    MoreIsBetter = false,
                },
            ],
        };
    }

    /// <summary>
    /// Continues a text token by token. Each takes as long as the one before: an LSTM keeps its state, a Transformer the keys and values of
    /// its window; where that is full, it goes on with the second half of it.
    /// </summary>
    /// <param name="prompt">The ids of the text to continue; one at least.</param>
    /// <param name="length">How many tokens to add, 0 or more.</param>
    /// <param name="temperature">
    /// What logits are divided by: below 1 the probable becomes more so; 0 takes the most probable. Default 1.
    /// </param>
    /// <param name="topK">Only so many of the most probable tokens are drawn from, 1 or more. Default null: from all.</param>
    /// <param name="seed">Which: the same seed gives the same text on any machine. The first tokens do not depend on the length.</param>
    /// <param name="first">Ids below this are never added, as those of padding and the like. Default 0.</param>
    /// <param name="cancellationToken">Ends it with an exception.</param>
    /// <returns>The ids of what was added.</returns>
    /// <exception cref="BadArgumentException">There is no prompt, an id is no token's, or a number is out of its range.</exception>
    public int[] Generate(
        ReadOnlySpan<int> prompt, int length, double temperature = 1, int? topK = null, long seed = 0, int first = 0,
        CancellationToken cancellationToken = default)
    {
        if (prompt.IsEmpty) throw new BadArgumentException("Generate: the prompt has no token; one at least is needed to continue.");
        foreach (var id in prompt)
            if ((uint)id >= (uint)VocabularySize)
                throw new BadArgumentException($"Generate: the prompt has the id {id}; the vocabulary has 0 to {VocabularySize - 1}.");
        if (length < 0) throw new BadArgumentException($"Generate: length is {length}; it must be 0 or more.");
        var draw = new TokenDraw(
            Require.InRange(temperature, 0, double.MaxValue, "Generate: temperature"),
            topK is { } most ? Require.Positive(most, "Generate: topK") : VocabularySize, first, VocabularySize);
        var random = new RandomStream(seed).Derive("text");
        var decoder = new LanguageDecoder(Body.Layers, network.Layers[1], Options.Context);
        var added = new int[length];
        var logits = length == 0 ? default : decoder.Read(prompt);
        for (var i = 0; i < length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            added[i] = draw.Next(logits.AsSpan(), random.Derive(i));
            if (i < length - 1) logits = decoder.Read(added.AsSpan(i, 1));
        }
        return added;
    }

    internal override Tensor? Record(Tensor samples) => null;

    /// <summary>Windows (N, T + 1, 1) as what is told from, (N, T), and what is told, (N, T).</summary>
    internal static (Tensor X, Tensor Y) Divide(Tensor samples)
    {
        var (rows, steps) = (samples.Shape[0], samples.Shape[1] - 1);
        var ids = Ops.Reshape(samples, [rows, steps + 1]);
        return (Ops.Slice(ids, 1, 0, steps).Keep(), Ops.Slice(ids, 1, 1, steps).Keep());
    }

    /// <summary>Tells -log p of each token that is no padding, with its window.</summary>
    private void Each(Tensor samples, Action<int, double> tell)
    {
        Check(samples);
        for (var start = 0; start < samples.Shape[0]; start += RowsAtOnce)
        {
            var (x, y) = Divide(samples.Rows(start, Math.Min(RowsAtOnce, samples.Shape[0] - start)));
            var losses = LanguageModelOptions.Loss.PerSample(y, network.Predict(x)).AsSpan();
            var truth = y.AsSpan();
            for (var i = 0; i < losses.Length; i++)
                if (truth[i] != 0) tell(start + (i / Options.Context), losses[i]);
        }
    }

    private void Check(Tensor samples)
    {
        CheckSamples(samples);
        TokenSamples.VocabularyOf(Name, samples, VocabularySize);
    }

    private void Means(ReadOnlySpan<float> ids, ReadOnlySpan<float> hidden, Span<float> features)
    {
        var (width, steps) = (LatentSize, Options.Context);
        for (var row = 0; row < ids.Length / steps; row++)
        {
            var own = features.Slice(row * width, width);
            own.Clear();
            var count = 0;
            for (var step = 0; step < steps; step++)
            {
                if (ids[(row * steps) + step] == 0) continue;
                count++;
                var values = hidden.Slice(((row * steps) + step) * width, width);
                for (var i = 0; i < width; i++) own[i] += values[i];
            }
            for (var i = 0; i < width; i++) own[i] /= Math.Max(1, count);
        }
    }
}
