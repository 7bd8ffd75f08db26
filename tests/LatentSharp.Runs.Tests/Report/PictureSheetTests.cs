namespace LatentSharp.Tests;

public sealed class PictureSheetTests
{
    [Fact]
    public void TilesStandInRowsWithGreyBetweenThem()
    {
        // Three pictures of 2 × 2 in rows of two: pixels become squares of 42, tiles are 84 wide with 4 between them.
        var samples = Tensor.From([0f, 0.2f, 0.4f, 0.6f, 0.8f, 1, 0, 0, 0, 0, 0, 1], [3, 2, 2]);
        var sheet = PictureSheet.Draw(samples, new Scaler(ScalerKind.None, Tensor.Scalar(0), Tensor.Scalar(1)), columns: 2);
        sheet.Shape.ShouldBe(new Shape(172, 172, 1));
        var pixels = sheet.ToArray();
        float At(int y, int x) => pixels[(y * 172) + x];

        At(0, 41).ShouldBe(0);
        At(0, 42).ShouldBe(51);
        At(42, 0).ShouldBe(102);
        At(83, 83).ShouldBe(153);
        At(0, 84).ShouldBe(128);
        At(0, 87).ShouldBe(128);
        At(0, 88).ShouldBe(204);
        At(85, 10).ShouldBe(128);
        At(171, 83).ShouldBe(255);
        At(171, 171).ShouldBe(128, "no fourth picture");
    }
}
