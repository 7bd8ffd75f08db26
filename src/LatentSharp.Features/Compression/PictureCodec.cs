namespace LatentSharp;

/// <summary>
/// Learns to put pictures of any size into few bits, with loss: principal components of colours and of blocks, quantised, and how likely
/// each coefficient is, once its neighbours are known, in whole numbers (<c>latent compress</c> writes them by asymmetric numeral systems).
/// <code>
/// FittedPictureCodec model = new PictureCodec().Fit(pictures);
/// Tensor back = model.Reconstruct(others, quality: 50);
/// </code>
/// </summary>
/// <param name="options">How it is built; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class PictureCodec(PictureCodecOptions? options = null)
    : UnsupervisedEstimator<PictureCodecOptions, FittedPictureCodec>(options)
{
    private const int Rounds = 2;

    /// <summary>The qualities that tables are learned at together.</summary>
    private static readonly double[] Qualities = [70, 50, 40, 32, 20];

    private protected override FittedPictureCodec Learn(PictureCodecOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var planes = Planes.Of(options.Kind, samples.Shape[1..], SampleAxes.Image);
        var transform = BlockTransform.Learn(samples, planes, options.Block, task.Cancellation);
        LatentTables? tables = null;
        for (var round = 0; round < Rounds; round++)
            tables = new LatentStatistics(transform.Coefficients, transform.Size).Learn(
                Codes(samples, planes, transform, tables, task.Cancellation), task.Cancellation);
        return new FittedPictureCodec(options, samples.Shape[1..], transform, tables!);
    }

    /// <summary>The codes of all pictures at all qualities, one after the other, made anew whenever they are gone through.</summary>
    private static IEnumerable<LatentContext> Codes(
        Tensor samples, Planes planes, BlockTransform transform, LatentTables? tables, CancellationToken cancellation)
    {
        var size = samples.Shape[1..].Count;
        for (var i = 0; i < samples.Shape[0]; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var coefficients = transform.Analyze(samples.AsSpan().Slice(i * size, size), planes);
            foreach (var quality in Qualities)
                yield return LatentChoice.Choose(transform, tables, coefficients, planes, FittedPictureCodec.Step(quality));
        }
    }
}
