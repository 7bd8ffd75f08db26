using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LatentSharp.Peers.LibTorch;

/// <summary>Classifiers of sequences of 50 steps: of the whole by its last state, or of each step.</summary>
internal static class RecurrentNetworks
{
    private const int Samples = 640, Steps = 50, Classes = 10;

    internal static Dictionary<string, Func<Setup, Action>> Rows { get; } = new(StringComparer.Ordinal)
    {
        ["simple_rnn_32"] = setup => Classifying(
            setup, nn.RNN(16, 32, batchFirst: true), (layer, x) => layer.forward(x, null).Item1.select(1, Steps - 1), 16, 32, [Samples]),
        ["lstm_32"] = setup => Classifying(
            setup, nn.LSTM(64, 128, batchFirst: true), (layer, x) => layer.forward(x).Item1, 64, 128, [Samples, Steps]),
        ["gru_32"] = setup => Classifying(
            setup, nn.GRU(64, 128, batchFirst: true), (layer, x) => layer.forward(x).Item1, 64, 128, [Samples, Steps]),
    };

    private static Action Classifying<T>(Setup setup, T layer, Func<T, Tensor, Tensor> states, int features, int units, long[] targets)
        where T : nn.Module
    {
        var head = nn.Linear(units, Classes);
        Tensor data = rand(Samples, Steps, features), labels = randint(0, Classes, targets, dtype: ScalarType.Int64);
        var batches = new Batches(Samples, 32);
        var adam = setup.Adam(layer.parameters().Concat(head.parameters()));
        return () =>
        {
            var index = batches.Next();
            Tensor x = data.index_select(0, index), y = labels.index_select(0, index);
            adam.ZeroGrad();
            nn.functional.cross_entropy(head.forward(states(layer, x)).view(-1, Classes), y.view(-1)).backward();
            adam.Step();
        };
    }
}
