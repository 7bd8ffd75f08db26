namespace LatentSharp.Peers.OnnxRuntime;

/// <summary>A chain of operations as an ONNX model, written as the format's protocol buffers: onnx.proto, operators 13.</summary>
/// <param name="sample">The shape of a sample.</param>
internal sealed class Graph(params long[] sample)
{
    internal const string Input = "x", Output = "y";

    private const int IrVersion = 7, OperatorVersion = 13, Float = 1, Integers = 7;

    private readonly List<(string Kind, string[] Weights, (string Name, long[] Values)[] Attributes)> nodes = [];
    private readonly List<Message> weights = [];
    private uint random = 1;

    internal void Dense(int inputs, int outputs) => nodes.Add(("Gemm", [Weight(inputs, inputs, outputs), Weight(inputs, outputs)], []));

    internal void Convolution(int channels, int filters, int taps)
    {
        string[] parameters = [Weight(channels * taps * taps, filters, channels, taps, taps), Weight(filters, filters)];
        nodes.Add(("Conv", parameters, [("kernel_shape", [taps, taps])]));
    }

    internal void MaxPool(int size) => nodes.Add(("MaxPool", [], [("kernel_shape", [size, size]), ("strides", [size, size])]));

    internal void Relu() => nodes.Add(("Relu", [], []));

    internal void Flatten() => nodes.Add(("Flatten", [], []));

    internal byte[] Write()
    {
        // ModelProto: ir_version 1, graph 7, opset_import 8; GraphProto: node 1, name 2, initializer 5, input 11, output 12.
        var graph = new Message();
        for (var i = 0; i < nodes.Count; i++) graph.Add(1, Node(i));
        graph.Add(2, "race");
        foreach (var weight in weights) graph.Add(5, weight);
        graph.Add(11, Value(Input, sample)).Add(12, Value(Output, null));
        return new Message().Add(1, IrVersion).Add(7, graph).Add(8, new Message().Add(1, "").Add(2, OperatorVersion)).ToArray();
    }

    /// <summary>NodeProto: input 1, output 2, op_type 4, attribute 5; AttributeProto: name 1, ints 8, type 20.</summary>
    private Message Node(int index)
    {
        var (kind, parameters, attributes) = nodes[index];
        var node = new Message().Add(1, index == 0 ? Input : $"t{index}");
        foreach (var weight in parameters) node.Add(1, weight);
        node.Add(2, index == nodes.Count - 1 ? Output : $"t{index + 1}").Add(4, kind);
        foreach (var (name, values) in attributes)
        {
            var attribute = new Message().Add(1, name);
            foreach (var value in values) attribute.Add(8, value);
            node.Add(5, attribute.Add(20, Integers));
        }
        return node;
    }

    /// <summary>
    /// ValueInfoProto: name 1, type 2; TypeProto: tensor_type 1; its elem_type 1, shape 2; dim 1; dim_value 1, dim_param 2. Null for an
    /// unknown shape.
    /// </summary>
    private static Message Value(string name, long[]? shape)
    {
        var tensor = new Message().Add(1, Float);
        if (shape is not null)
        {
            var dimensions = new Message().Add(1, new Message().Add(2, "n"));
            foreach (var size in shape) dimensions.Add(1, new Message().Add(1, size));
            tensor.Add(2, dimensions);
        }
        return new Message().Add(1, name).Add(2, new Message().Add(1, tensor));
    }

    /// <summary>Numbers from -1/√fan to 1/√fan, of the shape. TensorProto: dims 1, data_type 2, name 8, raw_data 9.</summary>
    private string Weight(int fan, params int[] shape)
    {
        var name = $"w{weights.Count}";
        var values = new float[shape.Aggregate(1, (a, b) => a * b)];
        foreach (ref var value in values.AsSpan())
        {
            random = random * 1664525 + 1013904223;
            value = (random / 2147483648f - 1) / MathF.Sqrt(fan);
        }
        var tensor = new Message();
        foreach (var size in shape) tensor.Add(1, size);
        weights.Add(tensor.Add(2, Float).Add(8, name).Add(9, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan())));
        return name;
    }
}
