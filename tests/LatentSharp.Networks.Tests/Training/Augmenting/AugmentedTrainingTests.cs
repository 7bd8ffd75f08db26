using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Trainings on changed samples: the same bits on any number of threads and in parts, and nothing allocated.</summary>
public class AugmentedTrainingTests
{
    private static readonly Tensor X = new TestNumbers(1).Tensor([40, 6, 5, 3], 0, 1).Keep();
    private static readonly Tensor Y = Ops.OneHot(Tensor.From([.. Enumerable.Range(0, 40).Select(i => i % 3)], 40), 3).Keep();

    private static readonly FitOptions All = new()
    {
        Augmentation = new()
        {
            Flip = PictureFlip.Both, Shift = 0.2, Rotation = 30, Zoom = 0.2, Brightness = 0.2, Noise = 0.1, Cutout = 0.3, Mixup = 0.4,
        },
    };

    [Fact]
    public void The_bits_do_not_depend_on_threads()
    {
        var threads = Engine.Threads;
        try
        {
            Engine.Threads = 1;
            var expected = Trained(0, 3, Model());
            foreach (var count in new[] { 2, 5 })
            {
                Engine.Threads = count;
                Trained(0, 3, Model()).ShouldBe(expected);
            }
        }
        finally
        {
            Engine.Threads = threads;
        }
    }

    [Fact]
    public void A_training_that_goes_on_equals_an_unbroken_one()
    {
        var parts = Model();
        Trained(0, 1, parts);
        Trained(1, 3, parts).ShouldBe(Trained(0, 3, Model()));
    }

    [Fact]
    public void Each_epoch_changes_a_sample_anew()
    {
        var model = Model();
        model.Compile(new Sgd(1e-30), Losses.MeanSquaredError);
        var losses = model.Fit(X, Y, epochs: 3, batchSize: 40, shuffle: false, options: All)["loss"];
        losses.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void Validation_takes_samples_as_they_are()
    {
        var model = Model();
        model.Compile(new Sgd(1e-30), Losses.MeanSquaredError);
        var history = model.Fit(X, Y, epochs: 2, validation: (X, Y), options: All);
        history["val_loss"].ShouldAllBe(loss => loss == model.Evaluate(X, Y)["loss"]);
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        var model = Model();
        SteadyAllocation.OfTwoEpochs(epochs => model.Fit(X, Y, epochs: epochs, batchSize: 7, options: All)).ShouldBeLessThan(2048);
    }

    private static Sequential Model()
    {
        var model = new Sequential(new Conv2D(4, 3, Activations.Relu), new Flatten(), new Dense(3)) { Seed = 2 };
        model.Compile(new Adam(), new CategoricalCrossentropy { FromLogits = true }, Metrics.Accuracy);
        return model;
    }

    private static float[] Trained(int from, int to, Sequential model)
    {
        model.Fit(X, Y, epochs: to, batchSize: 7, initialEpoch: from, options: All);
        return [.. model.GetWeights().OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.ToArray())];
    }
}
