namespace LatentSharp.Samples;

/// <summary>Asks a classifier which places of an image a class is due to.</summary>
public static class ExplainingDigits
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        Dataset digits = Digits.Load();
        Tensor x = Scaler.Choose(digits.Samples).Apply(digits.Samples);
        FittedClassifier model = new MlpClassifier(new() { Epochs = 5 }).Fit(x, digits.Labels!.Value);
        Tensor image = x.Rows(3, 1), baseline = Tensor.Zeros([1, 8, 8, 1]);
        int[][] groups = [.. Enumerable.Range(0, 8).Select(row => Enumerable.Range(8 * row, 8).ToArray())];

        var explainer = new Explainer(model, new Explained.Logit(3));
        Attribution found = explainer.IntegratedGradients(image, baseline);
        double rest = found.Gap;                                // Σ contributions − (f(image) − f(baseline)), near 0
        Tensor hidden = explainer.Occlusion(image, baseline, groups).Values;

        output.WriteLine($"difference {found.Score - found.Baseline:F4}");
        output.WriteLine($"rest {rest:F4}");
        output.WriteLine($"hidden {hidden.Count}");
    }
}
