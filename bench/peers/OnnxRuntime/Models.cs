namespace LatentSharp.Peers.OnnxRuntime;

/// <summary>The networks of the rows of inference, with weights drawn at random.</summary>
internal static class Models
{
    internal static byte[] Encoder()
    {
        var graph = new Graph(784);
        foreach (var (inputs, outputs) in new[] { (784, 64), (64, 32), (32, 32) })
        {
            graph.Dense(inputs, outputs);
            graph.Relu();
        }
        return graph.Write();
    }

    internal static byte[] Classifier()
    {
        var graph = new Graph(1, 28, 28);
        foreach (var (channels, filters) in new[] { (1, 32), (32, 64) })
        {
            graph.Convolution(channels, filters, 3);
            graph.Relu();
            graph.MaxPool(2);
        }
        graph.Flatten();
        graph.Dense(1600, 64);
        graph.Relu();
        graph.Dense(64, 10);
        return graph.Write();
    }
}
