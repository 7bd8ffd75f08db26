using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>In the steady training step no layer allocates on the managed heap.</summary>
public class LayerAllocationTests
{
    public static TheoryData<LayerCase> Cases => LayerContractTests.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_steady_training_step_allocates_nothing(LayerCase test)
    {
        const int samples = 330;
        var x = test.Batch(samples);
        var model = new Sequential(test.Create(), new Flatten(), new Dense(1));
        model.Compile(new Adam(), Losses.MeanSquaredError);
        var y = new TestNumbers(8).Tensor([samples, 1]);
        model.Fit(x, y, epochs: 2);
        SteadyAllocation.OfTwoEpochs(epochs => model.Fit(x, y, epochs)).ShouldBeLessThan(2048);
    }
}
