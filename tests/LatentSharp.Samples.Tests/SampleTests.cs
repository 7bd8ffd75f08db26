using System.Globalization;
using System.Text.RegularExpressions;
using LatentSharp.Samples;

namespace LatentSharp.Tests;

public class SampleTests
{
    [Fact]
    public void The_autoencoder_in_ten_lines_rebuilds_digits() =>
        Number(AutoencoderInTenLines.Run, "mean squared error").ShouldBeInRange(0.02, 0.036);

    [Fact]
    public void A_network_of_ones_own_learns() =>
        Number(NetworkOfYourOwn.Run, "validation loss").ShouldBeInRange(0.2, 0.45);

    [Fact]
    public void A_loop_of_ones_own_learns() =>
        Number(TrainingLoopOfYourOwn.Run, "epoch 5: loss").ShouldBeInRange(0.005, 0.035);

    [Fact]
    public void Digits_become_cleaner()
    {
        // The noise has a variance of 0.04.
        Number(CleanerDigits.Run, "noisy").ShouldBe(0.04, 0.002);
        Number(CleanerDigits.Run, "restored").ShouldBeInRange(0.005, 0.02);
    }

    /// <summary>Runs a sample and reads the number after a text of its output.</summary>
    private static double Number(Action<TextWriter> sample, string text)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        sample(output);
        CultureInfo.CurrentCulture = culture;
        var match = Regex.Match(output.ToString(), Regex.Escape(text) + @" (?<number>[0-9.]+)");
        match.Success.ShouldBeTrue(output.ToString());
        return double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
    }
}
