using LatentSharp.Testing;

namespace LatentSharp.Tests;

public sealed class SoundFolderTests : IDisposable
{
    private static readonly SoundOptions Small = new() { Fft = 32, Hop = 8, Mels = 4, Features = SoundFeatures.LogMel };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Folders_are_classes_and_lengths_become_one()
    {
        Write("dog/b.wav", 0.5f, 40);
        Write("cat/a.wav", 0.25f, 24);
        Write("cat/notes.txt", "nothing to hear"u8.ToArray());
        var data = DataSource.Open(folder.Path, new DataOptions { Sound = new SoundOptions { Features = SoundFeatures.Wave } });
        data.Samples.Shape.ShouldBe([2, 40, 1]);
        data.ClassNames.ShouldBe(["cat", "dog"]);
        data.Labels!.Value.ToArray<int>().ShouldBe([0, 1]);
        var values = data.Samples.ToArray();
        values[..8].ShouldAllBe(value => value == 0);
        values[8..32].ShouldAllBe(value => value == 0.25f);
        values[32..40].ShouldAllBe(value => value == 0);
        values[40..].ShouldAllBe(value => value == 0.5f);
        data.Notes[^1].ShouldBe(
            "all are of 0.005 seconds: of 0.003 to 0.005 seconds, 1 recording got silence before and after; --seconds says another length "
            + "than the longest's.");
        data.Sounds!.Files.Select(info => info.Length).ShouldBe([24, 40]);
    }

    [Theory]
    [InlineData("--sample-rate: 1 does not fit 0.4 seconds (--seconds)", 1, null, null, 64, SoundFeatures.Wave)]
    [InlineData("--hop: 64 does not fit; it must be at most --fft, 32.", 8000, 32, 64, 4, SoundFeatures.LogMel)]
    [InlineData("--fft: 20000000 does not fit", 8000, 20_000_000, null, 4, SoundFeatures.LogMel)]
    [InlineData("--mels: 64 does not fit spectra of 32 samples (--fft) at 8000 Hz", 8000, 32, null, 64, SoundFeatures.LogMel)]
    [InlineData("--mfccs: 20 does not fit; it must be at most --mels, 4.", 8000, 32, null, 4, SoundFeatures.Mfcc)]
    public void What_does_not_fit_is_named_by_its_option(string message, int rate, int? fft, int? hop, int mels, SoundFeatures features) =>
        Should.Throw<BadArgumentException>(() => new SoundReading(new SoundOptions
        {
            SampleRate = rate, Seconds = 0.4, Fft = fft, Hop = hop, Mels = mels, Features = features,
        })).Message.ShouldStartWith(message);

    [Fact]
    public void Files_of_other_kinds_are_told_and_equal_lengths_are_one()
    {
        Write("1.wav", 0.5f, 40);
        Write("2.wav", 0.25f, 40);
        Write("notes.txt", "nothing to hear"u8.ToArray());
        var options = new DataOptions { Sound = new SoundOptions { Features = SoundFeatures.Wave, Seconds = 0.01 } };
        var data = DataSource.Open(folder.Path, options);
        data.Notes.ShouldContain(note => note.StartsWith("1 file of another ending than .wav", StringComparison.Ordinal));
        data.Notes[^1].ShouldStartWith("all are of 0.01 seconds: of 0.005 seconds, 2 recordings got silence");
    }

    [Fact]
    public void Longer_ones_are_cut_to_their_middle()
    {
        File.WriteAllBytes(folder.File("1.wav"), WavWriter.Encode([.. Enumerable.Range(0, 40).Select(n => n / 64f)], 8000));
        Write("2.wav", 0, 16);
        var options = new DataOptions { Sound = new SoundOptions { Features = SoundFeatures.Wave, Seconds = 0.002 } };
        var data = DataSource.Open(folder.Path, options);
        data.Labels.ShouldBeNull();
        data.Samples.Rows(0, 1).ToArray().ShouldBe([.. Enumerable.Range(12, 16).Select(n => n / 64f)]);
        data.Notes[^1].ShouldContain("1 recording was cut to the middle");
    }

