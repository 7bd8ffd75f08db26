namespace LatentSharp.Quality;

/// <summary>MNIST with pixels from 0 to 1.</summary>
internal sealed record Mnist(Tensor X, Tensor Y, Tensor XTest, Tensor YTest)
{
    /// <summary>60,000 images (N, 28, 28, 1) with labels (N), and 10,000 to judge by.</summary>
    public static Mnist Load()
    {
        var data = DataSource.Open("mnist", new DataOptions());
        var test = data.TestPart ?? throw new BadFileException("mnist: has no test part; the four files of the set are needed.");
        return new Mnist((data.Samples / 255).Keep(), data.Labels!.Value, (test.Samples / 255).Keep(), test.Labels!.Value);
    }

    /// <summary>All 70,000 images of a set of this form, flat (N, 784), with their labels (N), training part first.</summary>
    public static (Tensor Samples, Tensor Labels) All(string name)
    {
        var data = DataSource.Open(name, new DataOptions());
        var test = data.TestPart ?? throw new BadFileException($"{name}: has no test part; the four files of the set are needed.");
        var samples = Ops.Concatenate([data.Samples / 255, test.Samples / 255], 0);
        return (
            samples.Reshape([samples.Shape[0], samples.Shape[1..].Count]).Keep(),
            Tensor.From([.. data.Labels!.Value.ToArray<int>(), .. test.Labels!.Value.ToArray<int>()]));
    }
}
