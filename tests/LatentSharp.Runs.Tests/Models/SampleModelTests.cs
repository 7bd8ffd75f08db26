using System.Text.Json;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>
/// Models saved in each format stay readable for ever; their results were computed by tests/references/saved_models.py and
/// saved_network_autoencoders.py.
/// </summary>
public class SampleModelTests
{
    [Theory]
    [InlineData("format-1/autoencoder")]
    [InlineData("format-1/autoencoder-sigmoid-tied")]
    [InlineData("format-1/denoising-autoencoder")]
    [InlineData("format-1/sparse-autoencoder")]
    [InlineData("format-1/sparse-autoencoder-l1")]
    [InlineData("format-1/contractive-autoencoder")]
    [InlineData("format-1/stacked-autoencoder")]
    [InlineData("format-1/pca")]
    [InlineData("format-1/conv-autoencoder")]
    [InlineData("format-1/conv-autoencoder-sequences")]
    [InlineData("format-1/recurrent-autoencoder")]
    [InlineData("format-1/recurrent-autoencoder-masked")]
    [InlineData("format-1/recurrent-autoencoder-frames")]
    public void A_saved_model_of_each_format_still_gives_its_results(string name)
    {
        var folder = Folder(name);
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var saved = SavedModel.Load(folder);
        var samples = Read(expected.RootElement.GetProperty("samples")).Reshape(saved.Model.InputShape.Prepend(5));
        var scaled = saved.Scaling.Apply(samples);
        ShouldBeNear(saved.Model.Transform(scaled), Read(expected.RootElement.GetProperty("features")), 1e-5);
        var rebuilt = saved.Scaling.Invert(saved.Model.ShouldBeAssignableTo<FeatureModel>()!.Reconstruct(scaled));
        ShouldBeNear(rebuilt.Reshape([5, rebuilt.Count / 5]), Read(expected.RootElement.GetProperty("reconstructions")), 1e-5);
    }

    /// <summary>Their results were computed by tests/references/saved_generators.py.</summary>
    [Theory]
    [InlineData("format-1/vae")]
    [InlineData("format-1/conv-vae")]
    [InlineData("format-1/gan")]
    [InlineData("format-1/dcgan")]
    [InlineData("format-1/wgan-gp")]
    public void A_saved_model_that_makes_samples_still_makes_them(string name)
    {
        var folder = Folder(name);
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var saved = SavedModel.Load(folder);
        var samples = Read(expected.RootElement.GetProperty("samples")).Reshape(saved.Model.InputShape.Prepend(5));
        ShouldBeNear(saved.Model.Transform(saved.Scaling.Apply(samples)), Read(expected.RootElement.GetProperty("features")), 1e-5);
        var made = saved.Scaling.Invert(
            saved.Model.ShouldBeAssignableTo<IGenerative>()!.Generate(Read(expected.RootElement.GetProperty("latents"))));
        ShouldBeNear(made.Reshape([4, made.Count / 4]), Read(expected.RootElement.GetProperty("generated")), 1e-5);
    }

    [Theory]
    [InlineData("format-1/cnn")]
    [InlineData("format-1/rnn")]
    [InlineData("format-1/cnn-sequences")]
    [InlineData("format-1/mlp")]
    [InlineData("format-1/mlp-normalized")]
    public void A_saved_classifier_still_gives_its_probabilities(string name)
    {
        var folder = Folder(name);
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var saved = SavedModel.Load(folder);
        var scaled = saved.Scaling.Apply(Read(expected.RootElement.GetProperty("samples")).Reshape(saved.Model.InputShape.Prepend(5)));
        ShouldBeNear(saved.Model.Transform(scaled), Read(expected.RootElement.GetProperty("features")), 1e-5);
        ShouldBeNear(
            saved.Model.ShouldBeOfType<FittedClassifier>().PredictProbabilities(scaled),
            Read(expected.RootElement.GetProperty("probabilities")), 1e-5);
        saved.ClassNames.Count.ShouldBe(((FittedClassifier)saved.Model).ClassCount);
    }

    /// <summary>Their results were computed by tests/references/saved_language.py.</summary>
    [Theory]
    [InlineData("format-1/language-model")]
    [InlineData("format-1/language-model-transformer")]
    public void A_saved_language_model_still_goes_on(string name)
    {
        var folder = Folder(name);
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var saved = SavedModel.Load(folder);
        var model = saved.Model.ShouldBeOfType<FittedLanguageModel>();
        var samples = Read(expected.RootElement.GetProperty("samples")).Reshape(model.InputShape.Prepend(5));
        ShouldBeNear(model.Transform(samples), Read(expected.RootElement.GetProperty("features")), 1e-5);
        model.Loss(samples).ShouldBe(expected.RootElement.GetProperty("loss").GetDouble(), 1e-5);
        int[] Ids(string key) => [.. expected.RootElement.GetProperty(key).EnumerateArray().Select(id => id.GetInt32())];
        var added = Ids("continuation");
        model.Generate(Ids("prompt"), added.Length, temperature: 0, first: Tokenizer.SpecialCount).ShouldBe(added);
        saved.Text!.Tokenizer.VocabularySize.ShouldBe(model.VocabularySize);
    }

