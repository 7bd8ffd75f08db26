using LatentSharp.Testing;

namespace LatentSharp.Tests;

public sealed class ChannelOrderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Channels_that_come_first_are_moved_and_it_is_said()
    {
        var data = Open([2, 3, 5, 6]);
        data.Samples.Shape.ShouldBe([2, 5, 6, 3]);
        // Element (n, c, h, w) of 0, 1, 2, … is ((n·3 + c)·5 + h)·6 + w.
        for (var n = 0; n < 2; n++)
            for (var h = 0; h < 5; h++)
                for (var w = 0; w < 6; w++)
                    for (var c = 0; c < 3; c++) data.Samples[n, h, w, c].ShouldBe((((((n * 3) + c) * 5) + h) * 6) + w);
        data.Notes.ShouldBe(
            [
                "samples of shape (3, 5, 6) were taken for images of height 5, width 6 and 3 channels, the "
                + "channels coming first; if that is wrong, say --channels last."]);
        Open([2, 3, 5, 6], ChannelOrder.Last).Samples.Shape.ShouldBe([2, 3, 5, 6]);
        Open([2, 3, 5, 6], ChannelOrder.Last).Notes.ShouldBeEmpty();
        Open([2, 3, 5, 6], ChannelOrder.First).Notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, 28, 28, 28, 28, 1)]
    [InlineData(3, 32, 32, 32, 32, 3)]
    [InlineData(4, 5, 9, 5, 9, 4)]
    public void Images_of_one_three_and_four_channels_are_recognised(int c, int h, int w, int height, int width, int channels)
    {
        Open([2, c, h, w]).Samples.Shape.ShouldBe([2, height, width, channels]);
        var path = folder.File("a.npz");
        Npz.Write(path, new Dictionary<string, Tensor> { ["X"] = Tensor.Zeros([2, c, h, w]), ["y"] = Tensor.From(0, 1) });
        DataSource.Open(path).Samples.Shape.ShouldBe([2, height, width, channels]);
        DataSource.Open(path).Notes.Count.ShouldBe(1);
        DataSource.Open(path, new DataOptions { Channels = ChannelOrder.Last }).Samples.Shape.ShouldBe([2, c, h, w]);
    }

    [Theory]
    [InlineData(3, 7, 3)]
    [InlineData(1, 4, 4)]
    [InlineData(3, 3, 64)]
    [InlineData(1, 1, 512)]
    public void A_doubt_is_told(int a, int b, int c)
    {
        var data = Open([2, a, b, c]);
        data.Samples.Shape.ShouldBe([2, a, b, c]);
        data.Notes.Count.ShouldBe(1);
        data.Notes[0].ShouldEndWith("the channels coming last; if that is wrong, say --channels first.");
        Open([2, a, b, c], ChannelOrder.First).Samples.Shape.ShouldBe([2, b, c, a]);
    }

    [Fact]
    public void Other_arrays_are_left_alone()
    {
        Open([2, 28, 28, 3]).Notes.ShouldBeEmpty();
        Open([2, 28, 28]).Notes.ShouldBeEmpty();
        Open([2, 2, 28, 28]).Samples.Shape.ShouldBe([2, 2, 28, 28]);
        Should.Throw<BadArgumentException>(() =>
            Open([2, 3, 28], ChannelOrder.First)).Message.ShouldContain("holds no images (N, C, H, W)");
        Should.Throw<BadArgumentException>(() =>
            DataSource.Open("a.csv", new DataOptions { Channels = ChannelOrder.First })).Message.ShouldBe(
            "a.csv: only .npy and .npz files hold images whose channels may come first or last.");
    }

    private Dataset Open(Shape shape, ChannelOrder channels = ChannelOrder.Auto)
    {
        Npy.Write(folder.File("a.npy"), Tensor.From(Enumerable.Range(0, shape.Count).Select(i => (float)i).ToArray(), shape));
        return DataSource.Open(folder.File("a.npy"), new DataOptions { Channels = channels });
    }
}
