namespace LatentSharp;

/// <summary>The initializers by their Keras names.</summary>
public static class Initializers
{
    /// <summary>All 0.</summary>
    public static Initializer Zeros { get; } = new Constant(0);

    /// <summary>All 1.</summary>
    public static Initializer Ones { get; } = new Constant(1);

    /// <summary>U(-l, l), l = √(6 / (in + out)) (Glorot and Bengio 2010, eq. 16). Keras's default for kernels.</summary>
    public static Initializer GlorotUniform { get; } = new VarianceScaling(1, FanMode.Average, WeightDistribution.Uniform);

    /// <summary>Truncated N(0, 2 / (in + out)) (Glorot and Bengio 2010).</summary>
    public static Initializer GlorotNormal { get; } = new VarianceScaling(1, FanMode.Average, WeightDistribution.TruncatedNormal);

    /// <summary>U(-l, l), l = √(6 / in) (He et al. 2015), for ReLU.</summary>
    public static Initializer HeUniform { get; } = new VarianceScaling(2, FanMode.In, WeightDistribution.Uniform);

    /// <summary>Truncated N(0, 2 / in) (He et al. 2015), for ReLU.</summary>
    public static Initializer HeNormal { get; } = new VarianceScaling(2, FanMode.In, WeightDistribution.TruncatedNormal);

    /// <summary>U(-l, l), l = √(3 / in) (LeCun et al. 1998), for SELU.</summary>
    public static Initializer LecunUniform { get; } = new VarianceScaling(1, FanMode.In, WeightDistribution.Uniform);

    /// <summary>Truncated N(0, 1 / in) (LeCun et al. 1998), for SELU.</summary>
    public static Initializer LecunNormal { get; } = new VarianceScaling(1, FanMode.In, WeightDistribution.TruncatedNormal);

    /// <summary>
    /// U(-l, l), l = 1/√in: what PyTorch draws for kernels and biases of its linear layers. Drawn biases help autoencoders of few units.
    /// </summary>
    public static Initializer UniformFanIn { get; } = new VarianceScaling(1f / 3, FanMode.In, WeightDistribution.Uniform);

    /// <summary>A random orthogonal matrix times <paramref name="gain"/> (Saxe et al. 2014).</summary>
    public static Initializer Orthogonal(float gain = 1) => new OrthogonalInitializer(gain) { Recipe = Recipe.Of([(nameof(gain), gain)]) };

    /// <summary>The same number everywhere.</summary>
    public static Initializer Constant(float value) => new Constant(value) { Recipe = Recipe.Of([(nameof(value), value)]) };

    /// <summary>U(low, high).</summary>
    public static Initializer RandomUniform(float low = -0.05f, float high = 0.05f) =>
        new RandomUniform(low, high) { Recipe = Recipe.Of([(nameof(low), low), (nameof(high), high)]) };

    /// <summary>N(mean, deviation²).</summary>
    public static Initializer RandomNormal(float mean = 0, float deviation = 0.05f) =>
        new RandomNormal(mean, deviation) { Recipe = Recipe.Of([(nameof(mean), mean), (nameof(deviation), deviation)]) };

    /// <summary>N(mean, deviation²), drawn anew beyond two deviations.</summary>
    public static Initializer TruncatedNormal(float mean = 0, float deviation = 0.05f) =>
        new TruncatedNormal(mean, deviation) { Recipe = Recipe.Of([(nameof(mean), mean), (nameof(deviation), deviation)]) };

    /// <summary>A matrix with <paramref name="gain"/> on its diagonal and zeros elsewhere.</summary>
    public static Initializer Identity(float gain = 1) => new IdentityMatrix(gain) { Recipe = Recipe.Of([(nameof(gain), gain)]) };

    /// <summary>Mean 0 and variance scale / fan, of which the named ones are cases.</summary>
    /// <param name="scale">Above 0. Default 1.</param>
    /// <param name="mode">Which number of connections counts. Default those coming in.</param>
    /// <param name="distribution">Default a truncated normal; its variance is that after the cut.</param>
    public static Initializer VarianceScaling(
        double scale = 1, FanMode mode = FanMode.In, WeightDistribution distribution = WeightDistribution.TruncatedNormal) =>
        new VarianceScaling((float)Require.Positive(scale, "VarianceScaling: scale"), mode, distribution)
        {
            Recipe = Recipe.Of([(nameof(scale), scale), (nameof(mode), mode), (nameof(distribution), distribution)]),
        };
}