    /// <summary>Their results were computed by tests/references/saved_texts.py.</summary>
    [Theory]
    [InlineData("format-1/text-classifier")]
    [InlineData("format-1/text-classifier-recurrent")]
    [InlineData("format-1/text-autoencoder")]
    [InlineData("format-1/tf-idf")]
    public void A_saved_model_of_texts_still_reads_them(string name)
    {
        var folder = Folder(name);
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var saved = SavedModel.Load(folder);
        string[] texts = [.. expected.RootElement.GetProperty("texts").EnumerateArray().Select(text => text.GetString()!)];
        var samples = saved.Text!.Encode(texts);
        samples.ToArray().ShouldBe(Read(expected.RootElement.GetProperty("samples")).ToArray());
        ShouldBeNear(saved.Model.Transform(samples), Read(expected.RootElement.GetProperty("features")), 1e-5);
        if (saved.Model is IClassifier classifier)
            ShouldBeNear(
                classifier.PredictProbabilities(samples), Read(expected.RootElement.GetProperty("probabilities")), 1e-5);
    }

    /// <summary>Their results were computed by tests/references/saved_rockets.py.</summary>
    [Theory]
    [InlineData("format-1/minirocket")]
    [InlineData("format-1/multirocket")]
    public void A_saved_rocket_still_gives_its_features(string name)
    {
        var folder = Folder(name);
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var saved = SavedModel.Load(folder);
        var scaled = saved.Scaling.Apply(Read(expected.RootElement.GetProperty("samples")).Reshape(saved.Model.InputShape.Prepend(5)));
        ShouldBeNear(saved.Model.Transform(scaled), Read(expected.RootElement.GetProperty("features")), 1e-5);
    }

    /// <summary>Its results were computed by tests/references/saved_forecaster.py.</summary>
    [Theory]
    [InlineData("format-1/forecaster")]
    public void A_saved_forecaster_still_tells_what_follows(string name)
    {
        var folder = Folder(name);
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var saved = SavedModel.Load(folder);
        var model = saved.Model.ShouldBeOfType<FittedForecaster>();
        var scaled = saved.Scaling.Apply(Read(expected.RootElement.GetProperty("samples")).Reshape(model.InputShape.Prepend(5)));
        ShouldBeNear(model.Transform(scaled), Read(expected.RootElement.GetProperty("features")), 1e-5);
        ShouldBeNear(model.OneStepAhead(scaled).Reshape([5, 38]), Read(expected.RootElement.GetProperty("oneStepAhead")), 1e-5);
        ShouldBeNear(model.Forecast(scaled, 3).Reshape([5, 6]), Read(expected.RootElement.GetProperty("forecast")), 1e-5);
        SeriesPlan.Load(folder).ShouldNotBeNull().Columns.ShouldBe(["a", "b"]);
    }

    /// <summary>They were made, and their results computed, by tests/references/saved_detectors.py.</summary>
    [Theory]
    [InlineData("format-1/anomaly-ensemble")]
    [InlineData("format-1/robust-autoencoders")]
    [InlineData("format-1/iforest")]
    [InlineData("format-1/inne")]
    [InlineData("format-1/knn")]
    [InlineData("format-1/lof")]
    [InlineData("format-1/ecod")]
    [InlineData("format-1/copod")]
    [InlineData("format-1/hbos")]
    [InlineData("format-1/pca-distance")]
    [InlineData("format-1/kde")]
    [InlineData("format-1/deep-svdd")]
    public void A_saved_detector_still_gives_its_scores(string name)
    {
        var folder = Folder(name);
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var saved = SavedModel.Load(folder);
        var scaled = saved.Scaling.Apply(Read(expected.RootElement.GetProperty("samples")));
        ShouldBeNear(saved.Model.Transform(scaled), Read(expected.RootElement.GetProperty("features")), 2e-5);
        var learned = saved.Model.ShouldBeAssignableTo<FittedDetector>()!.LearnedScores;
        var told = expected.RootElement.GetProperty("learned").EnumerateArray().Select(score => (float)score.GetDouble()).ToArray();
        ShouldBeNear(learned, Tensor.From(told, told.Length), 1e-6);
    }

