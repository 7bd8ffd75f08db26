namespace LatentSharp.Tests;

public sealed class OptionSpecTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("1.5")]
    [InlineData("x")]
    [InlineData("")]
    public void LatentMustBeAWholeNumber(string text) =>
        Refused("autoencoder", "--latent", text).ShouldBe($"--latent: '{text}' does not fit; it must be a whole number of 1 or more.");

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("1.5")]
    [InlineData("NaN")]
    [InlineData("0,2")]
    public void ValidationMustBeAShare(string text) =>
        Should.Throw<BadArgumentException>(() => LearnOptions.Validation.Read(text)).Message.ShouldContain("above 0 and below 1");

    [Theory]
    [InlineData("12,x")]
    [InlineData("12,")]
    [InlineData("0")]
    [InlineData("")]
    public void HiddenMustBeWidths(string text) =>
        Refused("autoencoder", "--hidden", text).ShouldStartWith($"--hidden: '{text}' does not fit");

    [Theory]
    [InlineData("denoising-autoencoder", "--corruption", "salt", "gaussian, masking or salt-and-pepper")]
    [InlineData("denoising-autoencoder", "--corruption-amount", "-0.1", "a number of 0 or more")]
    [InlineData("sparse-autoencoder", "--target-activity", "1", "a number above 0 and below 1")]
    [InlineData("autoencoder", "--tied-weights", "true", "yes or no")]
    [InlineData("stacked-autoencoder", "--pretraining-epochs", "-1", "a whole number of 0 or more")]
    [InlineData("autoencoder", "--latent", "99999999999", "a whole number of 1 or more, and 2147483647 at most")]
    [InlineData("autoencoder", "--seed", "99999999999999999999", "a whole number of 0 or more, and 9223372036854775807 at most")]
    public void WhatFitsIsSaid(string model, string flag, string text, string fits) =>
        Refused(model, flag, text).ShouldBe($"{flag}: '{text}' does not fit; it must be {fits}.");

    [Fact]
    public void ValuesAreReadAndWritten()
    {
        var options = Read("denoising-autoencoder",
            ("--latent", "3"), ("--hidden", "128, 64"), ("--learning-rate", "1e-3"), ("--seed", "9"), ("--batch", "7"),
            ("--decoder-output", "sigmoid"),
            ("--tied-weights", "yes"), ("--corruption", "salt-and-pepper"), ("--corruption-amount", "0.5"));

        var read = options.ShouldBeOfType<DenoisingAutoencoderOptions>();
        read.Hidden.ShouldBe([128, 64]);
        read.ShouldBe(new DenoisingAutoencoderOptions
        {
            LatentSize = 3, Hidden = read.Hidden, LearningRate = 0.001, Seed = 9, BatchSize = 7, Output = AutoencoderOutput.Sigmoid,
            TiedWeights = true,
            Corruption = CorruptionKind.SaltAndPepper, CorruptionAmount = 0.5,
        });
        new LearnRequest { Data = "digits", Estimator = options }.ToCommand().ShouldBe(
            "latent learn digits --model denoising-autoencoder --latent 3 --seed 9 --batch 7 "
            + "--learning-rate 0.001 --hidden 128,64 --decoder-output sigmoid " +
            "--tied-weights yes --corruption salt-and-pepper --corruption-amount 0.5");
        Read("autoencoder", ("--hidden", "none")).ShouldBeOfType<AutoencoderOptions>().Hidden.ShouldBeEmpty();
        LearnOptions.Threads.Read("2").ShouldBe(2);
    }

    [Fact]
    public void NothingSaidGivesTheDefaultsOfTheModel()
    {
        foreach (var kind in ModelKind.Learners)
        {
            Read(kind.Name).ShouldBe(kind.Defaults);
            new LearnRequest { Data = "digits", Estimator = kind.Defaults }.ToCommand()
                .ShouldBe(kind.Name == "autoencoder" ? "latent learn digits" : $"latent learn digits --model {kind.Name}");
        }
    }

    [Fact]
    public void EveryOptionHasOneDeclarationUnderItsFlag()
    {
        foreach (var flag in ModelGroup.Learners.Flags)
        {
            var specs = ModelKind.Learners.Select(kind => kind.Option(flag.Spec.Name)).OfType<EstimatorOption>().ToList();
            specs.Select(option => option.Type).Distinct().ShouldHaveSingleItem(flag.Spec.Name);
            specs.Select(option => option.Spec.Requirement).Distinct().ShouldHaveSingleItem(flag.Spec.Name);
            specs.Select(option => option.Key).Distinct().ShouldHaveSingleItem(flag.Spec.Name);
            flag.Models.Count.ShouldBe(specs.Count);
        }
        string[] others = ["--model", "--validation", "--label", "--threads", "--out", "--quiet", "--json", "--missing"];
        ModelGroup.Learners.Flags.Select(flag => flag.Spec.Name).Intersect(others).ShouldBeEmpty();
    }

    [Fact]
    public void HelpSaysWhichModelsHaveAnOption()
    {
        string Help(string flag) => ModelGroup.Learners.Flags.Single(candidate => candidate.Spec.Name == flag).Help;

        Help("--latent").ShouldStartWith("How many features to learn: a whole number of 1 or more [default: 8; sparse-autoencoder");
        Help("--latent").ShouldContain("; umap, pca: 2]");
        Help("--epochs").ShouldContain("[default: 100; more below 640 samples, up to 1,000; fewer above 12,000, 20 from 60,000");
        Help("--epochs").ShouldEndWith(" (not for tf-idf, minirocket, multirocket, umap or pca)");
        Help("--contraction").ShouldEndWith("(for contractive-autoencoder)");
    }

    [Fact]
    public void OptionsThatMeanNothingToTheModelAreRefused()
    {
        Should.Throw<BadArgumentException>(() => Read("pca", ("--pretraining-epochs", "3"))).Message.ShouldBe(
            "--pretraining-epochs: means nothing to pca, which takes --latent, --seed; leave "
            + "it out, or choose --model stacked-autoencoder.");
        Should.Throw<BadArgumentException>(() => Read("pca", ("--nothing", "3"))).Message.ShouldStartWith(
            "--nothing: no model has such an option");
        Should.Throw<BadArgumentException>(() => Read("magic")).Message.ShouldStartWith("--model: magic does not fit");
    }

    [Fact]
    public void AnOptionThatDoesNotFitTheDataIsCalledByItsFlag() =>
        Should.Throw<BadArgumentException>(() =>
            new LearnRequest { Data = "digits", Estimator = new AutoencoderOptions { LearningRate = double.NaN } }.Validate())
            .Message.ShouldBe("--learning-rate: NaN does not fit; it must be a number above 0.");

    [Fact]
    public void ACommandNamesWhatDiffersFromTheDefaults() =>
        new LearnRequest
        {
            Data = "my data.csv", Estimator = new AutoencoderOptions { LatentSize = 2, Hidden = [32], Seed = 7 },
            Reading = new() { Label = "kind" },
        }.ToCommand()
            .ShouldBe("latent learn \"my data.csv\" --latent 2 --seed 7 --hidden 32 --label kind");

    private static EstimatorOptions Read(string model, params (string Flag, string Text)[] given) =>
        ModelGroup.Learners.Read(model, given.ToDictionary(pair => pair.Flag, pair => pair.Text));

    private static string Refused(string model, string flag, string text) =>
        Should.Throw<BadArgumentException>(() => Read(model, (flag, text))).Message;
}
