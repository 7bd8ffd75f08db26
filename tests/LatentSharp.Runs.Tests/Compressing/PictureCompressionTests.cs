using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Compression of pictures with loss: the same numbers come back that were written, or a sentence says why not.</summary>
public sealed class PictureCompressionTests
{
    private static readonly (SavedModel Saved, FittedPictureCodec Codec) OfColour = Learn(3), OfGrey = Learn(1);

    private static readonly byte[] Packed = Pack(Colour("one.png", 21, 30), Colour("deep/two.png", 9, 17));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Codes_come_back_on_any_number_of_threads(int threads)
    {
        var before = Engine.Threads;
        Engine.Threads = threads;
        try
        {
            Pack(Colour("one.png", 21, 30), Colour("deep/two.png", 9, 17)).ShouldBe(Packed);
            var random = new int[4 * 5 * 48];
            new RandomStream(4).Integers(random, -3, 4);
            (random[7], random[60], random[500]) = (15, -16, 300_000);
            var code = new PictureCode(14, 20, 0.5f, random);
            var stack = LatentCoder.Pack(OfColour.Codec, code);
            LatentCoder.Unpack(OfColour.Codec, new AnsStack(stack.State, stack.Words), 14, 20, 0.5f, default).Values.ShouldBe(random);
        }
        finally
        {
            Engine.Threads = before;
        }
    }

    /// <summary>Minus the logarithm of what the tables give to each number is what a stack takes, but for the words of its state.</summary>
    [Fact]
    public void A_stack_is_as_long_as_the_tables_say()
    {
        var picture = Colour("one.png", 60, 80).Values / 255;
        var code = OfColour.Codec.Encode(picture.AsSpan(), new Planes(60, 80, 3), FittedPictureCodec.Step(70));
        var bits = OfColour.Codec.Bits(code);
        bits.ShouldBeGreaterThan(2000);
        (32.0 * LatentCoder.Pack(OfColour.Codec, code).Words.Count).ShouldBeInRange(bits - 64, bits + 32);
    }

    [Fact]
    public void Pictures_keep_names_sizes_and_channels()
    {
        RestorationData data = Data(Colour("one.png", 21, 30), Grey("deep/two.png", 9, 17));
        var compression = new PictureCompression(OfColour.Saved, OfColour.Codec);
        var (bytes, result) = compression.Pack(data, "data", 90, null);
        var back = compression.Unpack(bytes, "file").ToArray();
        back.Select(each => (each.Name, each.Picture.Shape)).ShouldBe(
            [("one.png", new Shape(21, 30, 3)), ("deep/two.png", new Shape(9, 17, 1))]);
        var psnr = back.Zip(data.Samples, (mine, truth) => PictureQuality.PeakSignalToNoise(truth.Values, mine.Picture, 255)).Average();
        result.Psnr.ShouldBe(psnr);
        psnr.ShouldBeGreaterThan(30);
        (result.Pictures, result.Pixels, result.Bytes).ShouldBe((2, (21 * 30) + (9 * 17), bytes.Length));
        compression.Pack(data, "data", null, null).Result.InWords[0].ShouldContain("quality of 50; --quality 0 to 100 or --bits-per-pixel");
        var within = compression.Pack(Data(Colour("a.png", 60, 80), Colour("b.png", 70, 70)), "data", null, 1.5).Result;
        within.InWords[0].ShouldContain("at most 1.5 bits a pixel");
        within.BitsPerPixel.ShouldBeInRange(1.2, 1.5);
        Message(() => compression.Pack(data, "data", null, 0.0001)).ShouldStartWith("--bits-per-pixel: 0.0001 are too few for ");

        Message(() => new PictureCompression(OfGrey.Saved, OfGrey.Codec).Pack(data, "data", 50, null)).ShouldContain("grey pictures alone");
        Message(() => compression.Pack(data with { ArePictureFiles = false }, "data", 50, null)).ShouldContain("no pictures in files");
    }

    [Fact]
    public void Damaged_and_cut_files_end_with_a_sentence()
    {
        for (var number = 0; number < 1500; number++)
        {
            var damaged = Damage.Do(Packed, number);
            if (damaged.AsSpan().SequenceEqual(Packed)) continue;
            Should.Throw<BadFileException>(() => Unpack(damaged)).Message.ShouldStartWith("file: ");
        }
        Should.Throw<BadFileException>(() => new PictureCompression(OfGrey.Saved, OfGrey.Codec).Unpack(Packed, "file").ToArray()).Message
            .ShouldContain("another model");
    }

