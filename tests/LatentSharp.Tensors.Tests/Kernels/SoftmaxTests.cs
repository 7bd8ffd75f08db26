namespace LatentSharp.Tests;

public class SoftmaxTests
{
    private const double Epsilon = 1.1920929e-7;
    private const int Rows = 7;

    public static TheoryData<int, float> Sizes
    {
        get
        {
            var data = new TheoryData<int, float>();
            foreach (var cols in new[] { 1, 2, 3, 10, 16, 17, 64, 100, 1000, 5000 })
            {
                foreach (var scale in new[] { 0.01f, 1, 20, 80 }) data.Add(cols, scale);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Values_and_gradients_are_near_the_exact_ones_and_the_same_at_every_width(int cols, float scale)
    {
        var x = Array.ConvertAll(new TestNumbers((uint)cols).Floats(Rows * cols), value => value * scale);
        var dy = new TestNumbers((uint)cols + 1).Floats(Rows * cols);
        var y = Widths.Agree(() => Filled(to => SoftmaxRows.Forward(x, cols, to)));
        var log = Widths.Agree(() => Filled(to => SoftmaxRows.LogForward(x, cols, to)));
        var dx = Widths.Agree(() => Filled(to => SoftmaxRows.Backward(y, dy, cols, to, false)));
        var dlog = Widths.Agree(() => Filled(to => SoftmaxRows.LogBackward(log, dy, cols, to, false)));
        for (var row = 0; row < Rows; row++)
        {
            var at = row * cols;
            double largest = x[at..(at + cols)].Max();
            var exact = Enumerable.Range(at, cols).Select(i => Math.Exp(x[i] - largest)).ToArray();
            var sum = exact.Sum();
            var mean = Enumerable.Range(0, cols).Sum(i => exact[i] / sum * dy[at + i]);
            var total = Enumerable.Range(0, cols).Sum(i => (double)dy[at + i]);
            var size = Enumerable.Range(0, cols).Sum(i => Math.Abs((double)dy[at + i]));
            for (var i = 0; i < cols; i++)
            {
                var (p, lp) = (exact[i] / sum, x[at + i] - largest - Math.Log(sum));
                ((double)y[at + i]).ShouldBe(p, 10 * Epsilon);
                ((double)log[at + i]).ShouldBe(lp, 10 * Epsilon * Math.Max(1, Math.Abs(lp)));
                ((double)dx[at + i]).ShouldBe(p * (dy[at + i] - mean), 40 * Epsilon);
                ((double)dlog[at + i]).ShouldBe(dy[at + i] - (p * total), 40 * Epsilon * Math.Max(1, size));
            }
        }

        float[] Filled(Action<float[]> fill)
        {
            var to = new float[Rows * cols];
            fill(to);
            return to;
        }
    }

    [Fact]
    public void The_output_may_be_the_input_and_gradients_are_added()
    {
        var x = new TestNumbers(1).Floats(30);
        var (y, same) = (new float[30], x.ToArray());
        SoftmaxRows.Forward(x, 10, y);
        SoftmaxRows.Forward(same, 10, same);
        same.ShouldBe(y);
        var (once, twice) = (new float[30], new float[30]);
        SoftmaxRows.Backward(y, x, 10, once, false);
        SoftmaxRows.Backward(y, x, 10, twice, true);
        SoftmaxRows.Backward(y, x, 10, twice, true);
        twice.ShouldBe(Array.ConvertAll(once, value => 2 * value));
    }
}
