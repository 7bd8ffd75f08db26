using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>Data that are learned from without being held in memory.</summary>
internal static class StreamedData
{
    private const long MostHeld = 1L << 30;

    /// <summary>Whether this is to be streamed.</summary>
    /// <exception cref="BadArgumentException">It is asked for of data that cannot be.</exception>
    public static bool Wants(string path, DataOptions reading, StreamMode mode)
    {
        var can = StreamSource.Has(path, reading);
        if (mode == StreamMode.Yes && reading.Text is not null)
            throw new BadArgumentException($"{LearnOptions.Stream.Name}: {path} is read as texts, which are held in memory; leave it out.");
        if (mode == StreamMode.Yes && !can)
            throw new BadArgumentException(
                $"{LearnOptions.Stream.Name}: {path} holds no single samples that are read in blocks, as these do: {StreamSource.Names}; "
                + "leave it out.");
        return can && (mode == StreamMode.Yes || (mode == StreamMode.Auto && StreamSource.BytesInMemory(path, reading) > MostHeld));
    }

    /// <summary>
    /// Opens, chooses the scaling in one pass, and holds out; in memory are the rows held out and as many that stand for those learned
    /// from.
    /// </summary>
    public static PreparedData Open(LearnRequest request, double validation, CancellationToken cancellation)
    {
        Check(request);
        var data = StreamSource.Open(request.Data, request.Reading);
        try
        {
            return Prepare(data, request, validation, cancellation);
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    private static PreparedData Prepare(DatasetStream data, LearnRequest request, double validation, CancellationToken cancellation)
    {
        if (data.Labels is null && request.Estimator.NeedsLabels)
            throw new BadArgumentException(
                $"{request.Data}: this stream of samples has no labels, which {request.Estimator.Kind} learns from; "
                + $"{LearnOptions.Label.Name} names the column, the array or the .npy file that holds them.");
        var stream = data.Samples;
        var held = stream.Draw(
            Math.Clamp((int)Math.Ceiling((stream.Count * validation) - 1e-9), 1, Math.Min(stream.Count - 1, LearningSet.MostShown(stream))),
            new RandomStream(request.Seed).Derive("split"));
        var among = RowParts.Others(stream.Count, held);
        var others = stream.Without(held);
        var places = others.Draw(LearningSet.MostShown(stream), new RandomStream(request.Seed).Derive("shown"));
        var shown = Array.ConvertAll(places, at => among[at]);
        var scaling = Scaler.Choose(stream, cancellation);
        var all = (data with
        {
            Notes =
            [
                .. data.Notes,
                "samples are read from the file in blocks"
                + (
                    request.Stream == StreamMode.Yes
                        ? "; "
                        : $", since all {Count(stream.Count)} would take {Gibibytes(stream)} GiB in memory; ")
                + $"{Count(held.Length)} are held out, figures of the others and pictures are of {Count(shown.Length)} of them, and "
                + $"features.csv is left out ({LearnOptions.Stream.Name}).",
            ],
        }).Take([.. shown, .. held]);
        var training = new PreparedPart(all, [.. Enumerable.Range(0, shown.Length)], scaling);
        return PreparedData.Of(
            all, training, new PreparedPart(all, [.. Enumerable.Range(shown.Length, held.Length)], scaling), scaling) with
        {
            Stream = stream,
            Streamed = new(training.Scaled, data.Labels?.Take(among)) { Stream = new ScaledSamples(others, scaling) },
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

    private static void Check(LearnRequest request)
    {
        if (request.LabelsFor is not null)
            throw new BadArgumentException(
                $"{LearnOptions.LabelsFor.Name}: of samples that are read in blocks all labels are used; {LearnOptions.Stream.Name} no "
                + "holds the data.");
        if (!request.Estimator.LearnsFromStreams)
            throw new BadArgumentException(
                $"{LearnOptions.Model.Name}: {request.Estimator.Kind} learns from samples in memory alone, and those of {request.Data} are "
                + $"read in blocks; {OptionKinds.Or(Able)} learn from streams.");
    }

    private static string[] Able =>
        [.. ModelKind.Learners.Where(kind => kind.Defaults.LearnsFromStreams).Select(kind => kind.Name)];

    private static string Gibibytes(SampleStream stream) =>
        ((double)stream.Count * stream.Width * sizeof(float) / MostHeld).ToString("0.0", Invariant);
}