    /// <summary>A checksum keeps accidents away, not somebody who computes it.</summary>
    [Fact]
    public void Lies_with_a_right_checksum_end_with_a_sentence_or_pictures()
    {
        var refused = 0;
        for (var number = 0; number < 300; number++)
        {
            var damaged = Damage.Do(Packed, number);
            if (damaged.Length < 8 || damaged.AsSpan().SequenceEqual(Packed)) continue;
            damaged = PackedBytes.Seal(damaged);
            try
            {
                foreach (var (_, picture) in Unpack(damaged)) picture.Shape[2].ShouldBe(3);
            }
            catch (BadFileException)
            {
                refused++;
            }
        }
        refused.ShouldBeGreaterThan(200);
    }

    [Theory]
    [InlineData("../out.png")]
    [InlineData("/out.png")]
    [InlineData("a/../../out.png")]
    [InlineData("a\\..\\out.png")]
    [InlineData("a//out.png")]
    [InlineData("")]
    public void Names_that_lead_elsewhere_are_refused(string name)
    {
        var archive = PictureArchive.Read(Packed, "file");
        var bytes = (archive with { Pictures = [archive.Pictures[0] with { Name = name }] }).ToBytes();
        Should.Throw<BadFileException>(() => PictureArchive.Read(bytes, "file")).Message.ShouldContain("makes no sense");
    }

    [Fact]
    public void Options_of_the_other_way_are_refused()
    {
        var request = new CompressRequest { Model = "m", Data = "d", Output = "o" };
        Message(() => (request with { Quality = 3 }).Validate(withLoss: false)).ShouldContain("--quality: means nothing");
        Message(() => (request with { BitsPerPixel = 3 }).Validate(withLoss: false)).ShouldContain("--bits-per-pixel: means nothing");
        Message(() => (request with { Binarize = true }).Validate(withLoss: true)).ShouldContain("--binarize: means nothing");
        Message(() => (request with { Part = DataPart.All }).Validate(withLoss: true)).ShouldContain("means nothing");
        Message(() => (request with { Quality = 3, BitsPerPixel = 3 }).Validate(withLoss: true)).ShouldContain("leave one of them out");
        Message(() => (request with { Quality = 101 }).Validate(withLoss: true)).ShouldContain("--quality");
        Message(() => (request with { BitsPerPixel = 0 }).Validate(withLoss: true)).ShouldContain("--bits-per-pixel");
    }

    private static (SavedModel Saved, FittedPictureCodec Codec) Learn(int channels)
    {
        var samples = Ops.Concatenate(
            [.. Enumerable.Range(0, 6).Select(i => Picture(24, 32, channels, i).Reshape([1, 24, 32, channels]))], 0);
        var scaling = new Scaler(ScalerKind.UnitRange, Tensor.Scalar(0), Tensor.Scalar(255));
        var codec = new PictureCodec(new() { Block = 4 }).Fit(scaling.Apply(samples));
        return (new SavedModel(codec, scaling, [], []), codec);
    }

    private static byte[] Pack(params (string Name, Tensor Values)[] pictures) =>
        new PictureCompression(OfColour.Saved, OfColour.Codec).Pack(Data(pictures), "data", 60, null).Bytes;

    private static (string Name, Tensor Picture)[] Unpack(byte[] bytes) =>
        [.. new PictureCompression(OfColour.Saved, OfColour.Codec).Unpack(bytes, "file")];

    private static RestorationData Data(params (string Name, Tensor Values)[] pictures) =>
        new("data", pictures, IsSeries: false, ArePictureFiles: true, OfColour.Saved.Scaling);

    private static (string Name, Tensor Values) Colour(string name, int height, int width) => (name, Picture(height, width, 3, 9));

    private static (string Name, Tensor Values) Grey(string name, int height, int width) => (name, Picture(height, width, 1, 9));

    private static Tensor Picture(int height, int width, int channels, int number) => Tensor.From<float>(
        [.. Enumerable.Range(0, height * width * channels).Select(i =>
        {
            var (c, x, y) = (i % channels, i / channels % width, i / channels / width);
            var (wave, slope) = (MathF.Sin((x * (0.1f + (0.05f * number))) + c), MathF.Cos((y * 0.2f) + (x * 0.05f * number)));
            return MathF.Round(128 + (50 * wave) + (40 * slope) + (8 * MathF.Sin(i * 12.9898f)));
        })], [height, width, channels]).Keep();

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
