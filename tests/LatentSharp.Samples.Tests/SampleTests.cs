using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using LatentSharp.Estimators;
using LatentSharp.Samples;

namespace LatentSharp.Tests;

public class SampleTests
{
    /// <summary>What a network reaches that has learned nothing but the mean picture (for the digits of the tutorials, by NumPy).</summary>
    private const double MeanPicture = 0.0539;

    [Fact]
    public void The_autoencoder_in_ten_lines_rebuilds_digits() =>
        Number(AutoencoderInTenLines.Run, "mean squared error").ShouldBeInRange(0.02, 0.036);

    [Fact]
    public void The_program_of_the_readme_is_whole()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "LatentSharp.App.dll");
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1"; // It writes numbers as its user does.
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        text.ShouldStartWith("(360, 2) (360, 8, 8, 1)");
        Read(text, "mean squared error").ShouldBeInRange(0.02, 0.036);
    }

    [Fact]
    public void Few_labels_do() => Number(FewLabels.Run, "accuracy").ShouldBeGreaterThan(0.85);

    [Fact]
    public void Digits_are_explained()
    {
        var text = Output(ExplainingDigits.Run);
        Math.Abs(Read(text, "rest")).ShouldBeLessThan(0.02 * Math.Abs(Read(text, "difference")));
        Read(text, "hidden").ShouldBe(64);
    }

    [Fact]
    public void Series_are_told_apart()
    {
        var text = Output(FeaturesOfSeries.Run);
        Read(text, "right").ShouldBeGreaterThan(0.8);
        Read(text, "rank").ShouldBeInRange(2, 40);
        Read(text, "stable").ShouldBeInRange(0.8, 1);
        Read(text, "precision").ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Samples_that_are_read_in_blocks_are_learned_from()
    {
        var text = Output(LargerThanMemory.Run);
        Read(text, "samples").ShouldBe(600);
        Read(text, "features").ShouldBe(2);
        text.ShouldContain("alike True");
    }

    [Fact]
    public void Texts_are_continued()
    {
        var text = Output(ContinuingTexts.Run);
        Read(text, "surprise").ShouldBeInRange(0, 0.4);
        text.ShouldContain("the cat sat on the mat; the dog");
    }

    [Fact]
    public void Kinds_of_questions_are_told_apart()
    {
        var text = Output(KindsOfQuestions.Run);
        Read(text, "right").ShouldBeGreaterThan(0.9);
        Read(text, "features").ShouldBe(10);
        text.ShouldContain("read: where is the \uFFFD ?");
    }

    [Fact]
    public void A_network_of_ones_own_learns()
    {
        Number(NetworkOfYourOwn.Run, "validation loss").ShouldBeInRange(0.2, 0.45);
        // In a text, what Evaluate returns is its figures.
        Number(NetworkOfYourOwn.Run, "loss:").ShouldBeInRange(0.2, 0.45);
    }

    [Fact]
    public void Abnormal_rows_are_found()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        AbnormalRows.Run(output);
        output.ToString().ShouldSatisfyAllConditions(
            text => text.ShouldContain("row 150: Scores above "), text => text.ShouldContain("the new row is abnormal"),
            text => text.ShouldContain("errors of 200 rows"));
    }

    [Fact]
    public void A_loop_of_ones_own_learns() =>
        Number(TrainingLoopOfYourOwn.Run, "epoch 5: loss").ShouldBeInRange(0.005, 0.035);

    [Fact]
    public void Networks_are_saved_and_loaded()
    {
        Number(SavingNetworks.Run, "loss").ShouldBeInRange(0.2, 0.6);
        Number(SavingNetworks.Run, "saved").ShouldBeInRange(1, 5);
        Number(SavingNetworks.Run, "factor").ShouldBe(0.5);
    }

    [Fact]
    public void The_functional_autoencoder_predicts_what_it_was_validated_on()
    {
        var validation = Number(FunctionalAutoencoder.Run, "validation loss");
        validation.ShouldBeLessThan(MeanPicture);
        Number(FunctionalAutoencoder.Run, "mean squared error of Predict").ShouldBe(validation, 1e-3);
    }

    [Fact]
    public void Two_networks_in_a_row_are_the_nested_one()
    {
        var validation = Number(NestedAutoencoder.Run, "validation loss");
        validation.ShouldBeLessThan(0.5);
        Number(NestedAutoencoder.Run, "cross-entropy of the two in a row").ShouldBe(validation, 1e-3);
    }

    [Fact]
    public void The_deep_autoencoder_by_hand_learns() =>
        Number(DeepAutoencoderByHand.Run, "mean squared error on new pictures").ShouldBeLessThan(MeanPicture / 2);

    [Fact]
    public void Digit_clusters_meet_the_digits()
    {
        Number(DigitClusters.Run, "accuracy").ShouldBeGreaterThan(0.7);
        Number(DigitClusters.Run, "first").ShouldBe(17);
    }

    [Fact]
    public void Digits_become_cleaner()
    {
        // The noise has a variance of 0.04.
        Number(CleanerDigits.Run, "noisy").ShouldBe(0.04, 0.002);
        Number(CleanerDigits.Run, "restored").ShouldBeInRange(0.005, 0.02);
    }

    [Fact]
    public void Sounds_are_told_apart_and_made()
    {
        Number(SoundsOfNotes.Run, "accuracy").ShouldBeGreaterThan(0.9);
        // A sine of 0.3.
        Number(SoundsOfNotes.Run, "loudness").ShouldBe(0.3 / Math.Sqrt(2), 0.06);
    }

    [Fact]
    public void Digits_are_told_apart()
    {
        Number(DigitClasses.Run, "classes").ShouldBe(10);
        Number(DigitClasses.Run, "accuracy").ShouldBeGreaterThan(0.96);
    }

    [Fact]
    public void Changed_digits_are_learned_from() => Number(ChangedPictures.Run, "accuracy").ShouldBeGreaterThan(0.85);

    [Fact]
    public void Images_and_sequences_are_rebuilt()
    {
        // PCA leaves 0.0116 with as many features.
        Number(ImagesAndSequences.Run, "images").ShouldBeLessThan(0.0116);
        // The waves have a variance of 1/2.
        Number(ImagesAndSequences.Run, "sequences").ShouldBeLessThan(0.05);
        Number(ImagesAndSequences.Run, "features").ShouldBe(3);
    }

    [Fact]
    public void New_digits_are_like_digits()
    {
        var text = Output(NewDigits.Run);
        text.ShouldContain("steps 11 and 11, features 128, scores 360");
        // The bound is below the log-likelihood (Burda et al. 2016).
        Read(text, "minus the log-likelihood").ShouldBeLessThan(Read(text, "minus the bound"));
        // By NumPy: the mean of the digits' pixels is 4.884 of 16.
        Read(text, "ink of digits").ShouldBe(0.305, 0.003);
        Read(text, "ink of the vae").ShouldBe(0.305, 0.05);
        Read(text, "ink of the gan").ShouldBe(0.305, 0.1);
    }

    [Fact]
    public void Operations_give_what_arithmetic_gives()
    {
        var text = Output(OperationsOnTensors.Run);
        // 3·6 + 1·5 + 2·4; the columns are ±1.5 around their means; 3 / √14.
        text.ShouldContain("products 31 total 21 spread 1.5");
        text.ShouldContain("framed 1 3 1 2 1");
        text.ShouldContain("backwards 2 3 4 6 ordered 1 2 3 4 5 6");
        text.ShouldContain("gradient 0.8018");
    }

    [Fact]
    public void Recurrent_networks_name_sequences_and_steps()
    {
        Number(RecurrentNetworks.Run, "sequences named right").ShouldBeGreaterThan(0.75);
        Number(RecurrentNetworks.Run, "steps named right").ShouldBeGreaterThan(0.93);
    }

    [Fact]
    public void The_variational_autoencoder_rebuilds_and_draws()
    {
        Number(FunctionalVae.Run, "validation loss").ShouldBeLessThan(0.8 * MeanPicture);
        Number(FunctionalVae.Run, "nats in the code").ShouldBeInRange(1, 8);
        // The digits of the tutorials have 0.224 on average, by NumPy.
        Number(FunctionalVae.Run, "mean ink of new pictures").ShouldBe(0.224, 0.08);
    }

    [Fact]
    public void The_adversarial_networks_learn_from_each_other()
    {
        Number(DenseGanByHand.Run, "epoch 40: generator").ShouldBeInRange(0.3, 4);
        Number(DenseGanByHand.Run, "mean ink of made pictures").ShouldBe(0.224, 0.15);
    }

    [Fact]
    public void Convolutional_networks_name_digits()
    {
        Number(ConvolutionalNetwork.Run, "test accuracy").ShouldBeGreaterThan(0.93);
        Number(FunctionalConvolutionalNetwork.Run, "validation accuracy").ShouldBeGreaterThan(0.93);
        Number(FunctionalConvolutionalNetwork.Run, "probabilities in a row").ShouldBe(1, 1e-3);
    }

    [Fact]
    public void The_convolutional_autoencoder_rebuilds_pictures() =>
        Number(ConvolutionalAutoencoder.Run, "validation error").ShouldBeLessThan(MeanPicture / 2);

    [Fact]
    public void The_recurrent_autoencoder_tells_sequences_again()
    {
        Number(RecurrentAutoencoder.Run, "validation loss").ShouldBeLessThan(0.04);
        Number(RecurrentAutoencoder.Run, "mean squared error of the two in a row").ShouldBeLessThan(0.04);
    }

    /// <summary>With seeds 1 to 10 the means are 0.876 and 0.848, so the three of the sample are no lucky ones.</summary>
    [Fact]
    public void What_was_learned_without_labels_helps_with_few() =>
        Number(TransferWithFewLabels.Run, "mean: transferred").ShouldBeGreaterThan(Number(TransferWithFewLabels.Run, "mean: from scratch"));

    [Fact]
    public void The_deep_adversarial_networks_learn() =>
        Number(Dcgan.Run, "mean ink of made pictures").ShouldBe(0.224, 0.15);

    /// <summary>Runs a sample and reads the number after a text of its output.</summary>
    private static double Number(Action<TextWriter> sample, string text) => Read(Output(sample), text);

    /// <summary>What a sample writes where a point stands before the decimals.</summary>
    private static string Output(Action<TextWriter> sample)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        sample(output);
        CultureInfo.CurrentCulture = culture;
        return output.ToString();
    }

    private static double Read(string output, string text)
    {
        var match = Regex.Match(output, Regex.Escape(text) + @" (?<number>[0-9.]+)");
        match.Success.ShouldBeTrue(output);
        return double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
    }
}
