using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Steps by hand, adversaries with frozen parts, and models whose step is their own.</summary>
[Collection(nameof(Alone))]
public class OwnStepTests
{
    private static readonly Tensor X = new TestNumbers(1).Tensor([60, 6], 0, 1).Keep();

    [Fact]
    public void A_step_on_a_batch_is_one_of_Fit()
    {
        var (fitted, byHand) = (Model(), Model());
        fitted.Fit(X, X, epochs: 2, batchSize: 20, shuffle: false);
        EvaluationResult result = default;
        for (var i = 0; i < 6; i++) result = byHand.TrainOnBatch(X.Rows(i % 3 * 20, 20), X.Rows(i % 3 * 20, 20));
        byHand.GetWeights()["dense/kernel"].ToArray().ShouldBe(fitted.GetWeights()["dense/kernel"].ToArray());
        result.Keys.ShouldBe(["loss", "mean_absolute_error"]);
        result.Count.ShouldBe(2);
        result.ContainsKey("accuracy").ShouldBeFalse();
        var test = byHand.TestOnBatch(X, X);
        test.Loss.ShouldBe(byHand.Evaluate(X, X).Loss, 1e-6);
        test["mean_absolute_error"].ShouldBe(byHand.Evaluate(X, X)["mean_absolute_error"], 1e-6);
        byHand.PredictOnBatch(X).ToArray().ShouldBe(byHand.Predict(X).ToArray());
        Should.Throw<BadArgumentException>(() => byHand.TrainOnBatch(X, X.Rows(0, 3))).Message.ShouldContain(
            "TrainOnBatch: samples (60, 6) and targets (3, 6)");
    }

    [Fact]
    public void Figures_are_of_the_batch_or_of_all_since_the_reset()
    {
        var model = Model();
        double Error(int row) => model.TestOnBatch(X.Rows(row, 20), X.Rows(row, 20))["mean_absolute_error"];
        var (first, second) = (Error(0), Error(20));
        model.ResetMetrics();
        model.TestOnBatch(X.Rows(0, 20), X.Rows(0, 20), resetMetrics: false);
        model.TestOnBatch(X.Rows(20, 20), X.Rows(20, 20), resetMetrics: false)["mean_absolute_error"].ShouldBe((first + second) / 2, 1e-6);
    }

    [Fact]
    public void A_discriminator_that_is_frozen_for_the_whole_goes_on_learning_alone()
    {
        var generator = new Sequential(new Dense(8, Activations.Relu), new Dense(6, Activations.Sigmoid)) { Name = "generator" };
        var discriminator = new Sequential(
            new Dense(8, Activations.Relu), new Dropout(0.2), new Dense(1)) { Name = "discriminator", Seed = 2 };
        discriminator.Build(6);
        discriminator.Compile(new Adam(0.01), Losses.BinaryCrossentropyFromLogits, Metrics.BinaryAccuracy());
        discriminator.Trainable = false;
        discriminator.Layers[0].Trainable.ShouldBeFalse();
        var noise = Symbol.Input(3);
        var whole = new Model(noise, discriminator.Call(generator.Call(noise)));
        whole.Compile(new Adam(0.01), Losses.BinaryCrossentropyFromLogits);
        whole.Build(3);
        var (d, g) = (Weights(discriminator), Weights(generator));
        whole.TrainOnBatch(X.Rows(0, 20).Reshape([40, 3]), Tensor.Ones([40, 1]));
        Weights(discriminator).ShouldBe(d);
        Weights(generator).ShouldNotBe(g);
        g = Weights(generator);
        var loss = discriminator.TrainOnBatch(X, Tensor.Ones([60, 1]));
        Weights(discriminator).ShouldNotBe(d);
        Weights(generator).ShouldBe(g);
        for (var i = 0; i < 20; i++) discriminator.TrainOnBatch(X, Tensor.Ones([60, 1])).Loss.ShouldBeGreaterThan(0);
        discriminator.TestOnBatch(X, Tensor.Ones([60, 1])).Loss.ShouldBeLessThan(loss.Loss);
        // Compiled anew while frozen, it has nothing to learn.
        discriminator.Compile(new Adam(), Losses.BinaryCrossentropyFromLogits);
        Should.Throw<BadArgumentException>(() =>
            discriminator.TrainOnBatch(X, Tensor.Ones([60, 1]))).Message.ShouldContain("no trainable parameters");
    }

