namespace LatentSharp.Bench;

/// <summary>
/// A training step of a recurrent classifier through the public <c>Fit</c>, against PyTorch: gather a shuffled batch, forward, loss,
/// backward, Adam.
/// </summary>
internal sealed class RecurrentTraining(string name, string work, Func<StandardRNN> layer, int features, double goal) : Row
{
    private const int Samples = 640;
    private const int Steps = 50;
    private const int Classes = 10;
    private const int Batch = 32;

    internal override string Name => name;

    internal override string Work => work;

    internal override double? Goal => goal;

    internal override ISide Ours()
    {
        var recurrent = layer();
        var model = new Sequential(recurrent, new Dense(Classes));
        model.Compile(new Adam(), Losses.SparseCategoricalCrossentropy with { FromLogits = true });
        Shape labels = recurrent.ReturnSequences ? [Samples, Steps] : [Samples];
        var y = Enumerable.Range(0, labels.Count).Select(i => (int)((uint)(i * 2654435761L) >> 16) % Classes).ToArray();
        return new FitLoop(
            model, BenchData.Uniform(Samples, Steps * features).Reshape([Samples, Steps, features]), Tensor.From(y, labels), Batch);
    }

    internal override IEnumerable<Entrant> Peers(Setting setting) =>
        [.. PyTorch.Of(name, setting), .. LibTorch.Of(name, setting, trains: true)];

    internal static IEnumerable<Row> All()
    {
        yield return new RecurrentTraining(
            "simple_rnn_32", "SimpleRNN(32) over 50×16, 10 classes, Adam, batch 32", () => new SimpleRNN(32), 16, 8);
        yield return new RecurrentTraining(
            "lstm_32", "LSTM(128) over 50×64, 10 classes a step, Adam, batch 32", () => new LSTM(128) { ReturnSequences = true }, 64, 1.5);
        yield return new RecurrentTraining(
            "gru_32", "GRU(128) over 50×64, 10 classes a step, Adam, batch 32", () => new GRU(128) { ReturnSequences = true }, 64, 2.5);
    }
}
