using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>Compresses pictures with loss by a finished <see cref="PictureCodec"/>, and brings back what is left of them.</summary>
/// <param name="saved">The model with its scaling.</param>
/// <param name="codec">The same model.</param>
internal sealed class PictureCompression(SavedModel saved, FittedPictureCodec codec)
{
    private const double UsualQuality = 50;
    private const float Greatest = 255;

    /// <summary>Compresses pictures.</summary>
    /// <param name="data">Pictures of files.</param>
    /// <param name="path">What they were read from.</param>
    /// <param name="quality">0 to 100; null for the usual one, or what the bits allow.</param>
    /// <param name="bitsPerPixel">At most so many for each picture; null for what the quality takes.</param>
    /// <param name="cancellation">Ends it with an exception.</param>
    /// <exception cref="BadArgumentException">A picture has other channels than the model, or does not fit into so few bits.</exception>
    internal (byte[] Bytes, PictureCompressResult Result) Pack(
        RestorationData data, string path, double? quality, double? bitsPerPixel, CancellationToken cancellation = default)
    {
        RequirePictures(data, path);
        var pictures = new List<PackedPicture>();
        using var raw = new MemoryStream();
        var (psnr, pixels, jpeg) = (0.0, 0L, new JpegBeside());
        foreach (var (name, values) in data.Samples)
        {
            cancellation.ThrowIfCancellationRequested();
            var planes = new Planes(values.Shape[0], values.Shape[1], codec.Channels);
            var picture = saved.Scaling.Apply(InChannels(values, name)).ToArray();
            var code = bitsPerPixel is { } bits
                ? Within(picture, planes, bits, name, PictureArchive.HeadBits(name, data.Samples.Count), cancellation)
                : codec.Encode(picture, planes, FittedPictureCodec.Step(quality ?? UsualQuality));
            var stack = LatentCoder.Pack(codec, code);
            pictures.Add(new(
                name.Replace(Path.DirectorySeparatorChar, '/'), values.Shape[2], planes.Height, planes.Width, code.Step, stack.State,
                stack.Words));
            psnr += PictureQuality.PeakSignalToNoise(values, Bytes(code, values.Shape[2]), Greatest);
            pixels += (long)planes.Height * planes.Width;
            var bytes = Array.ConvertAll(values.ToArray(), value => (byte)Math.Round(value));
            raw.Write(bytes);
            var taken = (32.0 * stack.Words.Count) + PictureArchive.HeadBits(name, data.Samples.Count);
            jpeg.Add(bytes, values, (long)taken / 8);
        }
        var packed = new PictureArchive(ModelDigest.Of(saved), pictures).ToBytes();
        psnr /= pictures.Count;
        return (packed, new PictureCompressResult(
            pictures.Count, pixels, packed.Length, double.IsFinite(psnr) ? psnr : null, CompressRun.Deflated(raw.ToArray()),
            4L * codec.ParameterCount, Mode(quality, bitsPerPixel)) { Jpeg = jpeg.Figures });
    }

    /// <summary>The pictures (H, W, C) of a file, in the units of pixels, as they are read.</summary>
    /// <exception cref="BadFileException">The file is damaged, or of another model.</exception>
    internal IEnumerable<(string Name, Tensor Picture)> Unpack(byte[] bytes, string name, CancellationToken cancellation = default)
    {
        var archive = PictureArchive.Read(bytes, name);
        PackedBytes.RequireModel(archive.Digest, saved, name);
        foreach (var picture in archive.Pictures)
        {
            if (picture.Channels > codec.Channels) throw PackedBytes.Damaged(name, "its head does not fit the model");
            var (down, across) = (codec.Transformation.Down(picture.Height), codec.Transformation.Down(picture.Width));
            var values = (long)down * across * codec.Transformation.Coefficients;
            if (values > Array.MaxLength) throw PackedBytes.Damaged(name, "a picture is larger than memory holds");
            UnpackedLimit.Current.CheckStream(name, bytes.Length, sizeof(float) * values);
            PictureCode code;
            try
            {
                code = LatentCoder.Unpack(
                    codec, new AnsStack(picture.State, picture.Words), picture.Height, picture.Width, picture.Step, cancellation);
            }
            catch (InvalidDataException e)
            {
                throw PackedBytes.Damaged(name, e.Message);
            }
            yield return (picture.Name, Bytes(code, picture.Channels));
        }
    }

    private PictureCode Within(
        float[] picture, Planes planes, double bitsPerPixel, string name, double head, CancellationToken cancellation)
    {
        var pixels = (double)planes.Height * planes.Width;
        if (codec.EncodeWithin(picture, planes, (bitsPerPixel * pixels) - head, cancellation) is { } code) return code;
        var least = (codec.Bits(codec.Encode(picture, planes, FittedPictureCodec.Step(0))) + head) / pixels;
        throw new BadArgumentException(FormattableString.Invariant(
            $"{CompressOptions.BitsPerPixel.Name}: {bitsPerPixel:R} are too few for {name}, which takes {least:0.####} at the least; ")
            + "ask for more.");
    }

    /// <summary>A picture of a code, of whole numbers from 0 to 255.</summary>
    private Tensor Bytes(PictureCode code, int channels)
    {
        var picture = saved.Scaling.Invert(Tensor.From(codec.Decode(code), [code.Height, code.Width, codec.Channels])).ToArray();
        var times = codec.Channels / channels;
        var result = new float[picture.Length / times];
        for (var i = 0; i < result.Length; i++)
        {
            // A grey picture went in with all channels alike.
            float sum = 0;
            for (var k = 0; k < times; k++) sum += picture[(i * times) + k];
            result[i] = MathF.Round(Math.Clamp(sum / times, 0, Greatest));
        }
        return Tensor.From(result, [code.Height, code.Width, channels]);
    }

    /// <summary>A picture with the model's channels: a grey one has the same in all.</summary>
    private Tensor InChannels(Tensor picture, string name)
    {
        var channels = picture.Shape[2];
        if (channels > codec.Channels)
            throw new BadArgumentException(
                $"{name}: this picture has {Plural(channels, "channel")}, but the model has learned from grey pictures alone.");
        return WithChannels(picture, codec.Channels);
    }

    /// <summary>A picture (H, W, 1) or (H, W, C) as (H, W, C).</summary>
    internal static Tensor WithChannels(Tensor picture, int channels) => picture.Shape[2] == channels
        ? picture
        : Ops.Concatenate([.. Enumerable.Repeat(picture, channels)], 2).Keep();

    /// <summary>Refuses series and arrays.</summary>
    /// <exception cref="BadArgumentException">They are such.</exception>
    internal static void RequirePictures(RestorationData data, string path)
    {
        if (!data.ArePictureFiles)
            throw new BadArgumentException(
                $"{path}: these are no pictures in files, which are what is compressed with loss; a variational autoencoder (latent learn "
                + "--model vae) compresses arrays without loss.");
    }

    private static string Mode(double? quality, double? bitsPerPixel) => bitsPerPixel is { } bits
        ? $"with loss, each picture in at most {bits.ToString("R", Invariant)} bits a pixel"
        : quality is { } said
            ? $"with loss, at a quality of {said.ToString("R", Invariant)}"
            : FormattableString.Invariant(
                $"with loss, at a quality of {UsualQuality}; {CompressOptions.Quality.Name} 0 to 100 or ")
                + $"{CompressOptions.BitsPerPixel.Name} says otherwise";
}