    [Fact]
    public void Layers_know_whether_they_are_trained()
    {
        var probe = new Probe();
        var model = new Sequential(probe, new Dense(6));
        model.Compile(new Sgd(0.1), Losses.MeanSquaredError);
        probe.Trainable = false;
        model.TrainOnBatch(X, X);
        probe.Trained.ShouldBeTrue("it was trainable when the model was compiled");
        model.Compile(new Sgd(0.1), Losses.MeanSquaredError);
        model.TrainOnBatch(X, X);
        probe.Trained.ShouldBeFalse();
        model.Fit(X, X)["probe"].Single().ShouldBe(5);
        model.Evaluate(X, X)["probe"].ShouldBe(5);
        model.Call(X, training: true);
        probe.Trained.ShouldBeFalse();
    }

    [Fact]
    public void Losses_of_layers_are_part_of_the_loss()
    {
        // A loss of its own only: 0.25 for each sample, whatever the weights.
        var model = new Sequential(new Dense(6), new Costly());
        model.Compile(new Sgd(0.1));
        model.Fit(X, batchSize: 20)["loss"][0].ShouldBe(0.25, 1e-7);
        model.Compile(new Sgd(1e-30), Losses.MeanSquaredError);
        model.Evaluate(X, X).Loss.ShouldBe(0.25 + Losses.MeanSquaredError.Compute(X, model.Predict(X)).Item(), 1e-6);
        var without = new Sequential(new Dense(6));
        without.Compile(new Sgd(0.1));
        Should.Throw<BadArgumentException>(() => without.Fit(X)).Message.ShouldContain("nothing to make small");
        Should.Throw<BadArgumentException>(() => Model().Fit(X)).Message.ShouldContain("1 targets");
    }

    [Fact]
    public void A_variational_autoencoder_brings_its_own_step()
    {
        var model = new Variational { Seed = 4 };
        model.Compile(new Adam(0.02));
        var history = model.Fit(X, epochs: 30, batchSize: 20, validation: new Batch(X));
        history.Names.ShouldBe(["loss", "reconstruction", "kl", "val_loss"]);
        history["loss"][^1].ShouldBeLessThan(history["loss"][0]);
        history["loss"][5].ShouldBe(history["reconstruction"][5] + history["kl"][5], 1e-6);
        model.AllParameters().Select(named => named.Name).ShouldContain("encoder/dense/kernel");
        var again = new Variational { Seed = 4 };
        again.Compile(new Adam(0.02));
        again.Fit(X, epochs: 30, batchSize: 20)["loss"].ShouldBe(history["loss"]);
        again.TrainOnBatch(X).Keys.ShouldBe(["loss", "reconstruction", "kl"]);
    }

    [Fact]
    public void Adversaries_in_one_model_have_an_optimizer_each_and_resume()
    {
        var whole = Gan();
        var history = whole.Fit(X, epochs: 4, batchSize: 20);
        history.Names.ShouldBe(["d_loss", "g_loss"]);
        var first = Gan();
        first.Fit(X, epochs: 2, batchSize: 20);
        var second = Gan();
        second.Build(6);
        second.SetWeights(first.GetWeights());
        var snapshot = first.SnapshotTraining();
        snapshot.Numbers["optimizers/0/step"].ShouldBe(6);
        snapshot.Numbers["optimizers/1/step"].ShouldBe(6);
        second.RestoreTraining(snapshot);
        second.Fit(X, epochs: 4, batchSize: 20, initialEpoch: 2)["g_loss"].ShouldBe(history["g_loss"].Skip(2));
        Weights(second).ShouldBe(Weights(whole));

        static Adversaries Gan()
        {
            var gan = new Adversaries();
            gan.Compile(new Adam());
            return gan;
        }
    }

