using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Predictions of many samples, of which each thread takes some through the whole network.</summary>
public class DividedPredictionTests
{
    private const int Samples = 331;
    private const int Attempts = 40;

    private static readonly Tensor X = new TestNumbers(6).Tensor([Samples, 48], 0, 1).Keep();

    public static TheoryData<string> Networks => [.. Layers.Keys];

    private static Dictionary<string, Func<Layer[]>> Layers => new()
    {
        ["dense"] = () => [new Dense(64, Activations.Relu), new Dense(32, Activations.Tanh), new Dense(5)],
        ["convolutional"] = () =>
        [
            new Reshape([4, 4, 3]), new Conv2D(6, 3, Activations.Relu) { Padding = Padding.Same }, new BatchNormalization(),
            new MaxPooling2D(), new Flatten(), new Dense(3),
        ],
        ["recurrent"] = () => [new Reshape([12, 4]), new Masking(), new LSTM(7) { ReturnSequences = true }, new GRU(5)],
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_bits_depend_on_neither_threads_nor_batches(string network)
    {
        var model = new Sequential(Layers[network]()) { Seed = 4 };
        OnThreads(1, () => model.Predict(X, Samples)).ShouldBe(OnThreads(1, () => model.Predict(X, 1)));
        var expected = OnThreads(1, () => model.Predict(X));
        foreach (var threads in new[] { 2, 3, 8 })
        {
            foreach (var batch in new[] { 1, 50, 512 })
            {
                OnThreads(threads, () => model.Predict(X, batch)).ShouldBe(expected, $"{threads} threads, {batch} at a time");
                var destination = new float[expected.Length];
                OnThreads(threads, () =>
                {
                    model.Predict(X, destination, batch);
                    return default;
                });
                destination.ShouldBe(expected, $"{threads} threads, {batch} at a time, into memory");
            }
        }
    }

    [Fact]
    public void Several_outputs_are_divided_too()
    {
        var input = Symbol.Input(48);
        var hidden = new Dense(9, Activations.Tanh).Call(input);
        var model = new Model([input], [new Dense(3).Call(hidden), new Dense(4).Call(hidden)]) { Seed = 2 };
        var expected = model.PredictAll([X], 7).Select(result => result.ToArray()).ToArray();
        var threads = Engine.Threads;
        try
        {
            Engine.Threads = 4;
            var found = model.PredictAll([X]);
            for (var i = 0; i < 2; i++) found[i].ToArray().ShouldBe(expected[i]);
        }
        finally
        {
            Engine.Threads = threads;
        }
    }

    /// <summary>Of a layer that is not the library's nobody knows what its calls change, unless it says so.</summary>
    [Fact]
    public void Layers_of_others_are_called_by_one_thread_unless_they_allow_more()
    {
        foreach (var changes in new[] { true, false })
        {
            using var met = new ManualResetEventSlim();
            var own = new Doubling(changes, met);
            var model = new Sequential(own, new Dense(3));
            OnThreads(1, () => model.Predict(X));
            own.Waits = !changes;
            // The threads may be busy with another test's work, and the caller then does all of its own by itself.
            for (var i = 0; i < (changes ? 1 : Attempts) && !own.Together; i++) OnThreads(4, () => model.Predict(X));
            own.Together.ShouldBe(!changes);
        }
    }

    private static float[] OnThreads(int count, Func<Tensor> predict)
    {
        var threads = Engine.Threads;
        try
        {
            Engine.Threads = count;
            var result = predict();
            return result.IsDefault ? [] : result.ToArray();
        }
        finally
        {
            Engine.Threads = threads;
        }
    }

    /// <summary>Twice its input; where it waits, a call does so until another is within it at the same time.</summary>
    private sealed class Doubling(bool changes, ManualResetEventSlim met) : Layer
    {
        private const int Patience = 250;

        private int inside;

        public bool Waits { get; set; }

        /// <summary>Whether two threads were within calls at the same time.</summary>
        public bool Together => met.IsSet;

        protected internal override bool ChangesInTraining => changes;

        public override Shape OutputShape(Shape input) => input;

        protected internal override Tensor Forward(Tensor input, in CallContext context)
        {
            if (Interlocked.Increment(ref inside) > 1) met.Set();
            if (Waits) met.Wait(Patience);
            Interlocked.Decrement(ref inside);
            return input * 2;
        }
    }
}