    [Fact]
    public void Spectrograms_are_pictures_and_coefficients_sequences()
    {
        Write("a.wav", 0.5f, 80);
        Write("b.wav", 0.1f, 80);
        var data = DataSource.Open(folder.Path, new DataOptions { Sound = Small });
        data.SampleShape.ShouldBe([4, 11, 1]);
        data.Sequences.ShouldBeNull();
        Scaler.Choose(data).Kind.ShouldBe(ScalerKind.Channels);
        data.Notes.ShouldContain("each recording became 4 mels in 11 frames of 32 samples, one each 8, at 8000 Hz, in decibels.");
        var reading = data.Sounds!.Reading;
        reading.ToSound(data.Samples.Rows(0, 1).AsSpan()).Length.ShouldBe(80);
        data = DataSource.Open(folder.Path, new DataOptions { Sound = Small with { Features = SoundFeatures.Mfcc, Mfccs = 3 } });
        data.SampleShape.ShouldBe([11, 3]);
        data.Sequences.ShouldNotBeNull();
        Should.Throw<BadArgumentException>(
            () => DataSource.Open(folder.Path, new DataOptions { Sound = Small with { Features = SoundFeatures.Mfcc, Mfccs = 5 } }))
            .Message.ShouldBe("--mfccs: 5 does not fit; it must be at most --mels, 4.");
    }

    [Fact]
    public void Names_of_files_have_parts_that_are_classes()
    {
        Write("7_theo_0.wav", 0.5f, 16);
        Write("3_jackson_1.wav", 0.5f, 16);
        Write("deep-er/03-01.wav", 0.5f, 16);
        var wave = new SoundOptions { Features = SoundFeatures.Wave };
        var data = DataSource.Open(folder.Path, new DataOptions { LabelFromName = 1, Sound = wave });
        data.ClassNames.ShouldBe(["3", "7"]);
        data.Labels!.Value.ToArray<int>().ShouldBe([0, 1, 0]);
        data.Notes.ShouldContain("part 1 of the files' names is their class, as '3' of 3_jackson_1.wav.");
        DataSource.Open(folder.Path, new DataOptions { LabelFromName = 2, Sound = wave }).ClassNames.ShouldBe(["01", "jackson", "theo"]);
        Should.Throw<BadFileException>(() => DataSource.Open(folder.Path, new DataOptions { LabelFromName = 3 })).Message.ShouldBe(
            $"{folder.File("deep-er/03-01.wav")}: the name has no part 3 to be its class; divided by _ or -, it has '03', '01'.");
    }

    [Fact]
    public void A_list_names_classes()
    {
        Write("a.wav", 0.5f, 16);
        Write("b.wav", 0.5f, 16);
        folder.Write("metadata.csv", "file,label\nb.wav,x\na.wav,y\n"u8.ToArray());
        var data = DataSource.Open(folder.Path, new DataOptions { Sound = new SoundOptions { Features = SoundFeatures.Wave } });
        data.ClassNames.ShouldBe(["x", "y"]);
        data.Labels!.Value.ToArray<int>().ShouldBe([0, 1]);
    }

    [Fact]
    public void Rates_must_be_one_or_are_brought_to_one_and_channels_are_mixed()
    {
        File.WriteAllBytes(folder.File("a.wav"), Stereo(0.5f, 0.25f, 800));
        File.WriteAllBytes(folder.File("b.wav"), WavWriter.Encode(new float[1600], 16_000));
        Should.Throw<BadFileException>(() => DataSource.Open(folder.Path)).Message.ShouldBe(
            $"{folder.File("b.wav")}: the recording has 16000 samples a second, but {folder.File("a.wav")} has 8000; all must have the "
            + "same rate, and --sample-rate 8000 brings them to one.");
        var options = new DataOptions { Sound = new SoundOptions { Features = SoundFeatures.Wave, SampleRate = 8000 } };
        var data = DataSource.Open(folder.Path, options);
        data.Samples.Shape.ShouldBe([2, 800, 1]);
        data.Samples.Rows(0, 1).ToArray().ShouldAllBe(value => value == 0.375f);
        data.Notes.ShouldContain("1 recording of more than one channel was mixed down to one.");
        data.Notes.ShouldContain("1 recording of another rate was brought to 8000 Hz.");
    }

