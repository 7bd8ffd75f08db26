namespace LatentSharp.Tests;

/// <summary>Recordings through the pipeline: learned from, saved with how they were read, applied to new ones, heard again.</summary>
public sealed class SoundRunTests : IDisposable
{
    private const int Rate = 4000;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_classifier_reads_new_recordings_as_it_learned_them()
    {
        Tones("tones", 12, length: 400);
        var request = new LearnRequest
        {
            Data = folder.File("tones"),
            Reading = new DataOptions
            {
                LabelFromName = 2, Sound = new SoundOptions { Features = SoundFeatures.Mfcc, Mels = 8, Mfccs = 4, Fft = 64, Seconds = 0.1 },
            },
            Estimator = new CnnOptions { Filters = [8], Epochs = 15, BatchSize = 4, EarlyStopping = EarlyStoppingMode.No },
            Output = folder.File("run"),
        };
        request.ToCommand().ShouldContain(
            "--label-from-name 2 --seconds 0.1 --audio-features mfcc --mels 8 --fft 64 --mfccs 4");
        // A spectrum each 16 of 400 samples, and one at the end.
        Words.Samples(DataSource.Open(request.Data, request.Reading)).ShouldBe("recordings as sequences of 26 steps, 4 channels");
        LearnRun.Run(request);

        var saved = SavedModel.Load(folder.File("run"));
        saved.ClassNames.ShouldBe(["high", "low"]);
        saved.Sound!.Options.ShouldBe(request.Reading.Sound with { SampleRate = Rate, Hop = 16 });
        // Longer, of another rate and of one class alone.
        Tones("new", 4, length: 2000, rate: 8000);
        var notes = new List<string>();
        var summary = ApplyRun.Predict(
            folder.File("run"), folder.File("new"), folder.File("p.csv"), new DataOptions { LabelFromName = 2 }, notes: new Notes(notes));
        summary.Samples.ShouldBe(4);
        notes.ShouldContain(note => note.EndsWith("4 recordings of another rate were brought to 4000 Hz.", StringComparison.Ordinal));
        notes.ShouldContain(note => note.EndsWith("4 recordings were cut to the middle.", StringComparison.Ordinal));
        // One by itself.
        var one = Directory.GetFiles(folder.File("new")).Order(StringComparer.Ordinal).First();
        ApplyRun.Features(folder.File("run"), one, folder.File("f.npy")).Shape[0].ShouldBe(1);

        Message(() => ApplyRun.Features(
            folder.File("run"), one, folder.File("f.npy"), new DataOptions { Sound = new SoundOptions { Seconds = 1 } }))
            .ShouldContain("has learned what recordings become");
        Message(() => ApplyRun.Reconstruct(folder.File("run"), one, folder.File("r.wav"))).ShouldContain("reconstructs nothing");
    }

    [Fact]
    public void Spectrograms_are_drawn_from_below_and_heard()
    {
        Tones("tones", 8, length: 400);
        LearnRun.Run(new LearnRequest
        {
            Data = folder.File("tones"),
            Reading = new DataOptions { Sound = new SoundOptions { Mels = 8, Fft = 64 } },
            Estimator = new VariationalAutoencoderOptions
            {
                LatentSize = 2, Hidden = [8], Epochs = 2, EarlyStopping = EarlyStoppingMode.No,
            },
            Output = folder.File("run"),
        });
        SampleLook.Of(SavedModel.Load(folder.File("run"))).IsFromBelow.ShouldBeTrue();
        GenerateRun.Samples(folder.File("run"), 3, 0, folder.File("new.wav"));
        // Three of 400 samples, and twice a quarter of a second between them.
        WavReader.Read(folder.File("new.wav")).Info.ShouldBe(new SoundInfo(Rate, 1, (3 * 400) + (2 * 1000), "16 bit PCM"));
        ApplyRun.Reconstruct(folder.File("run"), folder.File("tones"), folder.File("again.wav"));
        WavReader.Read(folder.File("again.wav")).Info.Length.ShouldBe((8 * 400) + (7 * 1000));
        Message(() => ApplyRun.Features(folder.File("run"), "digits", folder.File("f.npy"))).ShouldContain("the model takes");
    }

    [Fact]
    public void Wav_is_no_place_for_what_is_no_sound()
    {
        LearnRun.Run(new LearnRequest { Data = "digits", Estimator = new PcaOptions { LatentSize = 2 }, Output = folder.File("run") });
        Message(() => ApplyRun.Reconstruct(folder.File("run"), "digits", folder.File("r.wav"))).ShouldContain(
            "has not learned from recordings");
        Tones("tones", 2, length: 400);
        Message(() => ApplyRun.Features(folder.File("run"), folder.File("tones"), folder.File("f.npy"))).ShouldContain(
            "these are recordings, but the model learned from none");
    }

    [Fact]
    public void Recordings_of_any_length_are_denoised_by_their_spectra()
    {
        Tones("tones", 4, length: 1200);
        var request = new RestoreRequest
        {
            Data = folder.File("tones"), Output = folder.File("run"),
            Estimator = new DenoiserOptions { Filters = [4], Epochs = 2, CorruptionAmount = 0.5 },
        };
        var metrics = RestoreRun.Run(request).Metrics;
        metrics.Figures.Select(row => row.Name).ShouldBe(["denoiser", "not restored", "Wiener filter", "spectral gate"]);
        // Noise of half the deviation of the signal: -20·log10(0.5) dB.
        metrics.Figures[1].Snr!.Value.ShouldBe(6.02, 0.3);
        metrics.Figures[2].Snr!.Value.ShouldBeGreaterThan(10);
        File.Exists(folder.File("run/sounds/1-restored.wav")).ShouldBeTrue();

        Tones("noisy", 2, length: 700);
        RestoreRun.Apply(folder.File("run"), folder.File("noisy"), folder.File("clean"), "denoiser").ShouldBe(2);
        Directory.GetFiles(folder.File("clean")).Select(file => WavReader.Read(file).Info).ShouldAllBe(
            info => info == new SoundInfo(Rate, 1, 700, "16 bit PCM"));
        Message(() => RestoreRun.Apply(folder.File("run"), "digits", folder.File("no"), "denoiser")).ShouldContain("no recordings");
        Message(() => RestoreRun.Apply(folder.File("run"), folder.File("noisy"), folder.File("no.npy"), "denoiser")).ShouldContain(
            "name a folder");
        Message(() => RestoreRun.Run(request with { Estimator = new DenoiserOptions { From = DenoisingSource.Noisy } })).ShouldContain(
            "Gaussian noise is learned alone");
    }

    /// <summary>Tones of two heights, each a little different.</summary>
    private void Tones(string name, int count, int length, int rate = Rate)
    {
        Directory.CreateDirectory(folder.File(name));
        for (var i = 0; i < count; i++)
        {
            var hertz = (i % 2 == 0 ? 300 : 1100) + (7 * i);
            float[] sound = [.. Enumerable.Range(0, length).Select(n => (float)(0.4 * Math.Sin(2 * Math.PI * hertz * n / rate)))];
            WavWriter.Write(folder.File($"{name}/{i}_{(i % 2 == 0 ? "low" : "high")}.wav"), sound, rate);
        }
    }

    private static string Message(Action act) => Should.Throw<Exception>(act).Message;

    private sealed class Notes(List<string> list) : IProgress<string>
    {
        public void Report(string value) => list.Add(value);
    }
}
