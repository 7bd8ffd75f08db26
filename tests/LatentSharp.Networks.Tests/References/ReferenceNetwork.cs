using System.Text.Json;

namespace LatentSharp.Tests;

/// <summary>The small dense network of tests/references/dense_networks.py.</summary>
internal sealed class ReferenceNetwork
{
    private readonly JsonElement root;

    internal ReferenceNetwork() =>
        root = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "References", "dense_networks.json"))).RootElement;

    internal Tensor X => Read(root.GetProperty("x"));

    internal Tensor Y => Read(root.GetProperty("y"));

    internal Tensor Prediction => Read(root.GetProperty("prediction"));

    internal string[] Names => [.. root.GetProperty("names").EnumerateArray().Select(name => name.GetString()!)];

    /// <summary>The network with the reference's weights.</summary>
    internal Sequential Build()
    {
        var model = new Sequential(new Dense(5, Activations.Relu), new Dense(3, Activations.Sigmoid));
        model.Build(6);
        model.SetWeights(Named(root.GetProperty("weights")));
        return model;
    }

    internal (double Value, IReadOnlyDictionary<string, Tensor> Gradients) Loss(string name)
    {
        var loss = root.GetProperty("losses").GetProperty(name);
        return (loss.GetProperty("value").GetDouble(), Named(loss.GetProperty("gradients")));
    }

    internal IReadOnlyDictionary<string, Tensor> Trajectory(string name) => Named(root.GetProperty("trajectories").GetProperty(name));

    private Dictionary<string, Tensor> Named(JsonElement list) =>
        Names.Zip(list.EnumerateArray(), (name, values) => (name, values)).ToDictionary(pair => pair.name, pair => Read(pair.values));

    private static Tensor Read(JsonElement array)
    {
        if (array[0].ValueKind == JsonValueKind.Number)
            return Tensor.From([.. array.EnumerateArray().Select(value => (float)value.GetDouble())], array.GetArrayLength());
        float[] values = [.. array.EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(value => (float)value.GetDouble())];
        return Tensor.From(values, [array.GetArrayLength(), array[0].GetArrayLength()]);
    }
}
