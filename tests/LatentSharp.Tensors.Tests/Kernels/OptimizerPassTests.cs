using System.Runtime.InteropServices;

namespace LatentSharp.Tests;

public class OptimizerPassTests
{
    private const int Steps = 20;

    private static readonly int[] Sizes = [0, 1, 5, 16, 17, 64, 100, 10_000];

    /// <summary>Some parameters with gradients and state, in memory that stays where it is.</summary>
    private sealed class Model
    {
        private readonly Storage[] memory = [.. Sizes.SelectMany(n => Enumerable.Range(0, 5).Select(_ => new Storage(n * 4)))];

        internal Model()
        {
            for (var p = 0; p < Sizes.Length; p++)
            {
                for (var part = 0; part < 5; part++) Floats(p, part).Clear();
                new TestNumbers((uint)p + 1).Floats(Sizes[p]).CopyTo(Floats(p, 0));
            }
        }

        internal Span<float> Floats(int parameter, int part) => MemoryMarshal.Cast<byte, float>(memory[(parameter * 5) + part].Bytes);

        internal void Gradient(int step)
        {
            for (var p = 0; p < Sizes.Length; p++) new TestNumbers((uint)((step * 100) + p)).Floats(Sizes[p]).CopyTo(Floats(p, 1));
        }

        internal float[] Everything()
        {
            var all = new List<float>();
            for (var p = 0; p < Sizes.Length; p++)
            {
                for (var part = 0; part < 5; part++) all.AddRange(Floats(p, part));
            }
            return [.. all];
        }
    }

    private static float[] Run<TStep>(Func<int, TStep> step, float scale = 1) where TStep : struct, IOptimizerStep
    {
        var model = new Model();
        var pass = new OptimizerPass();
        for (var t = 1; t <= Steps; t++)
        {
            model.Gradient(t);
            pass.Clear();
            for (var p = 0; p < Sizes.Length; p++)
                pass.Add(model.Floats(p, 0), model.Floats(p, 1), model.Floats(p, 2), model.Floats(p, 3), model.Floats(p, 4), scale);
            pass.Run(step(t));
        }
        return model.Everything();
    }

    /// <summary>The same in double precision, one number after the other.</summary>
    private static void Check(float[] result, int states, Func<int, double, double, double[], double> step)
    {
        var at = 0;
        for (var p = 0; p < Sizes.Length; p++)
        {
            var n = Sizes[p];
            var start = new TestNumbers((uint)p + 1).Floats(n);
            var gradients = Enumerable.Range(1, Steps).Select(t => new TestNumbers((uint)((t * 100) + p)).Floats(n)).ToArray();
            for (var i = 0; i < n; i++)
            {
                double w = start[i];
                var s = new double[2];
                for (var t = 1; t <= Steps; t++) w = step(t, w, gradients[t - 1][i], s);
                ((double)result[at + i]).ShouldBe(w, 1e-6 + (1e-6 * Math.Abs(w)));
                for (var k = 0; k < states; k++) ((double)result[at + ((2 + k) * n) + i]).ShouldBe(s[k], 1e-6);
                for (var k = states; k < 3; k++) result[at + ((2 + k) * n) + i].ShouldBe(0);
            }
            at += 5 * n;
        }
    }

    [Fact]
    public void Adam_follows_its_formula_and_has_the_same_bits_at_every_width() =>
        Check(Widths.Agree(() => Run(t => new AdamStep(0.01, t))), 2, (t, w, g, s) =>
        {
            s[0] = (0.9 * s[0]) + (0.1 * g);
            s[1] = (0.999 * s[1]) + (0.001 * g * g);
            return w - (0.01 * Math.Sqrt(1 - Math.Pow(0.999, t)) / (1 - Math.Pow(0.9, t)) * s[0] / (Math.Sqrt(s[1]) + 1e-7));
        });

