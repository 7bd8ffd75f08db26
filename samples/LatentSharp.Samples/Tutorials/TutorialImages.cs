namespace LatentSharp.Samples;

/// <summary>
/// Pictures of the size that the field's tutorials use, 28 × 28 × 1 from 0 to 1, without a download: the digits that come with the
/// library, each pixel drawn three by three, inside a margin of two. <c>latent data get mnist</c> has the real ones.
/// </summary>
public sealed record TutorialImages(Tensor X, Tensor Y, Tensor XTest, Tensor YTest)
{
    /// <summary>1,437 pictures (N, 28, 28, 1) with labels (N) to learn from, and 360 to judge by.</summary>
    public static TutorialImages Load()
    {
        var (train, test) = TrainValidationSplit.Split(Digits.Load(), 0.2, seed: 1);
        return new TutorialImages(Enlarged(train.Samples), train.Labels!.Value, Enlarged(test.Samples), test.Labels!.Value);
    }

    private static Tensor Enlarged(Tensor digits) =>
        Tensor.Create<float, Tensor>([digits.Shape[0], 28, 28, 1], digits, static (pixels, small) =>
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            var (n, y, x) = (i / 784, i / 28 % 28, i % 28);
            if (x is >= 2 and < 26 && y is >= 2 and < 26) pixels[i] = small[n, (y - 2) / 3, (x - 2) / 3, 0] / 16;
        }
    });
}