    /// <summary>Their results were computed by tests/references/saved_clusterers.py.</summary>
    [Theory]
    [InlineData("format-1/kmeans")]
    [InlineData("format-1/gaussian-mixture")]
    [InlineData("format-1/gaussian-mixture-diagonal")]
    [InlineData("format-1/hdbscan")]
    [InlineData("format-1/n2d")]
    [InlineData("format-1/dec")]
    [InlineData("format-1/idec")]
    [InlineData("format-1/vade")]
    [InlineData("format-1/umap")]
    [InlineData("format-1/tsne")]
    public void A_saved_clusterer_or_map_still_gives_its_results(string name)
    {
        var folder = Folder(name);
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var saved = SavedModel.Load(folder);
        var scaled = saved.Scaling.Apply(Read(expected.RootElement.GetProperty("samples")));
        // The width of surroundings is found to 1e-5 of its sum.
        ShouldBeNear(saved.Model.Transform(scaled), Read(expected.RootElement.GetProperty("features")), 1e-4);
    }

    /// <summary>Their results were computed by tests/references/saved_restorers.py.</summary>
    [Theory]
    [InlineData("format-1/denoiser")]
    [InlineData("format-1/super-resolution")]
    public void A_saved_model_that_restores_samples_still_restores_them(string name)
    {
        var folder = Folder(name);
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var saved = SavedModel.Load(folder);
        var scaled = saved.Scaling.Apply(Read(expected.RootElement.GetProperty("samples")).Reshape(saved.Model.InputShape.Prepend(5)));
        var restored = saved.Scaling.Invert(saved.Model.ShouldBeAssignableTo<IRestorer>()!.Restore(scaled));
        ShouldBeNear(restored.Reshape([5, restored.Count / 5]), Read(expected.RootElement.GetProperty("restored")), 1e-5);
    }

    /// <summary>Coefficients, bits and picture were computed by tests/references/saved_codecs.py.</summary>
    [Fact]
    public void A_saved_codec_still_reads_what_it_wrote()
    {
        var folder = Folder("format-1/picture-codec");
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var saved = SavedModel.Load(folder);
        var codec = saved.Model.ShouldBeOfType<FittedPictureCodec>();
        var samples = Read(expected.RootElement.GetProperty("samples"));
        var scaled = saved.Scaling.Apply(samples.Reshape(codec.InputShape.Prepend(samples.Shape[0])));
        ShouldBeNear(codec.Transform(scaled), Read(expected.RootElement.GetProperty("features")), 2e-5);
        var step = (float)expected.RootElement.GetProperty("step").GetDouble();
        int[] values = [.. Read(expected.RootElement.GetProperty("code")).ToArray().Select(value => (int)value)];
        var code = new PictureCode(codec.InputShape[0], codec.InputShape[1], step, values);
        codec.Bits(code).ShouldBe(expected.RootElement.GetProperty("bits").GetDouble(), 1e-6);
        var picture = codec.Decode(code);
        ShouldBeNear(Tensor.From(picture, [1, picture.Length]), Read(expected.RootElement.GetProperty("picture")), 2e-5);
    }

    [Fact]
    public void EveryKindHasASample() =>
        Directory.GetDirectories(Folder("format-1")).Select(folder => SavedModel.Load(folder).Model.Name).Distinct().Order()
            .ShouldBe(ModelKind.Names.Order());

    [Fact]
    public void WhatAnOldConfigurationDoesNotSayIsAsItWasThen()
    {
        var options = (AutoencoderOptions)SavedModel.Load(Folder("format-1/autoencoder")).Model.Options;
        options.Output.ShouldBe(AutoencoderOutput.Linear);
        options.TiedWeights.ShouldBeFalse();
        ((CnnOptions)SavedModel.Load(Folder("format-1/cnn")).Model.Options).Architecture.ShouldBe(CnnArchitecture.Pooling);
        var recurrent = (RecurrentAutoencoderOptions)SavedModel.Load(Folder("format-1/recurrent-autoencoder")).Model.Options;
        (recurrent.CodeFrom, recurrent.Bidirectional, recurrent.Frame).ShouldBe((RecurrentCode.LastState, false, 1));
    }

    private static string Folder(string name) => Path.Combine(Repository.Root, "tests", "LatentSharp.Runs.Tests", "Samples", name);

    private static Tensor Read(JsonElement rows)
    {
        float[] values = [.. rows.EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(value => (float)value.GetDouble())];
        return Tensor.From(values, [rows.GetArrayLength(), values.Length / rows.GetArrayLength()]);
    }

    private static void ShouldBeNear(Tensor actual, Tensor expected, double tolerance)
    {
        actual.Shape.ShouldBe(expected.Shape);
        var (a, e) = (actual.ToArray(), expected.ToArray());
        for (var i = 0; i < a.Length; i++) ((double)a[i]).ShouldBe(e[i], tolerance * Math.Max(1, Math.Abs(e[i])));
    }
}