    [Fact]
    public void Gradient_descent_follows_its_formula() =>
        Check(Widths.Agree(() => Run(_ => new SgdStep(0.1f), 0.5f)), 0, (_, w, g, _) => w - (0.1 * 0.5 * g));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Momentum_follows_its_formula(bool nesterov) =>
        Check(Widths.Agree(() => Run(_ => new MomentumStep(0.1f, 0.9f, nesterov))), 1, (_, w, g, s) =>
        {
            s[0] = (0.9 * s[0]) - (0.1 * g);
            return nesterov ? w + (0.9 * s[0]) - (0.1 * g) : w + s[0];
        });

    [Fact]
    public void Every_rule_has_the_same_bits_at_every_width()
    {
        float[][] results =
        [
            Widths.Agree(() => Run(t => new AmsGradStep(new AdamStep(0.01, t, 0.9, 0.99, 1e-7)))),
            Widths.Agree(() => Run(_ => new AdamaxStep(0.01f, 0.1f, 0.9f, 1e-7f))),
            Widths.Agree(() => Run(_ => new NadamStep(0.01f, 0.02f, 1.5f, 0.1f, 0.01f, 1e-7f))),
            Widths.Agree(() => Run(_ => new RmsPropStep(0.01f, 0.1f, 1e-7f))),
            Widths.Agree(() => Run(_ => new RmsPropMomentumStep(0.01f, 0.1f, 0.5f, true, 1e-7f))),
            Widths.Agree(() => Run(_ => new AdagradStep(0.01f, 1e-7f))),
            Widths.Agree(() => Run(_ => new AdadeltaStep(1, 0.05f, 1e-7f))), Widths.Agree(() => Run(_ => new LionStep(0.01f, 0.1f, 0.01f))),
            Widths.Agree(() => Run(t => new RegulatedStep<AdamStep>(new AdamStep(0.01, t), 0.01f, 0.5f))),
            Widths.Agree(() => Run(_ => new AverageStep(0.1f))),
        ];
        results.ShouldAllBe(result => result.All(float.IsFinite));
    }

    [Fact]
    public void Moments_of_dead_units_become_zero_instead_of_subnormal()
    {
        var memory = new Storage(4 * 4 * 16);
        var floats = MemoryMarshal.Cast<byte, float>(memory.Bytes);
        floats.Clear();
        floats.Slice(32, 32).Fill(1e-29f);
        var pass = new OptimizerPass();
        pass.Add(floats[..16], floats.Slice(16, 16), floats.Slice(32, 16), floats.Slice(48, 16));
        for (var t = 1; t <= 40; t++) pass.Run(new AdamStep(0.001, t));
        floats.Slice(32, 16).ToArray().ShouldAllBe(m => m == 0);
        floats.Slice(48, 16).ToArray().ShouldAllBe(v => v > 9e-30f);
    }

    [Fact]
    public void A_parameter_without_state_is_refused_where_the_step_needs_it()
    {
        var floats = MemoryMarshal.Cast<byte, float>(new Storage(64).Bytes);
        var pass = new OptimizerPass();
        pass.Add(floats[..8], floats[8..], floats[..8]);
        Should.Throw<BadArgumentException>(() => pass.Run(new AdamStep(0.1, 1)));
        pass.Clear();
        pass.Run(new AdamStep(0.1, 1));
    }

    [Fact]
    public void A_pass_allocates_nothing()
    {
        var memory = new Storage(4 * 40_000 * 4);
        var pass = new OptimizerPass();
        void Step()
        {
            var floats = MemoryMarshal.Cast<byte, float>(memory.Bytes);
            pass.Clear();
            pass.Add(floats[..40_000], floats.Slice(40_000, 40_000), floats.Slice(80_000, 40_000), floats[120_000..]);
            pass.Run(new AdamStep(0.1, 1));
        }
        for (var i = 0; i < 10; i++) Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Step();
        GC.GetAllocatedBytesForCurrentThread().ShouldBe(before);
    }
}
