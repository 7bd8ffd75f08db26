namespace LatentSharp.Tests;

public sealed class CurveSheetTests
{
    [Fact]
    public void AFlatCurveCoversOneAndAHalfPixels()
    {
        // In the middle of 60 rows, at 30: from 29.25 to 30.75, three quarters of rows 29 and 30, from 4 within the left edge to 4 within
        // the right one.
        var sheet = CurveSheet.Draw(Tensor.Zeros([1, 5, 1]));
        sheet.Shape.ShouldBe(new Shape(60, 168, 1));
        var pixels = sheet.ToArray();

        for (var y = 0; y < 60; y++)
            for (var x = 0; x < 168; x++)
                pixels[(y * 168) + x].ShouldBe(y is 29 or 30 && x is >= 4 and < 164 ? 63.75f : 255f, $"row {y}, column {x}");
    }

    [Fact]
    public void ACurveRisesFromTheBottomToTheTopOfItsPanel()
    {
        // Two sequences of two channels: the first channel goes from 0 to 1 in the one and stays at 0 in the other; the second stays at 3.
        var sheet = CurveSheet.Draw(Tensor.From([0f, 3, 1, 3, 0, 3, 0, 3], [2, 2, 2]), columns: 2);
        sheet.Shape.ShouldBe(new Shape(120, 340, 1));
        var pixels = sheet.ToArray();
        int Darkest(int x, int from) => Enumerable.Range(from, 60).MinBy(y => pixels[(y * 340) + x]);

        Darkest(4, 0).ShouldBeInRange(54, 56);
        Darkest(83, 0).ShouldBeInRange(28, 31);
        Darkest(163, 0).ShouldBeInRange(3, 5);
        Darkest(300, 0).ShouldBeInRange(54, 56);
        Darkest(80, 60).ShouldBeInRange(89, 90);
        Enumerable.Range(0, 120).ShouldAllBe(y => pixels[(y * 340) + 168] == 128 && pixels[(y * 340) + 171] == 128);
    }

    [Fact]
    public void AStepIsSeenHoweverManyThereAre()
    {
        var values = new float[100_000];
        values[70_000] = 1;
        var pixels = CurveSheet.Draw(Tensor.From(values, [1, values.Length, 1])).ToArray();
        // The one of 100,000 steps lies in column 4 + 160 · 0.7.
        pixels[(5 * 168) + 116].ShouldBe(0);
        pixels[(5 * 168) + 114].ShouldBe(255);
    }
}
