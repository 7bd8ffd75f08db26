using System.Diagnostics;
using System.Text;

namespace LatentSharp;

/// <summary>Learns a picture codec from pictures of any sizes, measures it on others and writes a run folder.</summary>
public static class CodecRun
{
    /// <summary>Pixels along a side of what is learned from, and how many of these at most: 16 million pixels.</summary>
    private const int PatchSide = 256, MostPatches = 256;

    /// <summary>What is measured, from the best to the least.</summary>
    private static readonly double[] Qualities = [80, 65, 50, 35, 20];

    /// <summary>Learns, measures and writes.</summary>
    /// <param name="request">What to learn from, and where the result goes.</param>
    /// <param name="listener">Told what is learned from, on the calling thread.</param>
    /// <param name="cancellation">Ends it with an exception; nothing is left.</param>
    /// <exception cref="BadArgumentException">An option does not fit the data, or the run folder cannot be written.</exception>
    /// <exception cref="BadFileException">The data cannot be read.</exception>
    public static CodecResult Run(CodecRequest request, IProgress<LearnEvent>? listener = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        using var threads = new ThreadsInUse(request.Threads);
        var data = RestorationData.Open(request.Data);
        PictureCompression.RequirePictures(data, request.Data);
        var (training, test) = Divide(request, data);
        using var folder = RunFolder.Create(request.Output ?? RunFolder.DefaultPath(data.Name, request.Estimator.Kind, DateTime.Now));

        var start = Stopwatch.GetTimestamp();
        var (patches, all) = Patches([.. training.Select(sample => sample.Values)], request.Estimator, data.Scaling);
        IReadOnlyList<string> notes = all == patches.Shape[0] ? data.Notes :
        [
            .. data.Notes,
            $"Learned from {ReportText.Count(patches.Shape[0])} of {ReportText.Count(all)} patches {patches.Shape[1..]} of the pictures, "
                + $"drawn by the seed.",
        ];
        var measuredOn = $"measured on {ReportText.Plural(test.Samples.Count, "picture")} of {test.Name}{test.LeftOut} that nothing was "
            + "learned from";
        var estimator = ModelKind.Of(request.Estimator).Create(request.Estimator);
        var codec = (FittedPictureCodec)estimator.Fit(new LearningTask(new LearningSet(patches))
        {
            Cancellation = cancellation,
            Completed = options => listener?.Report(new LearnEvent.Prepared(
                $"{data.Name}: {ReportText.Plural(data.Samples.Count, "picture")}", data.Scaling.Description,
                $"{ReportText.Plural(patches.Shape[0], "sample")} {patches.Shape[1..]} to learn from; {measuredOn}",
                options.Describe(patches.Shape[1..]), "") { Notes = notes }),
        });
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        var saved = new SavedModel(codec, data.Scaling, [], []) { Seed = request.Estimator.Seed };
        var compression = new PictureCompression(saved, codec);
        var measured = Qualities.Select(quality => compression.Pack(test, request.Data, quality, null, cancellation).Result).ToArray();
        var metrics = new CodecMetrics
        {
            Model = codec.Name,
            Data = data.Name,
            MeasuredOn = measuredOn,
            TrainingSamples = patches.Shape[0],
            TestSamples = test.Samples.Count,
            Parameters = codec.ParameterCount,
            TrainingSeconds = seconds,
            DeflatedBitsPerPixel = measured[0].DeflatedBitsPerPixel,
            Figures =
            [
                .. Qualities.Zip(measured, (quality, result) =>
                    new CodecFigures(quality, result.BitsPerPixel, result.Psnr) { Jpeg = result.Jpeg }),
            ],
            Notes = notes,
        };
        saved.Save(Directory.CreateDirectory(Path.Combine(folder.Partial, RunFiles.Model)).FullName);
        WriteText(folder.Partial, "metrics.json", metrics.ToJson() + "\n");
        WriteText(
            folder.Partial, "report.html",
            CodecReport.Render(metrics, codec.Options, codec.InputShape, CodecReport.Shown(compression, test, Qualities)));
        var note = folder.Publish();
        return new CodecResult(folder.Path, metrics, codec) { Note = note };
    }

    private static (IReadOnlyList<(string Name, Tensor Values)> Training, RestorationData Test) Divide(
        CodecRequest request, RestorationData data)
    {
        if (request.Test is not { } path) return data.HoldOut(request.Estimator.Seed, request.Data, CompressOptions.Test.Name);
        var test = RestorationData.Open(path);
        PictureCompression.RequirePictures(test, path);
        return (data.Samples, test.Unseen(data, path, CompressOptions.Test.Name));
    }

    /// <summary>
    /// Patches of one size that cover the pictures, in the units of the model: (N, H, W, C), grey where all are; of many some, by the seed.
    /// </summary>
    private static (Tensor Samples, int All) Patches(Tensor[] pictures, PictureCodecOptions options, Scaler scaling)
    {
        var channels = pictures.Max(picture => picture.Shape[2]);
        var (height, width) = (Side(0), Side(1));
        (int Picture, int Y, int X)[] places =
        [
            .. Enumerable.Range(0, pictures.Length).SelectMany(i =>
                TrainingPatches.Starts(pictures[i].Shape[0], height, height).SelectMany(y =>
                    TrainingPatches.Starts(pictures[i].Shape[1], width, width).Select(x => (i, y, x)))),
        ];
        var order = new RandomStream(options.Seed).Derive("patches").Permutation(places.Length);
        var samples = Ops.Concatenate([.. order.Take(MostPatches).Order().Select(at => Patch(places[at]))], 0);
        return (scaling.Apply(samples).Keep(), places.Length);

        Tensor Patch((int Picture, int Y, int X) place)
        {
            var patch = Ops.Slice(Ops.Slice(pictures[place.Picture], 0, place.Y, height), 1, place.X, width);
            return PictureCompression.WithChannels(patch, channels).Reshape([1, height, width, channels]);
        }

        // None may be larger than the smallest picture, and whole blocks are better than continued ones.
        int Side(int axis)
        {
            var side = Math.Min(PatchSide, pictures.Min(picture => picture.Shape[axis]));
            return side >= options.Block ? side / options.Block * options.Block : side;
        }
    }

    private static void WriteText(string folder, string name, string text) =>
        AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
