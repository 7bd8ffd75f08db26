using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Tests that look at the whole process run without others beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Long trainings: memory stays flat, and repeated ones give the same bits over any number of threads.</summary>
[Collection(nameof(Alone))]
public class SoakTests
{
    [Fact]
    public void Memory_is_flat_over_10000_steps_of_changing_batch_sizes()
    {
        var x = new TestNumbers(1).Tensor([640, 24]);
        var model = new Sequential(new Dense(32, Activations.Relu), new Dropout(0.1), new Dense(24, Activations.Sigmoid));
        var parameters = Built(model, 24);
        var optimizer = new Adam().Bind(parameters);
        var sizes = new TestNumbers(2);
        using var tape = new GradientTape();
        Steps(1000);
        var arena = Arena.Current!.BytesHeld;
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        var growth = new long[3];
        var losses = 0f;
        for (var span = 0; span < growth.Length; span++)
        {
            losses = Steps(3000);
            var now = GC.GetTotalMemory(forceFullCollection: true);
            (growth[span], managed) = (now - managed, now);
        }
        // A size that was not drawn before may be the first to need one more small block of a class; anything that leaks grows ninefold.
        Arena.Current!.BytesHeld.ShouldBeLessThanOrEqualTo(arena + (arena / 100));
        // What grows once, as a thread's buffers when it first takes a large piece, or the test runner's own, is in one span; what leaks is
        // in all.
        growth.Order().ElementAt(1).ShouldBeLessThan(64 * 1024, string.Join(", ", growth));
        float.IsFinite(losses).ShouldBeTrue();

        float Steps(int count)
        {
            var last = 0f;
            var gradients = new Tensor[parameters.Count];
            var sources = new Tensor[parameters.Count];
            for (var step = 0; step < count; step++)
            {
                tape.Restart();
                var batch = x.Rows(0, 1 + sizes.Below(640));
                var loss = Losses.MeanSquaredError.Compute(batch, model.Call(batch, new CallContext(true, new RandomStream(step))));
                for (var i = 0; i < sources.Length; i++) sources[i] = parameters[i].Value;
                tape.Gradient(loss, sources, gradients, differentiable: false);
                optimizer.Apply(gradients);
                last = loss.Item();
            }
            return last;
        }
    }

    [Fact]
    public void Training_gives_the_same_bits_over_1_to_8_threads_in_100_repeats()
    {
        var x = new TestNumbers(3).Tensor([300, 784], 0, 1);
        var threads = Engine.Threads;
        try
        {
            Engine.Threads = 1;
            var expected = Trained(x);
            for (var repeat = 0; repeat < 100; repeat++)
            {
                Engine.Threads = 1 + (repeat % 8);
                Trained(x).AsSpan().SequenceEqual(expected).ShouldBeTrue($"repeat {repeat} on {Engine.Threads} threads");
            }
        }
        finally
        {
            Engine.Threads = threads;
        }
    }

    private static float[] Trained(Tensor x)
    {
        var model = new Sequential(
            new Dense(64, Activations.Relu), new Dense(32, Activations.Tanh), new Dropout(0.1),
            new Dense(784, Activations.Sigmoid)) { Seed = 4 };
        model.Compile(new Adam(), Losses.MeanSquaredError);
        model.Fit(x, x, epochs: 2, batchSize: 256);
        return [.. model.GetWeights().OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.ToArray())];
    }

    private static List<Parameter> Built(Sequential model, int inputs)
    {
        model.Build(inputs);
        return [.. model.TrainableParameters()];
    }
}
