using System.IO.Compression;

namespace LatentSharp;

/// <summary>
/// Compresses data without loss by a finished variational autoencoder, and brings them back. The probabilities are whole numbers that
/// follow
/// from the model in one way, so that every machine and number of threads reads what another wrote.
/// </summary>
public static class CompressRun
{
    /// <summary>Compresses by whatever model it is: without loss, or pictures with loss.</summary>
    /// <param name="request">What, by which model, and how.</param>
    /// <param name="notes">Told what is to know of how the data were read.</param>
    /// <param name="cancellation">Ends it with an exception.</param>
    /// <returns>What it came to, a line each.</returns>
    /// <exception cref="BadArgumentException">The model can do neither, or the data or an option do not fit it.</exception>
    /// <exception cref="BadFileException">A file cannot be read or written.</exception>
    public static IReadOnlyList<string> Run(
        CompressRequest request, IProgress<string>? notes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        OutputPlace.Check(CompressOptions.Output, request.Output, request.Data);
        var saved = SavedModel.Load(request.Model);
        request.Validate(saved.Model is FittedPictureCodec);
        if (saved.Model is FittedPictureCodec) return Pictures(request, notes, cancellation).InWords;
        return Compress(request, notes, cancellation).InWords;
    }

    /// <summary>Compresses pictures with loss by a picture codec.</summary>
    /// <inheritdoc cref="Run"/>
    public static PictureCompressResult Pictures(
        CompressRequest request, IProgress<string>? notes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        OutputPlace.Check(CompressOptions.Output, request.Output, request.Data);
        var saved = SavedModel.Load(request.Model);
        request.Validate(withLoss: true);
        using var threads = new ThreadsInUse(request.Threads);
        var data = RestorationData.Open(request.Data);
        foreach (var note in data.Notes) notes?.Report($"{request.Data}: {note}");
        var (bytes, result) = new PictureCompression(saved, Codec(saved, request.Model)).Pack(
            data, request.Data, request.Quality, request.BitsPerPixel, cancellation);
        AtomicFile.Write(request.Output!, stream => stream.Write(bytes));
        return result;
    }

    /// <summary>Brings back what was compressed, by whatever model it is, and says what.</summary>
    /// <param name="model">The model that it was compressed by.</param>
    /// <param name="file">The compressed file.</param>
    /// <param name="output">Where it goes: .npy or .csv; of pictures a folder.</param>
    /// <param name="threads">Threads to compute with; null for as many as the engine uses anyway.</param>
    /// <param name="cancellation">Ends it with an exception.</param>
    /// <exception cref="BadArgumentException">The model can do neither, or the output does not fit.</exception>
    /// <exception cref="BadFileException">The file is damaged, or of another model; or a file cannot be read or written.</exception>
    public static string Restore(
        string model, string file, string? output, int? threads = null, CancellationToken cancellation = default)
    {
        if (threads is { } asked) LearnOptions.Threads.Check(asked);
        using var use = new ThreadsInUse(threads);
        OutputPlace.Check(CompressOptions.Restored, output, file);
        var saved = SavedModel.Load(model);
        if (saved.Model is not FittedPictureCodec codec) return Decompress(model, file, output, cancellation).Shape.ToString();
        if (IsArray(output!))
            throw new BadArgumentException(
                $"{CompressOptions.Restored.Name}: '{output}' does not fit pictures, which may have any sizes; name a folder.");
        using var folder = RunFolder.Create(output!);
        var count = 0;
        foreach (var (name, picture) in new PictureCompression(saved, codec).Unpack(Packed(file), file, cancellation))
        {
            PictureFolder.Write(folder.Partial, name.Replace('/', Path.DirectorySeparatorChar), picture);
            count++;
        }
        folder.Publish();
        return ReportText.Plural(count, "picture");
    }

