using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>A language model tells what follows, and goes on with it the same way however it is asked.</summary>
public class LanguageModelTests
{
    private const int Context = 8;

    /// <summary>A text of seven tokens, 4 to 10, that begins again and again.</summary>
    private static readonly int[] Cycle = [4, 5, 6, 4, 7, 8, 9, 4, 10];

    public static TheoryData<LanguageNetwork> Networks => [LanguageNetwork.Lstm, LanguageNetwork.Transformer];

    [Theory]
    [MemberData(nameof(Networks))]
    public void What_always_follows_is_told_and_continued(LanguageNetwork network)
    {
        // After a 4 comes a 5, a 7 or a 10 by what was before it: a model of pairs alone cannot know.
        var model = Learned(network, epochs: 40);
        model.Loss(Windows(Cycle.Length)).ShouldBeLessThan(0.25);
        var prompt = Cycle[..7];
        var expected = Enumerable.Range(7, 30).Select(i => Cycle[i % Cycle.Length]);
        model.Generate(prompt, 30, temperature: 0).ShouldBe(expected);
        model.Generate(prompt, 30, topK: 1, seed: 5).ShouldBe(expected);
    }

    /// <summary>What is kept of the tokens before gives what reading all of them at once gives.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void Token_by_token_is_as_at_once(LanguageNetwork network)
    {
        var model = Learned(network, epochs: 1);
        for (var length = 1; length <= Context; length++)
        {
            int[] prompt = [.. Enumerable.Range(0, length).Select(i => Cycle[(i * 5) % Cycle.Length])];
            var most = model.Generate(prompt.AsSpan(0, 1), 0);
            most.ShouldBeEmpty();
            var atOnce = Decoder(model).Read(prompt).ToArray();
            var decoder = Decoder(model);
            var stepwise = prompt.Select((_, i) => decoder.Read(prompt.AsSpan(i, 1)).ToArray()).Last();
            for (var i = 0; i < atOnce.Length; i++) stepwise[i].ShouldBe(atOnce[i], 1e-5f);
            var window = new float[Context + 1];
            for (var i = 0; i < length; i++) window[i] = prompt[i];
            var whole = Network(model).Predict(Tensor.From(window.AsSpan(0, Context).ToArray(), [1, Context]));
            for (var i = 0; i < atOnce.Length; i++) atOnce[i].ShouldBe(whole.AsSpan()[((length - 1) * atOnce.Length) + i], 1e-5f);
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_seed_decides_and_the_length_does_not(LanguageNetwork network)
    {
        var model = Learned(network, epochs: 1);
        var text = model.Generate([4], 40, seed: 3, first: 4);
        model.Generate([4], 40, seed: 3, first: 4).ShouldBe(text);
        model.Generate([4], 15, seed: 3, first: 4).ShouldBe(text[..15]);
        model.Generate([4], 40, seed: 4, first: 4).ShouldNotBe(text);
        text.ShouldAllBe(id => id >= 4 && id <= 10);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void What_was_learned_is_put_together_again(LanguageNetwork network)
    {
        var model = Learned(network, epochs: 1);
        var copy = (FittedLanguageModel)FittedModel.FromWeights(
            model.Options with { VocabularySize = null }, model.InputShape,
            model.Weights.ToDictionary(pair => pair.Key, pair => pair.Value));
        var samples = Windows(20);
        copy.Loss(samples).ShouldBe(model.Loss(samples));
        copy.Transform(samples).ToArray().ShouldBe(model.Transform(samples).ToArray());
        copy.Transform(samples.Rows(7, 1)).ToArray().ShouldBe(model.Transform(samples).Rows(7, 1).ToArray());
        model.Measure(samples).Figures[1].Value.ShouldBe(Math.Exp(model.Loss(samples)));
    }

    [Fact]
    public void Padding_counts_nothing()
    {
        var model = Learned(LanguageNetwork.Lstm, epochs: 1);
        float[] ids = [4, 5, 6, 0, 0, 0, 0, 0, 0];
        var padded = Tensor.From(ids, [1, Context + 1, 1]);
        var logits = Network(model).Predict(Tensor.From(ids.AsSpan(0, Context).ToArray(), [1, Context])).ToArray();
        var expected = new[] { (0, 5), (1, 6) }.Average(pair =>
        {
            var row = logits.Skip(pair.Item1 * model.VocabularySize).Take(model.VocabularySize).Select(value => (double)value).ToArray();
            return Math.Log(row.Sum(Math.Exp)) - row[pair.Item2];
        });
        model.Loss(padded).ShouldBe(expected, 1e-5);
        var windows = Windows(3);
        var each = model.Surprise(Ops.Concatenate([padded, windows], 0)).ToArray();
        ((double)each[0]).ShouldBe(expected, 1e-5);
        each[1..].Average(value => (double)value).ShouldBe(model.Loss(windows), 1e-5);
    }

    [Fact]
    public void Tokens_are_drawn_by_their_probabilities()
    {
        double[] probabilities = [0.5, 0.25, 0.15, 0.1];
        float[] logits = [9, .. probabilities.Select(p => (float)Math.Log(p))];
        var counts = Draws(new TokenDraw(1, 5, 1, 5));
        for (var i = 0; i < 4; i++) counts[i + 1].ShouldBe(probabilities[i], 0.03);
        counts[0].ShouldBe(0, "ids below the first are never drawn");
        // A temperature of ½ squares them; of the two largest alone, 4 : 1.
        Draws(new TokenDraw(0.5, 2, 1, 5))[1].ShouldBe(0.8, 0.03);

        double[] Draws(TokenDraw draw)
        {
            var shares = new double[5];
            for (var i = 0; i < 4000; i++) shares[draw.Next(logits, new RandomStream(1).Derive(i))] += 1 / 4000.0;
            return shares;
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var model = Learned(LanguageNetwork.Transformer, epochs: 1);
        Should.Throw<BadArgumentException>(() => model.Generate([], 5)).Message.ShouldContain("prompt has no token");
        Should.Throw<BadArgumentException>(() => model.Generate([11], 5)).Message.ShouldContain("0 to 10");
        Should.Throw<BadArgumentException>(() => model.Generate([4], 5, first: 11)).Message.ShouldContain("none is left");
        Should.Throw<BadArgumentException>(() => model.Generate([4], 5, temperature: -1)).Message.ShouldContain("temperature");
        Should.Throw<BadArgumentException>(() => new LanguageModel(new() { Context = 5 }).Fit(Windows(20))).Message
            .ShouldContain("windows of 9 tokens");
        var odd = new LanguageModelOptions { Context = Context, Network = LanguageNetwork.Transformer, LatentSize = 10 };
        Should.Throw<BadArgumentException>(() => new LanguageModel(odd).Fit(Windows(20))).Message.ShouldContain("divide");
        Should.Throw<BadArgumentException>(() => new LanguageModel(new() { Context = Context }).Fit(Windows(20) + 0.5f)).Message
            .ShouldContain("id of no token");
    }

    private static FittedLanguageModel Learned(LanguageNetwork network, int epochs) => new LanguageModel(new()
    {
        Network = network, Context = Context, LatentSize = 16, Layers = 2, Heads = 2, EmbeddingSize = 8, Epochs = epochs, Seed = 2,
        LearningRate = 0.02,
    }).Fit(Windows(180));

    /// <summary>Windows over the cycle from each of its places.</summary>
    private static Tensor Windows(int count) => Tensor.From(
        [
            .. from row in Enumerable.Range(0, count)
            from i in Enumerable.Range(0, Context + 1) select (float)Cycle[(row + i) % Cycle.Length],
        ],
        [count, Context + 1, 1]);

    private static Sequential Network(FittedLanguageModel model) =>
        NetworkWeights.Build(model.Name, model.Options.CreateNetwork(), new Shape(Context), model.Weights);

    private static LanguageDecoder Decoder(FittedLanguageModel model)
    {
        var network = Network(model);
        return new LanguageDecoder(((Sequential)network.Layers[0]).Layers, network.Layers[1], Context);
    }
}
