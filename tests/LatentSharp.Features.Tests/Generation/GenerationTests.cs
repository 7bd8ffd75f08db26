namespace LatentSharp.Tests;

public class GenerationTests
{
    /// <summary>Shows latent points themselves, three values each.</summary>
    private sealed class Echo : IGenerative
    {
        public int LatentSize => 3;

        public Shape InputShape => 3;

        public Tensor Generate(Tensor latents) => latents;
    }

    private static readonly Echo Model = new();

    [Fact]
    public void A_line_is_divided_evenly()
    {
        var points = Model.Interpolate(Tensor.From<float>(0, 2, 4), Tensor.From<float>(4, 2, 0), 5, LatentPath.Linear);
        points.ToArray().ShouldBe([0, 2, 4, 1, 2, 3, 2, 2, 2, 3, 2, 1, 4, 2, 0]);
    }

    [Fact]
    public void An_arc_keeps_its_radius_and_divides_the_angle_evenly()
    {
        // A quarter turn of radius 2 in three steps: 0, 30, 60 and 90 degrees.
        var points = Model.Interpolate(Tensor.From<float>(2, 0, 0), Tensor.From([0f, 0, 2], [1, 3]), 4).ToArray();
        var expected = new double[] { 0, 30, 60, 90 }
            .SelectMany(degrees => new[] { 2 * Math.Cos(degrees * Math.PI / 180), 0, 2 * Math.Sin(degrees * Math.PI / 180) }).ToArray();
        for (var i = 0; i < expected.Length; i++) ((double)points[i]).ShouldBe(expected[i], 1e-6);
    }

    [Fact]
    public void Where_there_is_no_angle_the_path_is_a_line()
    {
        Model.Interpolate(Tensor.From<float>(1, 2, 3), Tensor.From<float>(3, 6, 9), 3).ToArray().ShouldBe([1, 2, 3, 2, 4, 6, 3, 6, 9]);
        Model.Interpolate(Tensor.From<float>(0, 0, 0), Tensor.From<float>(2, 2, 2), 3).ToArray().ShouldBe([0, 0, 0, 1, 1, 1, 2, 2, 2]);
        Model.Interpolate(Tensor.From<float>(1, 0, 0), Tensor.From<float>(-1, 0, 0), 3).ToArray().ShouldBe([1, 0, 0, 0, 0, 0, -1, 0, 0]);
    }

    [Fact]
    public void A_traverse_moves_one_unit()
    {
        Model.Traverse(1, steps: 3, range: 2).ToArray().ShouldBe([0, -2, 0, 0, 0, 0, 0, 2, 0]);
        Model.Traverse(2, steps: 3, range: 1, around: Tensor.From<float>(5, 6, 7)).ToArray().ShouldBe([5, 6, -1, 5, 6, 0, 5, 6, 1]);
    }

    [Fact]
    public void Samples_start_from_the_standard_normal_distribution()
    {
        var points = Model.Sample(20_000, seed: 2).ToArray();
        points.Average().ShouldBe(0, 0.02f);
        points.Sum(value => value * (double)value / points.Length).ShouldBe(1, 0.03);
    }

    [Fact]
    public void Bad_input_is_named()
    {
        Message(() => Model.Sample(0)).ShouldContain("0");
        Message(() => Model.Traverse(3)).ShouldContain("0 to 2");
        Message(() => Model.Traverse(0, steps: 1)).ShouldContain("steps is 1");
        Message(() => Model.Traverse(0, range: 0)).ShouldContain("range");
        Message(() => Model.Interpolate(Tensor.Zeros([2, 3]), Tensor.Zeros(3))).ShouldContain("(2, 3)");

        static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
    }
}
