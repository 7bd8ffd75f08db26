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
        // One epoch and three differ by the steps of two epochs: what is allocated for the call itself cancels out.
        (Allocated(3) - Allocated(1)).ShouldBeLessThan(2048);

        long Allocated(int epochs)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            model.Fit(x, y, epochs);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
