using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>
/// With a linear decoder x = z·W + b and a Gaussian likelihood of variance s, a variational autoencoder is probabilistic PCA (Tipping and
/// Bishop 1999): x is normal with mean b and covariance WᵀW + s·I, which is known exactly.
/// </summary>
public class LinearGaussianTests
{
    private const int Values = 5, Units = 2;
    private const double Variance = 0.3;

    /// <summary>Rows of W at right angles: then the true posterior has independent units, as the encoder's has.</summary>
    private static readonly double[,] Decoder = { { 0.9, -0.3, 0.6, 0, 0.45 }, { 0.2, 0.6, 0, -0.7, 0 } };

    private static readonly double[] Bias = [0.1, -0.2, 0.3, 0, 0.5];

    private static readonly Tensor Samples = new TestNumbers(8).Tensor([12, Values], -1.5, 1.5).Keep();

    [Fact]
    public void With_the_true_posterior_one_draw_gives_the_exact_likelihood()
    {
        var model = Model(encoderError: 0);
        var expected = Exact();
        model.LogLikelihood(Samples, importanceSamples: 1).ShouldBeNear(expected, 2e-6);
        model.LogLikelihood(Samples, importanceSamples: 1500, seed: 3).ShouldBeNear(expected, 2e-6);
        // The bound holds with equality.
        model.Elbo(Samples, draws: 400).Elbo.ShouldBe(expected.Average(), 0.05);
    }

    [Fact]
    public void With_another_posterior_many_draws_come_near_and_the_bound_stays_below()
    {
        var model = Model(encoderError: 0.4);
        var expected = Exact();
        var near = model.LogLikelihood(Samples, importanceSamples: 20_000).ToArray();
        for (var i = 0; i < near.Length; i++) ((double)near[i]).ShouldBe(expected[i], 0.05);
        var bound = model.Elbo(Samples, draws: 500).Elbo;
        bound.ShouldBeLessThan(expected.Average() - 0.05);
        model.LogLikelihood(Samples, importanceSamples: 10).ToArray().Average().ShouldBeGreaterThan((float)bound);
    }

    /// <summary>The posterior of z is normal with covariance s·(WWᵀ + s·I)⁻¹ and mean (WWᵀ + s·I)⁻¹·W·(x - b); WWᵀ is diagonal.</summary>
    private static FittedVariationalAutoencoder Model(double encoderError)
    {
        var (kernel, bias, logVariance) = (new float[Values * Units], new float[Units], new float[Units]);
        for (var u = 0; u < Units; u++)
        {
            var m = Variance + Enumerable.Range(0, Values).Sum(v => Decoder[u, v] * Decoder[u, v]);
            for (var v = 0; v < Values; v++)
            {
                kernel[(v * Units) + u] = (float)(Decoder[u, v] / m);
                bias[u] -= (float)(Decoder[u, v] / m * Bias[v]);
            }
            bias[u] += (float)encoderError;
            logVariance[u] = (float)(Math.Log(Variance / m) + encoderError);
        }
        var weights = new Dictionary<string, Tensor>
        {
            ["encoder/z_mean/kernel"] = Tensor.From(kernel, [Values, Units]),
            ["encoder/z_mean/bias"] = Tensor.From(bias, Units),
            ["encoder/z_log_var/kernel"] = Tensor.Zeros([Values, Units]),
            ["encoder/z_log_var/bias"] = Tensor.From(logVariance, Units),
            ["decoder/output/kernel"] = Tensor.From([.. Decoder.Cast<double>().Select(value => (float)value)], [Units, Values]),
            ["decoder/output/bias"] = Tensor.From([.. Bias.Select(value => (float)value)], Values),
        };
        var options = new VariationalAutoencoderOptions
        {
            LatentSize = Units, Hidden = [], Likelihood = Likelihood.Gaussian, Variance = Variance,
        };
        return (FittedVariationalAutoencoder)FittedModel.FromWeights(options, Values, weights);
    }

    /// <summary>-(D·log 2π + log|C| + (x - b)ᵀC⁻¹(x - b)) / 2, by Gauss's elimination of C beside x - b.</summary>
    private static double[] Exact()
    {
        var results = new double[Samples.Shape[0]];
        for (var row = 0; row < results.Length; row++)
        {
            var c = new double[Values, Values];
            var right = new double[Values];
            for (var i = 0; i < Values; i++)
            {
                right[i] = Samples[row, i] - Bias[i];
                for (var j = 0; j < Values; j++)
                    c[i, j] = (i == j ? Variance : 0) + (Decoder[0, i] * Decoder[0, j]) + (Decoder[1, i] * Decoder[1, j]);
            }
            var (logDeterminant, square) = (0.0, 0.0);
            for (var pivot = 0; pivot < Values; pivot++)
            {
                logDeterminant += Math.Log(c[pivot, pivot]);
                square += right[pivot] * right[pivot] / c[pivot, pivot];
                for (var i = pivot + 1; i < Values; i++)
                {
                    var factor = c[i, pivot] / c[pivot, pivot];
                    right[i] -= factor * right[pivot];
                    for (var j = pivot; j < Values; j++) c[i, j] -= factor * c[pivot, j];
                }
            }
            results[row] = -0.5 * ((Values * Math.Log(2 * Math.PI)) + logDeterminant + square);
        }
        return results;
    }
}
