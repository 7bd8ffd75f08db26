using System.Text.Json;

namespace LatentSharp.Tests;

/// <summary>Against NumPy and SciPy: references/sounds.py.</summary>
public sealed class SpectrumTests
{
    private static readonly JsonElement Reference = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "References", "sounds.json"))).RootElement;

    private static readonly int Rate = Reference.GetProperty("rate").GetInt32(), Size = Reference.GetProperty("size").GetInt32(),
        Hop = Reference.GetProperty("hop").GetInt32();

    private static float[] Sound => Array.ConvertAll(Numbers(Reference.GetProperty("sound")), value => (float)value);

    [Fact]
    public void Fourier_transforms_of_any_length_go_there_and_back()
    {
        foreach (var one in Reference.GetProperty("fourier").EnumerateObject())
        {
            var length = int.Parse(one.Name, System.Globalization.CultureInfo.InvariantCulture);
            var transform = new FourierTransform(length);
            var values = Array.ConvertAll(Sound[..length], value => (double)value);
            var (real, imaginary, back) = (new double[transform.Bins], new double[transform.Bins], new double[length]);
            transform.Forward(values, real, imaginary);
            Near(real, Numbers(one.Value.GetProperty("real")), 1e-13);
            Near(imaginary, Numbers(one.Value.GetProperty("imaginary")), 1e-13);
            transform.Inverse(real, imaginary, back);
            Near(back, values, 1e-14);
        }
    }

    [Theory]
    [InlineData(SoundPadding.Zero, "zero")]
    [InlineData(SoundPadding.Reflect, "reflect")]
    public void Power_spectrograms_are_centred_under_a_periodic_window(SoundPadding padding, string name) =>
        Near(new ShortTimeFourier(Size, Hop, padding).Power(Sound), Numbers(Reference.GetProperty(name)), 1e-11);

    [Fact]
    public void Mel_filters_are_triangles_of_equal_area()
    {
        Near(Doubles(new MelFilters(Rate, Size, 12).ToTensor()), Numbers(Reference.GetProperty("slaney")), 1e-9);
        Near(Doubles(new MelFilters(Rate, Size, 8, MelScale.Htk).ToTensor()), Numbers(Reference.GetProperty("htk")), 1e-9);
        Should.Throw<BadArgumentException>(() => new MelFilters(Rate, Size, 40)).Message.ShouldContain("would hear nothing");
    }

    [Fact]
    public void Decibels_and_cepstral_coefficients_follow_from_mels()
    {
        var levels = new MelFilters(Rate, Size, 12).Apply(new ShortTimeFourier(Size, Hop).Power(Sound));
        Near(levels, Numbers(Reference.GetProperty("mels")), 1e-11);
        Decibels.FromPower(levels);
        Near(levels, Numbers(Reference.GetProperty("levels")), 1e-7);
        Near(Cepstrum.Of(levels, 12, 5), Numbers(Reference.GetProperty("mfcc")), 1e-7);
        Near(Cepstrum.Inverse(Cepstrum.Of(levels, 12, 12), 12, 12), levels, 1e-11);
        Decibels.ToPower(levels);
        Near(levels[..12], Numbers(Reference.GetProperty("mels"))[..12], 1e-9);
    }

    [Fact]
    public void Levels_need_no_spectrogram_and_those_of_silence_are_the_least()
    {
        const int before = 40, filters = 12;
        float[] sound = [.. new float[before * Hop], .. Sound, .. new float[(before * Hop) + 1]];
        var fourier = new ShortTimeFourier(Size, Hop);
        var (frames, known) = (fourier.Frames(sound.Length), fourier.Frames(Sound.Length));
        var levels = new double[filters * frames];
        new MelLevels(fourier, new MelFilters(Rate, Size, filters)).Of(sound, levels);
        var expected = Numbers(Reference.GetProperty("levels"));
        double[] OfFrames(int first, int count) => [.. Enumerable.Range(0, count * filters)
            .Select(i => levels[(i % filters * frames) + first + (i / filters)])];
        Near(OfFrames(before, known), expected, 1e-7);
        OfFrames(0, before - (Size / 2 / Hop)).ShouldAllBe(level => Math.Abs(level - expected.Max() + Decibels.Range) < 1e-7);
        Should.Throw<BadArgumentException>(() => new MelLevels(fourier, new MelFilters(Rate, 2 * Size, filters)))
            .Message.ShouldContain($"{Size + 1} frequencies do not fit; {(Size / 2) + 1}");
    }

    [Fact]
    public void Mels_are_spread_to_spectra_that_give_them_again()
    {
        var filters = new MelFilters(Rate, Size, 12);
        var mels = Numbers(Reference.GetProperty("mels"));
        var spread = filters.Spread(mels, steps: 2000);
        spread.All(power => power >= 0).ShouldBeTrue();
        var (again, best) = (filters.Apply(spread), Numbers(Reference.GetProperty("nnls")));
        for (var t = 0; t < best.Length; t++)
        {
            var error = Math.Sqrt(Enumerable.Range(12 * t, 12).Sum(i => Math.Pow(again[i] - mels[i], 2)));
            var size = Math.Sqrt(Enumerable.Range(12 * t, 12).Sum(i => mels[i] * mels[i]));
            error.ShouldBeLessThan(best[t] + (2e-3 * size) + 1e-12, $"frame {t}");
        }
    }

    [Fact]
    public void A_sound_follows_from_its_spectra_and_nearly_from_their_magnitudes()
    {
        // 5 tones of 0.25 s.
        var sound = Enumerable.Range(0, 2000).Select(n =>
            (float)(0.3 * Math.Sin(2 * Math.PI * (300 + (n / 400 * 150)) * n / Rate))).ToArray();
        var fourier = new ShortTimeFourier(256, 64);
        var count = fourier.Frames(sound.Length) * fourier.Bins;
        var (real, imaginary) = (new double[count], new double[count]);
        fourier.Forward(sound, real, imaginary);
        fourier.Inverse(real, imaginary, sound.Length).Zip(sound, (own, other) => Math.Abs(own - other)).Max().ShouldBeLessThan(1e-6f);
        var magnitudes = real.Zip(imaginary, (x, y) => Math.Sqrt((x * x) + (y * y))).ToArray();
        var found = fourier.Power(GriffinLim.Find(fourier, magnitudes, sound.Length, steps: 60)).Select(Math.Sqrt).ToArray();
        var error = found.Zip(magnitudes, (own, other) => Math.Pow(own - other, 2)).Sum() / magnitudes.Sum(m => m * m);
        error.ShouldBeLessThan(0.01);
    }

    [Theory]
    [InlineData(44_100, 8_000)]
    [InlineData(8_000, 44_100)]
    [InlineData(16_000, 22_051)]
    [InlineData(48_000, 16_000)]
    public void Resampling_keeps_tones_below_half_the_lower_rate(int from, int to)
    {
        var tone = 0.3 * Math.Min(from, to);
        var sound = Enumerable.Range(0, from / 10).Select(n => (float)Math.Sin(2 * Math.PI * tone * n / from)).ToArray();
        var resampled = Resampling.Apply(sound, from, to);
        resampled.Length.ShouldBe((int)Math.Ceiling(sound.Length * (double)to / from));
        for (var n = resampled.Length / 4; n < 3 * resampled.Length / 4; n++)
            resampled[n].ShouldBe((float)Math.Sin(2 * Math.PI * tone * n / to), 2e-5f);
    }

    [Fact]
    public void Resampling_folds_nothing_over()
    {
        var sound = Enumerable.Range(0, 8000).Select(n => (float)Math.Sin(2 * Math.PI * 6000 * n / 44_100)).ToArray();
        Resampling.Apply(sound, 44_100, 8_000)[200..^200].Max(Math.Abs).ShouldBeLessThan(2e-5f);
        Resampling.Apply(sound, 44_100, 44_100).ShouldBe(sound);
        Should.Throw<BadArgumentException>(() => Resampling.Apply(sound, 0, 8000)).Message.ShouldContain("1 to 1000000");
    }

    [Fact]
    public void Portable_functions_are_those_of_the_system()
    {
        for (var i = 0; i < 1000; i++)
        {
            PortableMath.Turn(i, 1000).Cos.ShouldBe(Math.Cos(2 * Math.PI * i / 1000), 1e-15);
            PortableMath.Turn(i, 1000).Sin.ShouldBe(Math.Sin(2 * Math.PI * i / 1000), 2e-15);
            var x = Math.Pow(1.07, i - 500);
            PortableMath.Log(x).ShouldBe(Math.Log(x), 1e-15 * Math.Max(1, Math.Abs(Math.Log(x))));
            (PortableMath.Exp((i - 500) / 7.0) / Math.Exp((i - 500) / 7.0)).ShouldBe(1, 1e-13);
        }
        PortableMath.Turn(250, 1000).ShouldBe((0, 1));
        PortableMath.Log(1).ShouldBe(0);
        PortableMath.Power10(2).ShouldBe(100, 1e-12);
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetDouble())];

    private static double[] Doubles(Tensor tensor) => Array.ConvertAll(tensor.ToArray(), value => (double)value);

    private static void Near(double[] own, double[] other, double tolerance)
    {
        own.Length.ShouldBe(other.Length);
        var scale = Math.Max(1, other.Max(Math.Abs));
        for (var i = 0; i < own.Length; i++) own[i].ShouldBe(other[i], tolerance * scale, $"number {i}");
    }
}
