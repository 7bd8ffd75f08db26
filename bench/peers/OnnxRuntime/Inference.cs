using System.Globalization;
using LatentSharp.Bench;
using Microsoft.ML.OnnxRuntime;

namespace LatentSharp.Peers.OnnxRuntime;

/// <summary>
/// The rows <c>encode_N</c> and <c>cnn_infer_N</c>: N samples at once. Memory of inputs and outputs is bound once, all graph optimisations
/// are on.
/// </summary>
internal static class Inference
{
    internal static ISide Create(string row, int threads)
    {
        var end = row.LastIndexOf('_');
        var samples = long.Parse(row[(end + 1)..], CultureInfo.InvariantCulture);
        var (model, sample, outputs) = row[..end] switch
        {
            "encode" => (Models.Encoder(), new long[] { 784 }, 32L),
            "cnn_infer" => (Models.Classifier(), [1, 28, 28], 10),
            _ => throw new ArgumentException($"There is no model for {row}.", nameof(row)),
        };
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        options.AddSessionConfigEntry("session.set_denormal_as_zero", "1");
        var session = new InferenceSession(model, options);
        var x = new float[samples * 784];
        for (var i = 0; i < x.Length; i++) x[i] = (uint)(i * 2654435761L) / 4294967296f;
        OrtValue[] inputs = [OrtValue.CreateTensorValueFromMemory(x, [samples, .. sample])];
        OrtValue[] results = [OrtValue.CreateTensorValueFromMemory(new float[samples * outputs], [samples, outputs])];
        var run = new RunOptions();
        return new StepLoop(() => session.Run(run, [Graph.Input], inputs, [Graph.Output], results));
    }
}
