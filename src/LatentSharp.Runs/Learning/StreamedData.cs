using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>Data that are learned from without being held in memory.</summary>
internal static class StreamedData
{
    private const long MostHeld = 1L << 30;

    private const string Ending = ".npy";

    /// <summary>Whether this is to be streamed.</summary>
    /// <exception cref="BadArgumentException">It is asked for of data that cannot be.</exception>
    public static bool Wants(string path, StreamMode mode)
    {
        var can = path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) && !DataSource.IsName(path);
        if (mode == StreamMode.Yes && !can)
            throw new BadArgumentException(
                $"{LearnOptions.Stream.Name}: {path} is no {Ending} file, whose samples alone can be read one by one; leave it out.");
        return can && (mode == StreamMode.Yes || (mode == StreamMode.Auto && NpyStream.BytesInMemory(path) > MostHeld));
    }

    /// <summary>
    /// Opens, chooses the scaling in one pass, and holds out; in memory are the rows held out and as many that stand for those learned
    /// from.
    /// </summary>
    public static PreparedData Open(LearnRequest request, double validation, CancellationToken cancellation)
    {
        var path = request.Data;
        var stream = new NpyStream(path);
        Check(request, stream);
        var held = stream.Draw(
            Math.Clamp((int)Math.Ceiling((stream.Count * validation) - 1e-9), 1, Math.Min(stream.Count - 1, LearningSet.MostShown(stream))),
            new RandomStream(request.Seed).Derive("split"));
        var others = stream.Without(held);
        var shown = others.Take(others.Draw(LearningSet.MostShown(stream), new RandomStream(request.Seed).Derive("shown")));
        var scaling = Scaler.Choose(stream, cancellation);
        var all = new Dataset(Path.GetFileNameWithoutExtension(path), Ops.Concatenate([shown, stream.Take(held)], 0))
        {
            Notes =
            [
                $"samples are read from the file in blocks, since all {Count(stream.Count)} would take {Gibibytes(stream)} GiB in memory; "
                + $"{Count(held.Length)} are held out, figures of the others and pictures are of {Count(shown.Shape[0])} of them, and "
                + $"features.csv is left out ({LearnOptions.Stream.Name}).",
            ],
        };
        var first = shown.Shape[0];
        return new PreparedData
        {
            All = all,
            Training = new PreparedPart(all, [.. Enumerable.Range(0, first)], scaling),
            HeldOut = new PreparedPart(all, [.. Enumerable.Range(first, held.Length)], scaling),
            Scaling = scaling,
            Balance = null,
            Stream = stream,
            StreamToLearnFrom = new ScaledSamples(others, scaling),
        };
    }

    /// <summary>Writes the features of every row as they come: (N, k).</summary>
    public static void WriteFeatures(
        string path, SampleStream stream, Scaler scaling, FittedModel model, CancellationToken cancellation) =>
        AtomicFile.Write(path, file =>
        {
            file.Write(NpyHeader.Build("f4", stream.Count, [model.FeatureSize]));
            foreach (var (_, values) in new ScaledSamples(stream, scaling).Blocks())
            {
                cancellation.ThrowIfCancellationRequested();
                var samples = Tensor.From(values.Span, stream.SampleShape.Prepend(values.Length / stream.Width));
                var features = model.Transform(samples.Reshape(model.InputShape.Prepend(samples.Shape[0])));
                if (!Require.AreFinite(features.AsSpan())) throw LearningChecks.Diverged(model, SampleRange.Of(samples));
                file.Write(TensorBytes.Of(features));
            }
        });

    private static void Check(LearnRequest request, NpyStream stream)
    {
        var path = request.Data;
        if (request.Estimator.NeedsLabels || request.Reading.Label is not null || request.LabelsFor is not null)
            throw new BadArgumentException($"{path}: a stream of samples has no labels; {LearnOptions.Stream.Name} no holds the data.");
        if (!request.Estimator.LearnsFromStreams)
            throw new BadArgumentException(
                $"{LearnOptions.Model.Name}: {request.Estimator.Kind} learns from samples in memory alone, and those of {path} would take "
                + $"{Gibibytes(stream)} GiB; {OptionKinds.Or(Able)} learn from streams.");
        if (stream.Count < 2) throw new BadFileException($"{path}: there are {stream.Count} samples; at least 2 are needed.");
        var shape = stream.SampleShape;
        if (shape.Rank == 3 && request.Reading.Channels != ChannelOrder.Last && shape[0] is 1 or 3 or 4 && shape[2] > 4)
            throw new BadFileException(
                $"{path}: the channels of images {shape} come first; a stream of samples is read as it lies, so write (N, H, W, C).");
    }

    private static string[] Able =>
        [.. ModelKind.Learners.Where(kind => kind.Defaults.LearnsFromStreams).Select(kind => kind.Name)];

    private static string Gibibytes(SampleStream stream) =>
        ((double)stream.Count * stream.Width * sizeof(float) / MostHeld).ToString("0.0", Invariant);
}