    [Fact]
    public void What_cannot_be_read_is_refused_by_name()
    {
        Write("a.wav", 0.5f, 16);
        Refusal().ShouldContain("there is 1 recording (.wav, .mp3, .ogg, .oga); at least 2 are needed");
        folder.Write("b.flac", "fLaC"u8.ToArray());
        Refusal().ShouldContain("b.flac: recordings of this format are not read; convert it to WAV");
        File.Move(folder.File("b.flac"), folder.File("b.wav"));
        Refusal().ShouldContain("b.wav: this is a recording in the format FLAC, which is not read");
        File.WriteAllBytes(folder.File("b.wav"), WavWriter.Encode([], 8000));
        Refusal().ShouldBe($"{folder.File("b.wav")}: this recording holds no sound.");
        Should.Throw<BadFileException>(() => DataSource.Open(folder.File("a.wav"))).Message.ShouldContain("this is a single recording");
        Should.Throw<BadArgumentException>(() => DataSource.Open("digits", new DataOptions { Sound = Small })).Message.ShouldContain(
            "only recordings");
        Should.Throw<BadArgumentException>(() => DataSource.Open("digits", new DataOptions { LabelFromName = 1 })).Message.ShouldContain(
            "only folders of images or recordings");
    }

    [Fact]
    public void A_recording_takes_at_most_four_times_its_numbers()
    {
        const int count = 400_000;
        var path = folder.Write("long.wav", WavWriter.Encode([.. Enumerable.Range(0, count).Select(n => n % 64 / 64f)], 8000));
        var reading = new SoundReading(new SoundOptions { SampleRate = 8000, Seconds = count / 8000.0 });
        var sample = new float[reading.SampleShape.Count];
        var before = GC.GetAllocatedBytesForCurrentThread();
        reading.ToSample(SoundFile.Read(path), sample);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan((4L * count * sizeof(float)) + (1 << 20));
    }

    [Fact]
    public void Damaged_recordings_in_a_folder_are_read_or_refused_by_name()
    {
        Write("a.wav", 0.5f, 40);
        var good = WavWriter.Encode([.. Enumerable.Range(0, 40).Select(n => n / 64f)], 8000);
        var refused = 0;
        for (var number = 0; number < 300; number++)
        {
            folder.Write("b.wav", Damage.Do(good, number));
            try
            {
                var data = DataSource.Open(folder.Path, new DataOptions { Sound = Small with { SampleRate = 8000, Seconds = 0.01 } });
                Array.TrueForAll(data.Samples.ToArray(), float.IsFinite).ShouldBeTrue();
            }
            catch (BadFileException e)
            {
                e.Message.ShouldStartWith(folder.File("b.wav"));
                refused++;
            }
        }
        refused.ShouldBeGreaterThan(100);
    }

    private string Refusal() => Should.Throw<BadFileException>(() => DataSource.Open(folder.Path)).Message;

    private void Write(string name, float value, int length) => Write(name, WavWriter.Encode([.. Enumerable.Repeat(value, length)], 8000));

    private void Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
        folder.Write(name, content);
    }

    private static byte[] Stereo(float left, float right, int length)
    {
        var file = WavWriter.Encode([.. Enumerable.Range(0, 2 * length).Select(i => i % 2 == 0 ? left : right)], 8000);
        // Two channels of 2 bytes, 32,000 bytes a second.
        (file[22], file[32]) = (2, 4);
        BitConverter.GetBytes(32_000).CopyTo(file, 28);
        return file;
    }
}