    /// <summary>Compresses without loss by a variational autoencoder.</summary>
    /// <inheritdoc cref="Run"/>
    /// <exception cref="BadArgumentException">The model has no likelihood of samples, or the values do not fit it.</exception>
    /// <exception cref="BadFileException">A file cannot be read or written.</exception>
    public static CompressResult Compress(
        CompressRequest request, IProgress<string>? notes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (data, output) = (request.Data, request.Output);
        OutputPlace.Check(CompressOptions.Output, output, data);
        var saved = SavedModel.Load(request.Model);
        request.Validate(withLoss: false);
        using var threads = new ThreadsInUse(request.Threads);
        var vae = Vae(saved, request.Model);
        var part = request.Part ?? (DataPart)ApplyOptions.Part.Default;
        ApplyOptions.Part.Check(part);
        var binarize = request.Binarize ?? CompressOptions.Binarize.Default;
        var rows = AppliedData.Of(NewData.Open(saved, data, request.Reading, notes), part);
        var pieces = rows.Pieces.Where(piece => piece.Count > 0).Select(piece => piece.Samples).ToArray();
        if (pieces.Length == 0) throw new BadArgumentException($"{data}: there are no samples to compress.");
        var (samples, levels) = Whole(saved, vae, pieces.Length == 1 ? pieces[0] : Ops.Concatenate(pieces, 0), data, binarize);
        var bytes = Pack(saved, vae, samples, levels, cancellation);
        AtomicFile.Write(output!, stream => stream.Write(bytes));
        return new CompressResult(
            samples.Shape[0], samples.Count, bytes.Length, Deflated(samples, levels),
                4L * vae.Weights.Values.Sum(weight => (long)weight.Count));
    }

    /// <summary>Brings back what was compressed, in the units of the data.</summary>
    /// <param name="model">The model that it was compressed by.</param>
    /// <param name="file">The compressed file.</param>
    /// <param name="output">Where it goes: .npy, or .csv.</param>
    /// <param name="cancellation">Ends it with an exception.</param>
    /// <returns>(N, …).</returns>
    /// <exception cref="BadArgumentException">The model has no likelihood of samples.</exception>
    /// <exception cref="BadFileException">The file is damaged, or of another model; or a file cannot be read or written.</exception>
    public static Tensor Decompress(string model, string file, string? output, CancellationToken cancellation = default)
    {
        OutputPlace.Check(CompressOptions.Restored, output, file);
        var saved = SavedModel.Load(model);
        if (!IsArray(output!))
            throw new BadArgumentException($"{CompressOptions.Restored.Name}: '{output}' does not fit arrays; name an .npy or .csv file.");
        var result = Unpack(saved, Vae(saved, model), Packed(file), file, cancellation);
        if (Path.GetExtension(output!).Equals(".csv", StringComparison.OrdinalIgnoreCase))
            FeatureTable.WriteSamples(output!, result, saved.ColumnNames);
        else Npy.Write(output!, result);
        return result;
    }

    private static bool IsArray(string path) => Path.GetExtension(path).ToLowerInvariant() is ".npy" or ".csv";

    private static byte[] Packed(string file)
    {
        using var stream = InputFile.Open(file);
        return InputFile.ReadWhole(stream, file, "a file of latent compress");
    }

    private static FittedPictureCodec Codec(SavedModel saved, string model) => saved.Model as FittedPictureCodec
        ?? throw new BadArgumentException(
            $"{model}: this is a model of the kind {saved.Model.Name}; {PictureCodecOptions.Name} is needed here.");

    /// <summary>The bytes of samples of whole numbers.</summary>
    internal static byte[] Pack(
        SavedModel saved, FittedVariationalAutoencoder vae, Tensor samples, int levels, CancellationToken cancellation = default)
    {
        var random = new RandomStream(0).Derive("bits back");
        long drawn = 0;
        var stack = new AnsStack(() => Borrowed(random, drawn++));
        new BitsBack(vae, saved.Scaling, Coder(saved, vae, levels)).Push(stack, samples, cancellation);
        return new CompressedFile(ModelDigest.Of(saved), samples.Shape[1..], samples.Shape[0], levels, stack.State, stack.Words).ToBytes();
    }

    /// <summary>The samples of such bytes, in the units of the data.</summary>
    internal static Tensor Unpack(
        SavedModel saved, FittedVariationalAutoencoder vae, byte[] bytes, string name, CancellationToken cancellation = default)
    {
        var packed = CompressedFile.Read(bytes, name);
        PackedBytes.RequireModel(packed.Digest, saved, name);
        if (packed.Sample != vae.InputShape || (packed.Levels != 2 && IsBits(vae)))
            throw PackedBytes.Damaged(name, "its head does not fit the model");
        var count = (long)packed.Count * packed.Sample.Count;
        if (count > Array.MaxLength) throw PackedBytes.Damaged(name, $"{packed.Count} samples are more than memory holds");
        UnpackedLimit.Current.CheckStream(name, bytes.Length, 4 * count);
        var stack = new AnsStack(packed.State, packed.Words);
        float[] values;
        try
        {
            values = new BitsBack(vae, saved.Scaling, Coder(saved, vae, packed.Levels)).Pop(stack, packed.Count, cancellation);
        }
        catch (InvalidDataException e)
        {
            throw PackedBytes.Damaged(name, e.Message);
        }
        var random = new RandomStream(0).Derive("bits back");
        for (var i = 0; i < stack.Words.Count; i++)
        {
            if (stack.Words[^(i + 1)] != Borrowed(random, i)) throw PackedBytes.Damaged(name, "something else is left at its end");
        }
        if (!stack.IsAtRest) throw PackedBytes.Damaged(name, "something else is left at its end");
        var samples = Tensor.From(values, packed.Sample.Prepend(packed.Count));
        return IsBits(vae) ? saved.Scaling.Invert(samples) : samples;
    }

