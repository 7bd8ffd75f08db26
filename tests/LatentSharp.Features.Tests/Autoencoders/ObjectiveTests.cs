using System.Text.Json;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>What each autoencoder minimises: one step of gradient descent is PyTorch's (tests/references/autoencoders.py).</summary>
public class ObjectiveTests
{
    private const float Rate = 0.5f;

    [Theory]
    [InlineData("plain")]
    [InlineData("sigmoid")]
    [InlineData("tied")]
    [InlineData("l1")]
    [InlineData("kullback-leibler")]
    [InlineData("contractive")]
    [InlineData("contractive-tied")]
    public void One_step_of_gradient_descent_is_that_of_PyTorch(string name)
    {
        using var document = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Root, "tests/LatentSharp.Features.Tests/References/autoencoders.json")));
        var reference = document.RootElement.GetProperty(name);
        var weight = (float)reference.GetProperty("weight").GetDouble();
        var (options, penalty) = Case(name, weight);
        var network = Built(options, 5);
        network.Penalty = penalty;
        network.SetWeights(reference.GetProperty("before").EnumerateObject().ToDictionary(item => item.Name, item => Read(item.Value)));
        var x = Read(reference.GetProperty("samples"));

        network.Compile(new Sgd(Rate), Losses.MeanSquaredError);
        var history = network.Fit(x, x, epochs: 1, batchSize: 6, validation: (x, x), shuffle: false);

        history["loss"][0].ShouldBe(reference.GetProperty("loss").GetDouble(), 1e-6);
        foreach (var (key, value) in network.GetWeights())
        {
            var expected = Read(reference.GetProperty("after").GetProperty(key)).ToArray();
            for (var i = 0; i < expected.Length; i++) value.AsSpan()[i].ShouldBe(expected[i], 2e-6f, $"{key} at {i}");
        }
        // The validation loss has no penalty.
        history["val_loss"][0].ShouldBe(ReconstructionError.MeanSquared(x, network.Predict(x)), 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void The_Jacobian_is_that_of_finite_differences(int hiddenLayers)
    {
        var options = new ContractiveAutoencoderOptions
        {
            LatentSize = 3, Hidden = [.. Enumerable.Repeat(7, hiddenLayers)], Output = AutoencoderOutput.Sigmoid,
        };
        var encoder = Built(options, 4).Encoder;
        var samples = new TestNumbers(2).Tensor([5, 4]);

        using var tape = new GradientTape();
        var exact = new JacobianPenalty(1).Compute(encoder, samples, CallContext.Inference).SquaredNorms.Item();

        const float Step = 1f / 256;
        var sum = 0.0;
        for (var value = 0; value < 4; value++)
        {
            var (high, low) = (encoder.Predict(Moved(value, Step)).ToArray(), encoder.Predict(Moved(value, -Step)).ToArray());
            sum += high.Zip(low, (a, b) => Math.Pow((a - (double)b) / (2 * Step), 2)).Sum();
        }
        exact.ShouldBe((float)sum, (float)(0.002 * sum));
        sum.ShouldBeGreaterThan(0.01);

        Tensor Moved(int value, float by)
        {
            var values = samples.ToArray();
            for (var row = 0; row < 5; row++) values[(row * 4) + value] += by;
            return Tensor.From(values, [5, 4]);
        }
    }

    /// <summary>
    /// Against rows of the Jacobian as gradients on the tape, differentiated once more. 300 features of 40 samples are computed in several
    /// parts.
    /// </summary>
    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(2, 300)]
    public void The_gradient_of_the_Jacobian_is_that_of_gradients_of_gradients(int hiddenLayers, int features)
    {
        var options = new ContractiveAutoencoderOptions
        {
            LatentSize = features, Hidden = [.. Enumerable.Repeat(40, hiddenLayers)], Output = AutoencoderOutput.Sigmoid,
        };
        var encoder = Built(options, 30).Encoder;
        var samples = new TestNumbers(2).Tensor([40, 30]);
        var parameters = encoder.Layers.SelectMany(layer => layer.OwnParameters).ToList();

        float[][] expected;
        using (var tape = new GradientTape())
        {
            var x = tape.Watch(samples);
            var code = encoder.Call(x);
            Tensor sum = 0f;
            for (var feature = 0; feature < features; feature++)
                sum += Ops.Sum(Ops.Square(tape.Gradient(Ops.Slice(code, 1, feature, 1), x, differentiable: true)));
            expected = [[sum.Item()], .. tape.Gradient(sum, parameters).Select(gradient => gradient.ToArray())];
        }
        using var open = new GradientTape();
        var norms = new JacobianPenalty(1).Compute(encoder, samples, CallContext.Inference).SquaredNorms;
        float[][] actual = [[norms.Item()], .. open.Gradient(norms, parameters).Select(gradient => gradient.ToArray())];
        for (var i = 0; i < expected.Length; i++)
        {
            var scale = expected[i].Max(Math.Abs);
            for (var k = 0; k < expected[i].Length; k++) actual[i][k].ShouldBe(expected[i][k], 1e-4f * scale);
        }
    }

    /// <summary>
    /// One step with the Jacobian of 32 samples, 2,048 features and 512 values in memory would take 134 MB, and with a gradient for each
    /// feature 537 MB.
    /// </summary>
    [Fact]
    public void The_memory_of_the_penalty_does_not_grow_with_the_Jacobian()
    {
        var samples = new TestNumbers(3).Tensor([32, 512], 0, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        new ContractiveAutoencoder(new() { LatentSize = 2048, Hidden = [16], Epochs = 1, BatchSize = 32 }).Fit(samples);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(40_000_000);
    }

    private static AutoencoderNetwork Built(AutoencoderOptions options, int width)
    {
        var network = options.CreateNetwork(width);
        network.Build(width);
        return network;
    }

    private static (AutoencoderOptions Options, ICodePenalty? Penalty) Case(string name, float weight)
    {
        var plain = new AutoencoderOptions
        {
            LatentSize = 3,
            Hidden = [4],
            Output = name is "plain" or "contractive-tied" ? AutoencoderOutput.Linear : AutoencoderOutput.Sigmoid,
        };
        return name switch
        {
            "l1" => (Sparse(SparsityKind.L1), new AbsolutePenalty(weight)),
            "kullback-leibler" => (Sparse(SparsityKind.KullbackLeibler), new ActivityPenalty(weight, 0.1f)),
            "contractive" or "contractive-tied" => (
                new ContractiveAutoencoderOptions
                {
                    LatentSize = 3, Hidden = [4], Output = plain.Output, TiedWeights = name == "contractive-tied",
                },
                new JacobianPenalty(weight)),
            _ => (plain with { TiedWeights = name == "tied" }, null),
        };

        SparseAutoencoderOptions Sparse(SparsityKind kind) =>
            new() { LatentSize = 3, Hidden = [4], Output = AutoencoderOutput.Sigmoid, Sparsity = kind };
    }

    private static Tensor Read(JsonElement element) => element[0].ValueKind == JsonValueKind.Array
        ? Tensor.From(
            [.. element.EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(value => (float)value.GetDouble())],
            [element.GetArrayLength(), element[0].GetArrayLength()])
        : Tensor.From([.. element.EnumerateArray().Select(value => (float)value.GetDouble())], element.GetArrayLength());
}