    [Fact]
    public void Steps_by_hand_allocate_nothing_but_their_figures()
    {
        var plain = new Sequential(new Dense(16, Activations.Relu), new Dropout(0.1), new Dense(6));
        plain.Compile(new Adam(), Losses.MeanSquaredError);
        Allocated(100, () => plain.TrainOnBatch(X, X)).ShouldBe(0);
        Allocated(100, () => plain.TestOnBatch(X, X)).ShouldBe(0);
        var measured = Model();
        Allocated(100, () => measured.TrainOnBatch(X, X)).ShouldBe(100 * (24 + sizeof(double)));
        var variational = new Variational();
        variational.Compile(new Adam());
        Allocated(100, () => variational.TrainOnBatch(X)).ShouldBe(100 * (24 + (2 * sizeof(double))));

        static long Allocated(int times, Action step)
        {
            for (var i = 0; i < 30; i++) step();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < times; i++) step();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static float[] Weights(Layer layer) => [.. layer.AllParameters().SelectMany(named => named.Parameter.Snapshot().ToArray())];

    private static Sequential Model()
    {
        var model = new Sequential(new Dense(8, Activations.Tanh), new Dropout(0.1), new Dense(6));
        model.Compile(new Adam(), Losses.MeanSquaredError, Metrics.MeanAbsoluteError);
        return model;
    }

    private sealed class Probe : Layer
    {
        internal bool Trained { get; private set; }

        public override Shape OutputShape(Shape input) => input;

        protected internal override Tensor Forward(Tensor input, in CallContext context)
        {
            Trained = context.Trains(this);
            context.AddMetric("probe", 5f);
            return input;
        }
    }

    private sealed class Costly : Layer
    {
        public override Shape OutputShape(Shape input) => input;

        protected internal override Tensor Forward(Tensor input, in CallContext context)
        {
            context.AddLoss(Ops.Mean(input * 0f) + 0.25f);
            return input;
        }
    }

    /// <summary>As in the tutorials: two networks and a loss of two parts.</summary>
    private sealed class Variational : Model
    {
        private readonly Sequential encoder = new(new Dense(16, Activations.Relu), new Dense(4)) { Name = "encoder" };
        private readonly Sequential decoder = new(new Dense(16, Activations.Relu), new Dense(6, Activations.Sigmoid)) { Name = "decoder" };

        public override IReadOnlyList<Layer> Layers => [encoder, decoder];

        public override Shape OutputShape(Shape input) => input;

        protected internal override Tensor Forward(Tensor input, in CallContext context) =>
            decoder.Call(Ops.Slice(encoder.Call(input, context), 1, 0, 2), context);

        protected internal override void TrainStep(ModelStep step)
        {
            var x = step.Batch.X;
            var code = encoder.Call(x, step.Context);
            var (mean, logVariance) = (Ops.Slice(code, 1, 0, 2), Ops.Slice(code, 1, 2, 2));
            var noise = Tensor.Create<float, RandomStream>(
                mean.Shape, step.Context.Random.Derive("noise"), static (values, stream) => stream.Normal(values));
            var z = mean + (Ops.Exp(logVariance * 0.5f) * noise);
            var reconstruction = Losses.BinaryCrossentropy.Compute(x, decoder.Call(z, step.Context)) * 6f;
            var kl = Ops.Mean(Ops.Sum(Ops.Square(mean) + Ops.Exp(logVariance) - logVariance - 1f, ^1)) * 0.5f;
            var loss = reconstruction + kl;
            step.Minimize(loss);
            step.Report("loss", loss);
            step.Report("reconstruction", reconstruction);
            step.Report("kl", kl);
        }

        protected internal override void TestStep(ModelStep step) =>
            step.Report("loss", Losses.BinaryCrossentropy.Compute(step.Batch.X, step.Predict()[0]));
    }

    private sealed class Adversaries : Model
    {
        private readonly Sequential generator = new(
            new Dense(8, Activations.Relu), new Dense(6, Activations.Sigmoid)) { Name = "generator" };
        private readonly Sequential discriminator = new(new Dense(8, Activations.LeakyRelu()), new Dense(1)) { Name = "discriminator" };
        private readonly Adam ofGenerator = new(0.01), ofDiscriminator = new(0.01) { Beta1 = 0.5 };

        public override IReadOnlyList<Layer> Layers => [generator, discriminator];

        public override Shape OutputShape(Shape input) => new(input[0], 1);

        protected internal override Tensor Forward(Tensor input, in CallContext context) =>
            discriminator.Call(generator.Call(input, context), context);

        protected internal override void TrainStep(ModelStep step)
        {
            var real = step.Batch.X;
            var noise = Tensor.Create<float, RandomStream>(
                real.Shape, step.Context.Random.Derive("noise"), static (values, stream) => stream.Normal(values));
            var fake = generator.Call(noise, step.Context);
            var ones = Tensor.Ones([real.Shape[0], 1]);
            var judged = Losses.BinaryCrossentropyFromLogits.Compute(ones, discriminator.Call(real, step.Context))
                + Losses.BinaryCrossentropyFromLogits.Compute(ones * 0f, discriminator.Call(Ops.StopGradient(fake), step.Context));
            step.Minimize(judged, discriminator, ofDiscriminator);
            var fooled = Losses.BinaryCrossentropyFromLogits.Compute(ones, discriminator.Call(fake, step.Context));
            step.Minimize(fooled, generator, ofGenerator);
            step.Report("d_loss", judged);
            step.Report("g_loss", fooled);
        }
    }
}
