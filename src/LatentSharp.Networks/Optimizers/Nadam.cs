using System.Diagnostics.CodeAnalysis;

namespace LatentSharp;

/// <summary>
/// Nadam (Dozat 2016) in Keras's form: Adam with Nesterov momentum whose share u grows, uₜ = β₁·(1 - 0.96ᵗ / 2):
/// w ← w - rate · (uₜ₊₁·m / (1 - Πₜ₊₁) + (1-uₜ)·g / (1 - Πₜ)) / (√(v / (1-β₂ᵗ)) + ε), with Πₜ the product of all u up to t.
/// </summary>
public sealed class Nadam : MomentOptimizer
{
    /// <summary>Creates it.</summary>
    /// <param name="learningRate">A number or a schedule. Default 0.001.</param>
    [SetsRequiredMembers]
    public Nadam(Schedule? learningRate = null)
        : base(learningRate)
    {
    }

    /// <inheritdoc/>
    public override OptimizerState Bind(IReadOnlyList<Parameter> parameters)
    {
        var products = new MomentumProduct(Beta1);
        return Bind(parameters, (rate, step) =>
        {
            var (now, next) = (products.Share(step), products.Share(step + 1));
            var product = products.UpTo(step);
            return new NadamStep(
                (float)(rate * next / (1 - (product * next))), (float)(rate * (1 - now) / (1 - product)),
                (float)(1 / (1 - Math.Pow(Beta2, step))),
                (float)(1 - Beta1), (float)(1 - Beta2), (float)Epsilon);
        });
    }

    /// <summary>The product of the momentum's shares, kept from step to step.</summary>
    private sealed class MomentumProduct(double beta1)
    {
        private long known;
        private double product = 1;

        internal double Share(long step) => beta1 * (1 - (0.5 * Math.Pow(0.96, step)));

        internal double UpTo(long step)
        {
            if (step < known) (known, product) = (0, 1);
            while (known < step) product *= Share(++known);
            return product;
        }
    }
}
