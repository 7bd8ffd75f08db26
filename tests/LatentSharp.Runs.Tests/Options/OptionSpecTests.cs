namespace LatentSharp.Tests;

public sealed class OptionSpecTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("1.5")]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("99999999999")]
    public void LatentMustBeAWholeNumber(string text) =>
        Should.Throw<BadArgumentException>(() => LearnOptions.Latent.Read(text)).Message.ShouldBe($"--latent: '{text}' does not fit; it must be a whole number of 1 or more.");

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
        Should.Throw<BadArgumentException>(() => LearnOptions.Hidden.Read(text)).Message.ShouldStartWith($"--hidden: '{text}' does not fit");

    [Fact]
    public void ValuesAreReadAndWritten()
    {
        LearnOptions.Hidden.Read("128, 64").ShouldBe([128, 64]);
        LearnOptions.Hidden.Write([128, 64]).ShouldBe("128,64");
        LearnOptions.LearningRate.Read("1e-3").ShouldBe(0.001);
        LearnOptions.Threads.Read("2").ShouldBe(2);
    }

    [Fact]
    public void DefaultsAreTheModelsOwn()
    {
        var defaults = new AutoencoderOptions();

        LearnOptions.Latent.Default.ShouldBe(defaults.LatentSize);
        LearnOptions.Epochs.Default.ShouldBe(defaults.Epochs);
        LearnOptions.Hidden.DefaultText.ShouldBe(string.Join(',', defaults.Hidden));
    }

    [Fact]
    public void OptionsThatMeanNothingToTheModelAreRefused() =>
        Should.Throw<BadArgumentException>(() => new LearnRequest { Data = "digits", Model = "pca", Epochs = 3 }.Validate()).Message.ShouldStartWith("--epochs: means nothing to pca");

    [Fact]
    public void ACommandNamesWhatDiffersFromTheDefaults() =>
        new LearnRequest { Data = "my data.csv", Latent = 2, Hidden = [32], Label = "kind", Seed = 7 }.ToCommand()
            .ShouldBe("latent learn \"my data.csv\" --latent 2 --hidden 32 --label kind --seed 7");
}
