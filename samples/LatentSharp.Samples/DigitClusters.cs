namespace LatentSharp.Samples;

/// <summary>Finds clusters of digits that no label has told, and the digits most like one.</summary>
public static class DigitClusters
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        Dataset data = Digits.Load().Take([.. Enumerable.Range(0, 600)]);
        Tensor x = Scaler.Choose(data.Samples).Apply(data.Samples).Reshape([data.Count, 64]);

        FittedMap map = new Umap(new() { Neighbors = 10, MinDistance = 0, Epochs = 200 }).Fit(x);
        FittedGaussianMixture mixture = new GaussianMixture(new() { Clusters = 10 }).Fit(map.Places);
        Tensor clusters = mixture.Assign(map.Places);

        output.WriteLine($"accuracy {ClusterAccuracy.Compute(data.Labels!.Value, clusters):F2}");

        Neighbors nearest = NeighborIndex.Build(x).Search(x.Rows(17, 1), neighbors: 3);
        output.WriteLine($"first {nearest.Rows.ToArray<int>()[0]}");
    }
}
