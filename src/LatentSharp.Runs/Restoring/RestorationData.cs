namespace LatentSharp;

/// <summary>Pictures of any sizes or series of any lengths, in the units of their files.</summary>
/// <param name="Name">The data's name.</param>
/// <param name="Samples">(H, W, C) or (T, C) each, with its name.</param>
/// <param name="IsSeries">Whether they are series.</param>
/// <param name="ArePictureFiles">Whether each is a picture of a file of its own.</param>
/// <param name="Scaling">To the units of a model that learns from them.</param>
internal sealed record RestorationData(
    string Name, IReadOnlyList<(string Name, Tensor Values)> Samples, bool IsSeries, bool ArePictureFiles, Scaler Scaling)
{
    private const float Greatest = 255, Fold = 257;
    private const int TestShare = 5;

    /// <summary>What to know of how they were read, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>Reads a picture, a folder of pictures, or what <see cref="DataSource"/> reads.</summary>
    /// <exception cref="BadFileException">A file cannot be read.</exception>
    /// <exception cref="BadArgumentException">They are neither pictures nor series.</exception>
    public static RestorationData Open(string path)
    {
        if (ImageFile.IsHere(path)) return Pictures(path, [path], []);
        if (Directory.Exists(path) && !File.Exists(Path.Combine(path, ImageMetadata.FileName)))
        {
            var files = ImageFiles.Below(path);
            string[] images = [.. files.Paths.Where(file => ImageFile.IsImage(file) || ImageFile.IsOtherImage(file))];
            if (images.Length > 0) return Pictures(path, images, ImageFiles.Notes([files]));
        }
        return Arrays(path, DataSource.Open(path));
    }

    private static RestorationData Pictures(string path, string[] files, IEnumerable<string> notes)
    {
        var (samples, alphas) = (new List<(string, Tensor)>(), 0);
        foreach (var (file, picture) in files.Zip(InOrder.Of(files.Length, i => ImageFile.Read(files[i]))))
        {
            var values = picture.ToTensor();
            if (picture.Info.HasAlpha)
            {
                values = Ops.Slice(values, 2, 0, picture.Info.Channels - 1);
                alphas++;
            }
            if (picture.Info.BitDepth == 16) values /= Fold;
            samples.Add((file == path ? Path.GetFileName(file) : Path.GetRelativePath(path, file), values.Keep()));
        }
        if (alphas > 0) notes = notes.Append($"{Counted.Of(alphas, "picture")} with alpha: it is left out.");
        return new RestorationData(
            Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), samples, IsSeries: false,
            ArePictureFiles: true, new Scaler(ScalerKind.UnitRange, Tensor.Scalar(0), Tensor.Scalar(Greatest))) { Notes = [.. notes] };
    }

    private static RestorationData Arrays(string path, Dataset data)
    {
        if (data.Sequences is null && data.SampleShape.Rank == 2 && SampleAxes.Auto.For(data.SampleShape) == SampleAxes.Sequence)
            data = data.AsSequences(padded: false);
        var isSeries = data.Sequences is not null;
        var shape = data.SampleShape;
        if (!isSeries && (shape.Rank is not (2 or 3) || shape.Count == 0))
            throw new BadArgumentException(
                $"{path}: samples of shape {shape} are neither pictures nor series, so there is nothing to restore in them.");
        var all = data.TestPart is { } test ? Ops.Concatenate([data.Samples, test.Samples], 0) : data.Samples;
        int[] lengths = [.. data.Lengths, .. data.TestPart?.Lengths ?? []];
        var samples = new (string, Tensor)[all.Shape[0]];
        for (var i = 0; i < samples.Length; i++)
        {
            var sample = all.Rows(i, 1).Reshape(shape);
            if (isSeries) sample = Ops.Slice(sample, 0, 0, lengths[i]);
            if (shape.Rank == 2 && !isSeries) sample = sample.Reshape([.. shape, 1]);
            samples[i] = (FormattableString.Invariant($"{i + 1}"), sample.Keep());
        }
        return new RestorationData(data.Name, samples, isSeries, ArePictureFiles: false, ScalingOf(data)) { Notes = data.Notes };
    }

    /// <summary>One scaling for samples of any size.</summary>
    private static Scaler ScalingOf(Dataset data)
    {
        var chosen = Scaler.Choose(data);
        if (chosen.Kind is ScalerKind.None or ScalerKind.UnitRange or ScalerKind.Channels) return chosen;
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in data.Samples.AsSpan()) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return new Scaler(ScalerKind.UnitRange, Tensor.Scalar(low), Tensor.Scalar(high > low ? high - low : 1));
    }

    /// <summary>Sets a fifth of the samples apart, one at least.</summary>
    /// <param name="seed">What the choice follows from.</param>
    /// <param name="path">What they were read from.</param>
    /// <param name="test">The option that names others to measure on.</param>
    /// <exception cref="BadArgumentException">There is one alone.</exception>
    public (IReadOnlyList<(string Name, Tensor Values)> Training, RestorationData Test) HoldOut(long seed, string path, string test)
    {
        if (Samples.Count < 2)
            throw new BadArgumentException(
                $"{path}: there is one {(IsSeries ? "series" : "picture")} alone; give others to measure on by {test}.");
        var order = new RandomStream(seed).Derive("test").Permutation(Samples.Count);
        var held = Math.Max(1, Samples.Count / TestShare);
        return (
            [.. order[held..].Order().Select(i => Samples[i])],
            this with { Samples = [.. order[..held].Order().Select(i => Samples[i])] });
    }

    /// <summary>One sample as a batch in the units of a scaling.</summary>
    public static Tensor Scaled(Tensor sample, Scaler scaling) => scaling.Apply(sample.Reshape(sample.Shape.Prepend(1)));
}
