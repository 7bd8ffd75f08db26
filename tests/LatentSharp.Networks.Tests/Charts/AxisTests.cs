namespace LatentSharp.Tests;

public sealed class AxisTests
{
    [Fact]
    public void LinearTicksAreRound() => Axis.Linear(0, 10, 5, room: 0).Ticks.ShouldBe([0, 2, 4, 6, 8, 10]);

    [Fact]
    public void TicksOfSmallRangesAreRoundToo() =>
        Axis.Linear(0.031, 0.049, 4, room: 0).Ticks.Select(tick => Math.Round(tick, 9)).ShouldBe([0.035, 0.04, 0.045]);

    [Fact]
    public void EpochsBeginWithTheFirst()
    {
        var axis = Axis.Whole(1, 100, 6);

        axis.Ticks.ShouldBe([1, 20, 40, 60, 80, 100]);
        axis.Place(1).ShouldBe(0);
        axis.Place(100).ShouldBe(1);
    }

    [Fact]
    public void FewEpochsAreWholeNumbers() => Axis.Whole(1, 3, 6).Ticks.ShouldBe([1, 2, 3]);

    [Fact]
    public void OneEpochIsInTheMiddle() => Axis.Whole(1, 1, 6).Place(1).ShouldBe(0.5);

    [Fact]
    public void LossesOfManySizesAreLogarithmic()
    {
        var axis = Axis.ForLosses([1, 0.1, 0.01]);

        axis.Logarithmic.ShouldBeTrue();
        axis.Place(0.1).ShouldBe(0.5, 1e-9);
        axis.Ticks.ShouldContain(tick => Math.Abs(tick - 0.1) < 1e-12);
    }

    [Fact]
    public void LossesOfOneSizeAreNot() => Axis.ForLosses([0.1, 0.05]).Logarithmic.ShouldBeFalse();

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { double.NaN, double.PositiveInfinity })]
    [InlineData(new[] { 0.25, 0.25 })]
    [InlineData(new[] { 0.0 })]
    public void OddLossesStillGiveAnAxis(double[] losses)
    {
        var axis = Axis.ForLosses(losses);

        axis.Maximum.ShouldBeGreaterThan(axis.Minimum);
        axis.Ticks.Count.ShouldBeGreaterThan(1);
    }
}
