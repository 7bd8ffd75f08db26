using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Steps divided into shards: what a step of the whole batch computes, and the same bits on every number of threads.</summary>
public class ShardTests
{
    private static readonly Tensor X = new TestNumbers(1).Tensor([50, 12], 0, 1).Keep();
    private static readonly Tensor Weights = new TestNumbers(2).Tensor([50], 0, 2).Keep();

    public static TheoryData<string> Networks => [.. Layers.Keys];

    private static Dictionary<string, Func<Layer[]>> Layers => new()
    {
        ["dense"] = () => [new Dense(9, Activations.Tanh), new Dense(12, Activations.Sigmoid)],
        ["convolutional"] = () =>
            [new Reshape([12, 1]), new Conv1D(6, 3, Activations.Relu), new MaxPooling1D(2), new Flatten(), new Dense(12)],
        ["recurrent"] = () => [new Reshape([4, 3]), new LSTM(7) { ReturnSequences = true }, new GRU(5), new Dense(12)],
        ["layer normalisation"] = () => [new Dense(8), new LayerNormalization(), new Dense(12)],
    };

    /// <summary>
    /// The gradient of a mean over all samples is the mean of the shards' by their numbers of samples, here 16, 16, 16 and 2.
    /// </summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void A_step_is_that_of_the_whole_batch(string network)
    {
        var (whole, figures) = Trained(Layers[network](), new Sgd(0.5), null, Weights);
        var (shards, ofShards) = Trained(Layers[network](), new Sgd(0.5), 16, Weights);
        for (var i = 0; i < whole.Length; i++) shards[i].ShouldBe(whole[i], 2e-6, $"{network}, weight {i}");
        shards.ShouldNotBe(whole);
        foreach (var name in figures.Names)
            for (var epoch = 0; epoch < figures.Epochs; epoch++)
                ofShards[name][epoch].ShouldBe(figures[name][epoch], 2e-6, $"{network}, {name}");
        ofShards.Names.ShouldBe(figures.Names);
    }

    [Fact]
    public void One_shard_is_the_whole_batch() =>
        Trained(Layers["dense"](), new Adam(), 50, default).Weights.ShouldBe(Trained(Layers["dense"](), new Adam(), null, default).Weights);

    [Fact]
    public void The_bits_do_not_depend_on_threads()
    {
        Layer[] Drawing() => [new GaussianNoise(0.1), new Dense(33, Activations.Relu), new Dropout(0.3), new Dense(12)];

        Layer[] Keeping() => [new Dense(9), new BatchNormalization(), new Dense(12)];

        Layer[] Own() => [new Dense(9), new Lambda(x => x * 2), new Dense(12)];

        var threads = Engine.Threads;
        try
        {
            foreach (var layers in new[] { Drawing, Keeping, Own, Layers["recurrent"], Layers["convolutional"] })
            {
                Engine.Threads = 1;
                var expected = Trained(layers(), new Adam(), 8, Weights).Weights;
                foreach (var count in new[] { 2, 3, 8 })
                {
                    Engine.Threads = count;
                    Trained(layers(), new Adam(), 8, Weights).Weights.ShouldBe(expected);
                }
            }
        }
        finally
        {
            Engine.Threads = threads;
        }
    }

    /// <summary>The rows of both shards are the same, and what dropout leaves of them is not.</summary>
    [Fact]
    public void Shards_draw_by_themselves()
    {
        var kept = new List<float>();
        var model = new Sequential(new Dropout(0.5), new Lambda(x =>
        {
            kept.AddRange(x.ToArray());
            return x;
        }), new Dense(1));
        model.Compile(new Sgd(0.1), Losses.MeanSquaredError);
        model.Build([6]);
        kept.Clear();
        model.Fit(Tensor.Ones([8, 6]), Tensor.Ones([8, 1]), batchSize: 8, options: new FitOptions { ShardSize = 4 });
        kept.Count.ShouldBe(48);
        kept[..24].ShouldNotBe(kept[24..]);
    }

    [Fact]
    public void Penalties_and_constraints_hold_as_in_a_step_of_the_whole_batch()
    {
        Layer[] Ruled() =>
        [
            new Dense(9, Activations.Relu)
            {
                KernelRegularizer = Regularizers.L2(0.1), KernelConstraint = Constraints.MaxNorm(0.5),
            },
            new Dense(12),
        ];

        var (whole, _) = Trained(Ruled(), new Sgd(0.5), null, default);
        var (shards, _) = Trained(Ruled(), new Sgd(0.5), 16, default);
        for (var i = 0; i < whole.Length; i++) shards[i].ShouldBe(whole[i], 2e-6);
    }

    [Fact]
    public void A_step_of_two_losses_is_refused()
    {
        var model = new TwoLosses();
        model.Compile(new Sgd(0.1));
        Should.Throw<BadArgumentException>(() => model.Fit(X, options: new FitOptions { ShardSize = 8 })).Message
            .ShouldStartWith("Fit: ShardSize does not fit a step that makes several losses smaller");
        Should.Throw<BadArgumentException>(() => new FitOptions { ShardSize = 0 }).Message.ShouldContain("ShardSize");
    }

    [Fact]
    public void What_fails_in_a_shard_is_told_and_the_model_trains_on()
    {
        var model = new Sequential(new Dense(12));
        model.Compile(new Sgd(0.1), Losses.MeanSquaredError);
        var wrong = new FitOptions { ShardSize = 8 };
        Should.Throw<BadArgumentException>(() => model.Fit(X, Tensor.Ones([50, 7]), options: wrong));
        model.Fit(X, X, options: wrong).Epochs.ShouldBe(1);
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        // A function of one's own makes shards take turns, so that all of them compute on the thread whose bytes are counted.
        var model = new Sequential([new Lambda(x => x, shape => shape), .. Layers["dense"]()]);
        model.Compile(new Adam(), Losses.MeanSquaredError, Metrics.MeanAbsoluteError);
        var x = new TestNumbers(4).Tensor([400, 12], 0, 1).Keep();
        SteadyAllocation.OfTwoEpochs(epochs => model.Fit(
            x, x, epochs: epochs, batchSize: 10, options: new FitOptions { ShardSize = 4 })).ShouldBeLessThan(2048);
    }

    private static (float[] Weights, History Figures) Trained(Layer[] layers, Optimizer optimizer, int? shard, Tensor weights)
    {
        var model = new Sequential(layers) { Seed = 3 };
        model.Compile(optimizer, Losses.MeanSquaredError, [Metrics.MeanAbsoluteError], [Metrics.RootMeanSquaredError]);
        var history = model.Fit(
            X, X, epochs: 2, batchSize: 50, sampleWeight: weights, options: new FitOptions { ShardSize = shard });
        var learned = model.GetWeights().OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.ToArray());
        return ([.. learned], history);
    }

    private sealed class TwoLosses : Model
    {
        private readonly Dense dense = new(1);

        public override IReadOnlyList<Layer> Layers => [dense];

        public override Shape OutputShape(Shape input) => [input[0], 1];

        protected internal override void BuildParameters(Shape input, Builder builder) => builder.Build(dense, "dense", input);

        protected internal override Tensor Forward(Tensor input, in CallContext context) => dense.Call(input, context);

        protected internal override void TrainStep(ModelStep step)
        {
            for (var i = 0; i < 2; i++)
            {
                var loss = Ops.Mean(Call(step.Batch.X, step.Context));
                step.Minimize(loss);
                step.Report("loss", loss);
            }
        }
    }
}
