using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>The laws of estimators as they hold for models of texts, and what they learn.</summary>
public class TextModelTests
{
    private static readonly ReferenceFile Reference = ReferenceFile.Open("tfidf.json");
    private static readonly (Tensor Samples, Tensor Labels) Drawn = Make(80, 9, seed: 1);
    private static readonly Tensor Samples = Drawn.Samples, Labels = Drawn.Labels;

    private static readonly TextClassifierOptions Small =
        new() { LatentSize = 7, EmbeddingSize = 6, Widths = [2, 3], Units = 6, Epochs = 2, BatchSize = 8, LearningRate = 0.01, Seed = 5 };

    public static TheoryData<string> Kinds => ["convolutional", "recurrent", "tf-idf", "autoencoder", "autoencoder in order"];

    [Fact]
    public void TfIdf_is_that_of_the_reference()
    {
        var ids = Reference["ids"].Tensor;
        var samples = ids.Reshape([.. ids.Shape.AsSpan(), 1]);
        var model = new TfIdf(new() { LatentSize = 5, VocabularySize = (int)Reference["vocabulary"].Number }).Fit(samples);
        model.Idf.ShouldBeNear(Reference["idf"].Numbers, 1e-6);
        model.SingularValues.ShouldBeNear(Reference["singular"].Numbers, 1e-5);
        model.Components.ShouldBeNear(Reference["components"].Numbers, 1e-4);
        model.Transform(samples).ShouldBeNear(Reference["features"].Numbers, 1e-4);
        model.Transform(samples).Rows(5, 1).ToArray().ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void TfIdf_has_at_most_as_many_features_as_texts_or_tokens()
    {
        new TfIdf().Fit(Samples).LatentSize.ShouldBe(8);
        new TfIdf().Fit(Samples.Rows(0, 3)).LatentSize.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Shapes_are_those_declared_and_fitting_twice_equals_fitting_once(string kind)
    {
        var model = Fit(kind);
        model.InputShape.ShouldBe(new Shape(9, 1));
        var features = model.Transform(Samples);
        features.Shape.ShouldBe(new Shape(Samples.Shape[0], model.LatentSize));
        Fit(kind).Transform(Samples).ToArray().ShouldBe(features.ToArray());
        model.Weights.Values.Sum(weight => weight.Count).ShouldBe(model.ParameterCount);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_model_from_its_weights_gives_the_same_bits(string kind)
    {
        var model = Fit(kind);
        var options = (EstimatorOptions)(object)(model.Options switch
        {
            TextClassifierOptions own => own with { VocabularySize = null },
            TextAutoencoderOptions own => own with { VocabularySize = null },
            var own => ((TfIdfOptions)own) with { VocabularySize = null },
        });
        FittedModel.FromWeights(options, model.InputShape, model.Weights).Transform(Samples).ToArray()
            .ShouldBe(model.Transform(Samples).ToArray());
        foreach (var name in model.Weights.Keys)
            Should.Throw<BadArgumentException>(() => FittedModel.FromWeights(
                options, model.InputShape, model.Weights.Where(pair => pair.Key != name).ToDictionary())).Message.ShouldContain("lack");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Features_of_a_text_depend_neither_on_its_company_nor_on_padding(string kind)
    {
        var model = Fit(kind);
        var alone = model.Transform(Samples.Rows(1, 1)).ToArray();
        alone.ShouldBe(model.Transform(Samples).Rows(1, 1).ToArray());
    }

    [Theory]
    [InlineData(TextArchitecture.Convolutional)]
    [InlineData(TextArchitecture.Recurrent)]
    public void A_classifier_learns_what_word_tells_wherever_it_stands(TextArchitecture architecture)
    {
        var model = new TextClassifier(Small with { Architecture = architecture, Epochs = 12 }).Fit(Samples, Labels);
        var (others, truth) = Make(60, 9, seed: 2);
        model.Score(others, truth).ShouldBeGreaterThan(0.95);
    }

    [Theory]
    [InlineData(TextDecoder.Bag)]
    [InlineData(TextDecoder.Sequence)]
    public void An_autoencoder_writes_short_texts_again(TextDecoder writes)
    {
        var (texts, _) = Make(120, 3, seed: 3);
        var model = new TextAutoencoder(new TextAutoencoderOptions
        {
            LatentSize = 16, EmbeddingSize = 12, Units = 24, Epochs = 40, BatchSize = 12, LearningRate = 0.01, TokenDropout = 0, Seed = 1,
            Writes = writes,
        }).Fit(texts);
        var report = model.Measure(texts);
        report.Figures[0].Value.ShouldBeGreaterThan(0.9);
        // The loss of all texts together is the mean over all tokens, whatever blocks they are measured in.
        var parts = new[] { model.Measure(texts.Rows(0, 70)), model.Measure(texts.Rows(70, 50)) };
        report.Loss!.Value.ShouldBe(((70 * parts[0].Loss!.Value) + (50 * parts[1].Loss!.Value)) / 120, 1e-5);
        var written = model.Rewrite(texts).ToArray();
        if (writes == TextDecoder.Sequence) written.Zip(texts.ToArray()).ShouldAllBe(pair => (pair.First == 0) == (pair.Second == 0));
        else
            written.Chunk(3).Zip(texts.ToArray().Chunk(3))
                .Count(pair => pair.First.ToHashSet().IsSupersetOf(pair.Second.Where(id => id > 0))).ShouldBeGreaterThan(90);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_no_text_is_named(string kind)
    {
        var model = Fit(kind);
        Message(() => model.Transform(Tensor.Zeros([2, 8, 1]))).ShouldContain("(2, 8, 1)");
        Message(() => Create(kind, null).Fit(new LearningTask(new(Tensor.Zeros([4, 3, 4]), Tensor.From(0, 1, 0, 1)))))
            .ShouldContain("no texts");
        Message(() => Create(kind, null).Fit(new LearningTask(new(Samples / 2f, Labels)))).ShouldContain("is the id of no token");
        Message(() => Create(kind, 5).Fit(new LearningTask(new(Samples, Labels)))).ShouldContain("the vocabulary has the ids 0 to 4");
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;

    private static FittedModel Fit(string kind) => Create(kind, null).Fit(new LearningTask(new LearningSet(Samples, Labels)));

    private static IEstimator Create(string kind, int? vocabulary) => kind switch
    {
        "tf-idf" => new TfIdf(new TfIdfOptions { LatentSize = 3, VocabularySize = vocabulary }),
        "autoencoder" or "autoencoder in order" => new TextAutoencoder(new TextAutoencoderOptions
        {
            LatentSize = 5, EmbeddingSize = 6, Units = 7, Epochs = 2, BatchSize = 8, Seed = 5, VocabularySize = vocabulary,
            Writes = kind == "autoencoder" ? TextDecoder.Bag : TextDecoder.Sequence,
        }),
        _ => new TextClassifier(Small with
        {
            Architecture = kind == "recurrent" ? TextArchitecture.Recurrent : TextArchitecture.Convolutional, VocabularySize = vocabulary,
        }),
    };

    /// <summary>Texts of 3 to as many words of 8 as there are steps, in which one of two words tells the class.</summary>
    private static (Tensor Samples, Tensor Labels) Make(int count, int steps, int seed)
    {
        const int telling = 10, words = 6;
        var draws = new int[count * (steps + 3)];
        new RandomStream(seed).Integers(draws, 0, 1 << 20);
        var (ids, labels) = (new float[count * steps], new int[count]);
        for (var row = 0; row < count; row++)
        {
            var own = draws.AsSpan(row * (steps + 3), steps + 3);
            var length = 3 + (own[0] % (steps - 2));
            labels[row] = own[1] % 2;
            for (var i = 0; i < length; i++) ids[(row * steps) + i] = 4 + (own[3 + i] % words);
            ids[(row * steps) + (own[2] % length)] = telling + labels[row];
        }
        return (Tensor.From(ids, [count, steps, 1]).Keep(), Tensor.From(labels).Keep());
    }
}