    /// <summary>The words that an empty stack is filled up with, which are there again when all samples are taken.</summary>
    private static uint Borrowed(RandomStream random, long place)
    {
        Span<int> halves = stackalloc int[2];
        random.Derive(place).Integers(halves, 0, 1 << 16);
        return ((uint)halves[0] << 16) | (uint)halves[1];
    }

    private static bool IsBits(FittedVariationalAutoencoder vae) => vae.Options.Likelihood == Likelihood.Bernoulli;

    private static FittedVariationalAutoencoder Vae(SavedModel saved, string model) =>
        saved.Model as FittedVariationalAutoencoder ?? throw new BadArgumentException(
            $"{model}: {saved.Model.Name} says nothing of how likely samples are, so that it cannot compress; vae or conv-vae can, "
            + "and what latent compress learns from pictures.");

    private static ValueCoder Coder(SavedModel saved, FittedVariationalAutoencoder vae, int levels) => IsBits(vae)
        ? new BitCoder()
        : new NumberCoder(
            levels, Deviation(vae), saved.Scaling.Offset.ToArray(), saved.Scaling.Scale.ToArray());

    private static double Deviation(FittedVariationalAutoencoder vae) => vae.Weights.TryGetValue("log_variance", out var learned)
        ? ExactMath.Exp(0.5 * learned.Item())
        : Math.Sqrt(vae.Options.Variance);

    /// <summary>The values as whole numbers from 0.</summary>
    private static (Tensor Samples, int Levels) Whole(
        SavedModel saved, FittedVariationalAutoencoder vae, Tensor samples, string data, bool binarize)
    {
        if (IsBits(vae))
        {
            var bits = saved.Scaling.Apply(samples).ToArray();
            for (var i = 0; i < bits.Length; i++)
            {
                if (!binarize && bits[i] is not (0 or 1))
                {
                    throw new BadArgumentException(
                        FormattableString.Invariant($"{data}: a value is {samples.AsSpan()[i]}, and the model's likelihood is bernoulli, ")
                        + $"which compresses the least and the greatest value alone; {CompressOptions.Binarize.Name} yes makes others one "
                        + "of them, and a model learned with --likelihood gaussian-learned compresses whole numbers.");
                }
                bits[i] = bits[i] > 0.5f ? 1 : 0;
            }
            return (Tensor.From(bits, samples.Shape), 2);
        }
        if (binarize)
            throw new BadArgumentException(
                $"{CompressOptions.Binarize.Name}: does not fit a model whose likelihood is gaussian; leave it out.");
        var greatest = 1f;
        foreach (var value in samples.AsSpan())
        {
            if (value is < 0 or > ushort.MaxValue || value != MathF.Floor(value))
            {
                throw new BadArgumentException(FormattableString.Invariant(
                    $"{data}: a value is {value}; whole numbers from 0 to {ushort.MaxValue} can be compressed without loss."));
            }
            greatest = Math.Max(greatest, value);
        }
        return (samples, (int)greatest + 1);
    }

    /// <summary>What zlib makes of the same numbers.</summary>
    private static long Deflated(Tensor samples, int levels)
    {
        var values = samples.AsSpan();
        var bytes = levels == 2 ? new byte[(values.Length + 7) / 8] : new byte[values.Length * (levels > 256 ? 2 : 1)];
        for (var i = 0; i < values.Length; i++)
        {
            var value = (int)values[i];
            if (levels == 2) bytes[i / 8] |= (byte)(value << (i % 8));
            else if (levels <= 256) bytes[i] = (byte)value;
            else (bytes[2 * i], bytes[(2 * i) + 1]) = ((byte)value, (byte)(value >> 8));
        }
        return Deflated(bytes);
    }

    /// <summary>What zlib's strongest deflate makes of bytes.</summary>
    internal static long Deflated(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) zlib.Write(bytes);
        return packed.Length;
    }
}
