using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>
/// WAV, MP3 and Ogg Vorbis against files of every kind that Python, LAME and oggenc wrote, with their numbers by mpg123 and oggdec, and
/// hostile ones: references/make_sounds.py.
/// </summary>
public sealed class SoundReaderTests
{
    // 16 bits of the other decoders, and the different roundings of both.
    private const float MostDifference = 2e-4f;

    private static readonly Dictionary<string, byte[]> Files = ReferenceArchive.Read("Sounds", "sounds.zip");

    public static TheoryData<string> Good => new(Whole.Select(file => file.Key));

    private static IEnumerable<KeyValuePair<string, byte[]>> Whole => Files.Where(file =>
        file.Key.StartsWith("good/", StringComparison.Ordinal) && !file.Key.EndsWith(".bin", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Good))]
    public void Reads_every_kind(string name)
    {
        var expected = Files[name + ".bin"];
        int Head(int index) => BinaryPrimitives.ReadInt32LittleEndian(expected.AsSpan(4 * index));
        var sound = Read(name, Files[name]);
        (sound.Info.SampleRate, sound.Info.Channels, sound.Info.Length).ShouldBe((Head(0), Head(1), Head(2)));
        Check(name, Files[name]).ShouldBe(sound.Info);
        var values = MemoryMarshal.Cast<byte, float>(expected.AsSpan(12)).ToArray();
        if (name.EndsWith(".wav", StringComparison.Ordinal)) sound.Values.ShouldBe(values);
        else sound.Values.Zip(values, (own, other) => Math.Abs(own - other)).Max().ShouldBeLessThan(MostDifference);
        sound.Values.Length.ShouldBe(values.Length);
    }

    [Theory]
    [InlineData("cut.wav", "byte 97: the file ends before its numbers do; it is cut short")]
    [InlineData("header.wav", "it is cut short")]
    [InlineData("rf64.wav", "in the format RF64, which is not read")]
    [InlineData("rifx.wav", "in the format RIFX, which is not read")]
    [InlineData("no-data.wav", "there is no chunk of numbers")]
    [InlineData("no-format.wav", "nothing says the format")]
    [InlineData("adpcm.wav", "numbers in the format 2, which is not read")]
    [InlineData("bits.wav", "whole numbers of 20 bits are not read; 8, 16, 24 or 32 are")]
    [InlineData("float16.wav", "floats of 16 bits are not read; 32 or 64 are")]
    [InlineData("align.wav", "2 numbers of 16 bits are not 2 bytes")]
    [InlineData("channels.wav", "0 channels at 8000 Hz cannot be")]
    [InlineData("rate.wav", "1 channels at 0 Hz cannot be")]
    [InlineData("odd.wav", "3 bytes are no whole number of times of 2 bytes")]
    [InlineData("two.wav", "there are two chunks of numbers")]
    [InlineData("nan.wav", "number 2 of channel 2: NaN is not a finite number")]
    [InlineData("large.wav", "number 1 of channel 1: Infinity is not a finite number that 32 bits hold")]
    [InlineData("streamed.wav", "a chunk of 4294967295 bytes begins here")]
    [InlineData("guid.wav", "its identifier is none that is known")]
    [InlineData("short-format.wav", "a format of 4 bytes cannot be")]
    [InlineData("eight.mp3", "an MP3 file of 8000 Hz, which is not read")]
    [InlineData("cut.mp3", "it is cut short")]
    [InlineData("hole.mp3", "a frame is expected here")]
    [InlineData("not.mp3", "the file is cut short")]
    [InlineData("cut.ogg", "it is cut short")]
    [InlineData("pages.ogg", "it is cut short")]
    [InlineData("sum.ogg", "the sum of the page that begins here is wrong")]
    [InlineData("twice.ogg", "there is another stream behind the first")]
    public void Refuses_what_is_damaged_or_not_read(string name, string because)
    {
        var message = Should.Throw<BadFileException>(() => Read(name, Files["bad/" + name])).Message;
        message.ShouldStartWith("test");
        message.ShouldContain(because);
    }

    [Fact]
    public void Every_reference_of_a_bad_file_is_tested() =>
        Files.Keys.Count(name => name.StartsWith("bad/", StringComparison.Ordinal)).ShouldBe(27);

    [Fact]
    public void An_empty_file_and_one_of_another_kind_are_refused()
    {
        foreach (var (name, kind) in new[] { ("a.wav", "a WAV"), ("a.mp3", "an MP3"), ("a.ogg", "an Ogg") })
        {
            Should.Throw<BadFileException>(() => Read(name, [])).Message.ShouldBe($"test: the file is empty; {kind} file is expected.");
            Should.Throw<BadFileException>(() => Read(name, "nothing of the kind, but long enough"u8.ToArray())).Message
                .ShouldStartWith("test");
        }
    }

    [Fact]
    public void A_file_that_is_cut_short_anywhere_is_refused()
    {
        foreach (var (name, file) in Whole)
            for (var length = 1; length < file.Length; length += 1 + (file.Length / 30))
                Should.Throw<BadFileException>(() => Read(name, file[..length]), $"{name} of {length} bytes");
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_and_nothing_else()
    {
        var originals = Whole.ToArray();
        var refused = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 900; number++)
        {
            var (name, file) = originals[number % originals.Length];
            var damaged = Damage.Do(file, number);
            if (number % 2 == 1 && name.EndsWith(".ogg", StringComparison.Ordinal)) OggRepair.Sums(damaged);
            try
            {
                Read(name, damaged).Values.All(float.IsFinite).ShouldBeTrue();
            }
            catch (BadFileException e)
            {
                e.Message.ShouldStartWith("test");
                refused++;
            }
        }
        refused.ShouldBeGreaterThan(200);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(900 * (2L << 20));
    }

    [Fact]
    public void What_is_written_is_read()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.wav");
        WavWriter.Write(path, [0, 0.5f, -0.25f, 1, -1, 2, float.NaN, 1e-5f], 16_000);
        var sound = WavReader.Read(path);
        sound.Info.ShouldBe(new SoundInfo(16_000, 1, 8, "16 bit PCM"));
        sound.Values.ShouldBe([0, 0.5f, -0.25f, 32_767 / 32_768f, -1, 32_767 / 32_768f, 0, 0]);
        sound.ToTensor().Shape.ShouldBe([8, 1]);
    }

    [Fact]
    public void Channels_are_mixed_to_their_mean() =>
        new Sound(new SoundInfo(8000, 2, 2, "16 bit PCM"), [0.5f, -0.25f, 1, 0]).Mono().ShouldBe([0.125f, 0.5f]);

    private static Sound Read(string name, byte[] file) => Path.GetExtension(name) switch
    {
        ".wav" => WavReader.Read(new MemoryStream(file), "test"),
        ".mp3" => Mp3Reader.Read(new MemoryStream(file), "test"),
        _ => OggReader.Read(new MemoryStream(file), "test"),
    };

    private static SoundInfo Check(string name, byte[] file) => Path.GetExtension(name) switch
    {
        ".wav" => WavReader.Check(new MemoryStream(file), "test"),
        ".mp3" => Mp3Reader.Check(new MemoryStream(file), "test"),
        _ => OggReader.Check(new MemoryStream(file), "test"),
    };
}
