namespace LatentSharp.Tests;

/// <summary>Schedules against arithmetic by hand.</summary>
public class ScheduleTests
{
    [Fact]
    public void Exponential()
    {
        Check(new ExponentialDecay(0.8, 10, 0.25), (0, 0.8), (5, 0.4), (10, 0.2), (20, 0.05));
        Check(new ExponentialDecay(0.8, 10, 0.25, staircase: true), (0, 0.8), (9, 0.8), (10, 0.2), (19, 0.2), (20, 0.05));
    }

    [Fact]
    public void Inverse_time()
    {
        Check(new InverseTimeDecay(0.6, 10, 0.5), (0, 0.6), (10, 0.4), (5, 0.48), (40, 0.2));
        Check(new InverseTimeDecay(0.6, 10, 0.5, staircase: true), (9, 0.6), (10, 0.4), (19, 0.4), (40, 0.2));
    }

    [Fact]
    public void Polynomial()
    {
        Check(new PolynomialDecay(1.1, 10, 0.1), (0, 1.1), (5, 0.6), (10, 0.1), (99, 0.1));
        Check(new PolynomialDecay(1.1, 10, 0.1, power: 2), (5, 0.35), (10, 0.1));
        Check(new PolynomialDecay(1.1, 10, 0.1, cycle: true), (0, 1.1), (10, 0.1), (15, 0.35), (20, 0.1), (25, 0.1 + (5 / 30.0)));
    }

    [Fact]
    public void Piecewise_constant()
    {
        Check(new PiecewiseConstantDecay([10, 20], [1, 0.5, 0.1]), (0, 1), (10, 1), (11, 0.5), (20, 0.5), (21, 0.1));
        Message(() => new PiecewiseConstantDecay([10], [1])).ShouldContain("one rate more");
        Message(() => new PiecewiseConstantDecay([10, 10], [1, 2, 3])).ShouldContain("rise");
    }

    [Fact]
    public void Cosine()
    {
        Check(new CosineDecay(0.4, 100), (0, 0.4), (50, 0.2), (100, 0), (500, 0));
        Check(new CosineDecay(0.4, 100, alpha: 0.25), (0, 0.4), (50, 0.25), (100, 0.1));
        Check(new CosineDecay(0.1, 100, warmupTarget: 0.5, warmupSteps: 10), (0, 0.1), (5, 0.3), (10, 0.5), (60, 0.25), (110, 0));
        Check(new CosineDecay(0, 100, warmupTarget: 0.5, warmupSteps: 10), (0, 0), (5, 0.25));
    }

    [Fact]
    public void Cosine_with_restarts()
    {
        Check(new CosineDecayRestarts(1, 10), (0, 1), (5, 0.5), (10, 1), (20, 0.5), (30, 1), (50, 0.5), (70, 1));
        Check(new CosineDecayRestarts(1, 10, 1, 0.5, 0.2), (0, 1), (5, 0.6), (10, 0.6), (15, 0.4), (20, 0.4));
    }

    [Fact]
    public void Numbers_that_cannot_work_are_refused()
    {
        Message(() => new ExponentialDecay(0.1, 0, 0.5)).ShouldContain("steps is 0");
        Message(() => new CosineDecayRestarts(0.1, 10, 0.5)).ShouldContain("periodFactor is 0.5");
        Message(() => new PolynomialDecay(0, 10)).ShouldContain("initial rate is 0");
        Message(() => new InverseTimeDecay(1, 10, -1)).ShouldContain("-1");
        Message(() => new CosineDecay(0, 10)).ShouldContain("initial rate is 0");
        Message(() => new CosineDecay(0.1, 0)).ShouldContain("steps is 0");
        Message(() => new CosineDecay(0.1, 10, warmupSteps: 5)).ShouldContain("warmupSteps is 5, but there is no warmupTarget");
    }

    private static void Check(Schedule schedule, params (long Step, double Rate)[] expected)
    {
        foreach (var (step, rate) in expected) schedule.At(step).ShouldBe(rate, 1e-12, $"step {step}");
    }

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
