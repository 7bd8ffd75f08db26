using LatentSharp.Testing;

namespace LatentSharp.Tests;

public sealed class NpyDatasetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Takes_the_first_axis_as_samples()
    {
        var data = Read(Tensor.From(Enumerable.Range(0, 24).Select(i => (float)i).ToArray(), [2, 3, 4]));
        data.Samples.Shape.ShouldBe([2, 3, 4]);
        data.Name.ShouldBe("test");
        data.Labels.ShouldBeNull();
    }

    [Fact]
    public void Makes_every_type_Float32_and_a_row_of_numbers_samples_of_one()
    {
        Read(Tensor.From(3, -4)).Samples.Shape.ShouldBe([2, 1]);
        Read(Tensor.From(3, -4)).Samples.ToArray().ShouldBe([3, -4]);
        Read(Tensor.From(3L, -4L)).Samples.ToArray().ShouldBe([3, -4]);
        Read(Tensor.From(true, false)).Samples.ToArray().ShouldBe([1, 0]);
        Read(Tensor.From(3f, -4f)).Samples.Shape.ShouldBe([2, 1]);
    }

    [Fact]
    public void Names_the_place_of_a_number_that_is_not_finite()
    {
        var values = new float[24];
        values[23] = float.NaN;
        values[18] = float.NegativeInfinity;
        Refusal(Tensor.From(values, [2, 3, 4])).ShouldBe(
            $"{folder.File("test.npy")}: element [1, 1, 2]: -Infinity is not a finite number.");
    }

    [Fact]
    public void Refuses_arrays_that_hold_no_samples()
    {
        Refusal(Tensor.Scalar(1)).ShouldContain("the array is a single number");
        Refusal(Tensor.Zeros([1, 5])).ShouldContain("an array of shape (1, 5) holds 1 sample; at least 2 are needed");
        Refusal(Tensor.Zeros([5, 0])).ShouldContain("samples of shape (0) hold no numbers");
    }

    private Dataset Read(Tensor tensor)
    {
        Npy.Write(folder.File("test.npy"), tensor);
        return NpyDataset.Read(folder.File("test.npy"));
    }

    private string Refusal(Tensor tensor) => Should.Throw<BadFileException>(() => Read(tensor)).Message;
}
