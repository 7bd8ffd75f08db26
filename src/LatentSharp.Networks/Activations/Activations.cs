namespace LatentSharp;

/// <summary>
/// The activations by their Keras names. Those with a setting stand for themselves with its default, as <c>Activations.LeakyRelu</c>, and
/// are called for another, as
/// <c>Activations.LeakyRelu(0.1f)</c>. A new one is one line here and its operation in the engine.
/// </summary>
public static class Activations
{
    /// <summary>f(x) = x: none.</summary>
    public static ActivationFunction Linear { get; } = new LinearActivation();

    /// <summary>max(x, 0).</summary>
    public static ActivationFunction Relu { get; } = new ElementActivation<ReluOp>("relu");

    /// <summary>min(max(x, 0), 6).</summary>
    public static ActivationFunction Relu6 { get; } = new ElementActivation<ClipOp>("relu6", new ClipOp(0, 6));

    /// <summary>1 / (1 + exp(-x)).</summary>
    public static ActivationFunction Sigmoid { get; } = new ElementActivation<SigmoidOp>("sigmoid");

    /// <summary>tanh x.</summary>
    public static ActivationFunction Tanh { get; } = new ElementActivation<TanhOp>("tanh");

    /// <summary>exp(x) / Σ exp(x) along the last axis.</summary>
    public static ActivationFunction Softmax { get; } = new OpActivation("softmax", x => Ops.Softmax(x));

    /// <summary>exp(x) / Σ exp(x) along any axis but that of the batch.</summary>
    /// <param name="axis">Counted with the batch axis.</param>
    public static ActivationFunction SoftmaxAlong(Index axis) =>
        new OpActivation("softmax_along", x => Ops.Softmax(x, axis)) { Recipe = Recipe.Of([(nameof(axis), axis)]) };

    /// <summary>x - log Σ exp(x) along the last axis.</summary>
    public static ActivationFunction LogSoftmax { get; } = new OpActivation("log_softmax", Ops.LogSoftmax);

    /// <summary>The nearest point of the simplex along the last axis (Martins and Astudillo 2016).</summary>
    public static ActivationFunction Sparsemax { get; } = new OpActivation("sparsemax", Ops.Sparsemax);

    /// <summary>1.0507 · elu(x, 1.67326) (Klambauer et al. 2017).</summary>
    public static ActivationFunction Selu { get; } = new ElementActivation<ExponentialLinearOp>("selu", ExponentialLinearOp.Selu);

    /// <summary>x · sigmoid x, also called swish.</summary>
    public static ActivationFunction Silu { get; } = new ElementActivation<SiluOp>("silu");

    /// <summary>x · tanh(softplus x) (Misra 2019).</summary>
    public static ActivationFunction Mish { get; } = new ElementActivation<MishOp>("mish");

    /// <summary>log(1 + exp x).</summary>
    public static ActivationFunction Softplus { get; } = new ElementActivation<SoftplusOp>("softplus");

    /// <summary>x / (1 + |x|).</summary>
    public static ActivationFunction Softsign { get; } = new ElementActivation<SoftsignOp>("softsign");

    /// <summary>exp x.</summary>
    public static ActivationFunction Exponential { get; } = new ElementActivation<ExpOp>("exponential");

    /// <summary>log(sigmoid x).</summary>
    public static ActivationFunction LogSigmoid { get; } = new ElementActivation<LogSigmoidOp>("log_sigmoid");

    /// <summary>x / 6 + 1/2 clipped to [0, 1].</summary>
    public static ActivationFunction HardSigmoid { get; } = new ElementActivation<HardSigmoidOp>("hard_sigmoid");

    /// <summary>x · hard sigmoid of x, also called hard swish.</summary>
    public static ActivationFunction HardSilu { get; } = new ElementActivation<HardSiluOp>("hard_silu");

    /// <summary>x clipped to [-1, 1].</summary>
    public static ActivationFunction HardTanh { get; } = new ElementActivation<ClipOp>("hard_tanh", new ClipOp(-1, 1));

    /// <summary>x - tanh x.</summary>
    public static ActivationFunction TanhShrink { get; } = new ElementActivation<TanhShrinkOp>("tanh_shrink");

    /// <summary>0 up to -1, (x + 1)² / 4 up to 1, then x.</summary>
    public static ActivationFunction SparsePlus { get; } = new ElementActivation<SparsePlusOp>("sparse_plus");

    /// <summary>(x + 1) / 2 clipped to [0, 1].</summary>
    public static ActivationFunction SparseSigmoid { get; } = new ElementActivation<SparseSigmoidOp>("sparse_sigmoid");

    /// <summary>a · sigmoid b for the halves a, b of the last axis, whose size becomes half (Dauphin et al. 2017).</summary>
    public static ActivationFunction Glu { get; } = new GluActivation();

    /// <summary>x above 0, slope · x below, with a slope of 0.2 unless it is given: <c>LeakyRelu(0.1f)</c>.</summary>
    public static SlopedActivation LeakyRelu { get; } = negativeSlope =>
        new ElementActivation<LeakyReluOp>("leaky_relu", new LeakyReluOp(NotNegative(negativeSlope, "LeakyRelu: negativeSlope")))
        {
            Recipe = Recipe.Of([(nameof(negativeSlope), negativeSlope)], nameof(LeakyRelu)),
        };

    /// <summary>
    /// Keras's relu with all its arguments: maxValue from there up, x from the threshold up, slope · (x - threshold) below.
    /// </summary>
    /// <param name="negativeSlope">0 or more. Default 0.</param>
    /// <param name="maxValue">Above the threshold. Default none.</param>
    /// <param name="threshold">Default 0.</param>
    public static ActivationFunction ReluWith(float negativeSlope = 0, float maxValue = float.PositiveInfinity, float threshold = 0)
    {
        if (!(maxValue > threshold))
            throw new BadArgumentException(
                FormattableString.Invariant($"ReluWith: maxValue is {maxValue}; it must be above the threshold {threshold}."));
        return new ElementActivation<ReluWithOp>(
            "relu", new ReluWithOp(NotNegative(negativeSlope, "ReluWith: negativeSlope"), maxValue, threshold))
        {
            Recipe = Recipe.Of([(nameof(negativeSlope), negativeSlope), (nameof(maxValue), maxValue), (nameof(threshold), threshold)]),
        };
    }

    /// <summary>x above 0, α · (exp x - 1) below (Clevert et al. 2016), with an α of 1 unless it is given: <c>Elu(0.5f)</c>.</summary>
    public static LimitedActivation Elu { get; } = alpha =>
        new ElementActivation<ExponentialLinearOp>("elu", ExponentialLinearOp.Elu(alpha))
    {
        Recipe = Recipe.Of([(nameof(alpha), alpha)], nameof(Elu)),
    };

    /// <summary>x above 0, α · (exp(x / α) - 1) below (Barron 2017), with an α of 1 unless it is given: <c>Celu(0.5f)</c>.</summary>
    public static LimitedActivation Celu { get; } = alpha =>
        new ElementActivation<ExponentialLinearOp>("celu", ExponentialLinearOp.Celu(alpha))
    {
        Recipe = Recipe.Of([(nameof(alpha), alpha)], nameof(Celu)),
    };

    /// <summary>x · Φ(x) (Hendrycks and Gimpel 2016); <c>Gelu(approximate: true)</c> computes Φ from a tangent.</summary>
    public static ApproximableActivation Gelu { get; } = approximate => approximate
        ? new ElementActivation<TanhGeluOp>("gelu_tanh") { Recipe = Recipe.Of([(nameof(approximate), approximate)], nameof(Gelu)) }
        : new ElementActivation<GeluOp>("gelu") { Recipe = Recipe.Of([], nameof(Gelu)) };

    /// <summary>(x + √(x² + b)) / 2 (Barron 2021), with a b of 4 unless it is given: <c>Squareplus(1)</c>.</summary>
    public static CurvedActivation Squareplus { get; } = b =>
        new ElementActivation<SquareplusOp>("squareplus", new SquareplusOp((float)Require.Positive((double)b, "Squareplus: b")))
        {
            Recipe = Recipe.Of([(nameof(b), b)], nameof(Squareplus)),
        };

    /// <summary>
    /// x where |x| is above the threshold, 0 elsewhere, with a threshold of 0.5 unless it is given: <c>HardShrink(0.1f)</c>.
    /// </summary>
    public static ThresholdActivation HardShrink { get; } = threshold =>
        new ElementActivation<HardShrinkOp>("hard_shrink", new HardShrinkOp(NotNegative(threshold, "HardShrink: threshold")))
        {
            Recipe = Recipe.Of([(nameof(threshold), threshold)], nameof(HardShrink)),
        };

    /// <summary>
    /// x moved towards 0 by the threshold, 0 within it, with a threshold of 0.5 unless it is given: <c>SoftShrink(0.1f)</c>.
    /// </summary>
    public static ThresholdActivation SoftShrink { get; } = threshold =>
        new ElementActivation<SoftShrinkOp>("soft_shrink", new SoftShrinkOp(NotNegative(threshold, "SoftShrink: threshold")))
        {
            Recipe = Recipe.Of([(nameof(threshold), threshold)], nameof(SoftShrink)),
        };

    /// <summary>x above the threshold, <paramref name="value"/> elsewhere.</summary>
    public static ActivationFunction Threshold(float threshold, float value) =>
        new ElementActivation<ThresholdOp>("threshold", new ThresholdOp(threshold, value))
        {
            Recipe = Recipe.Of([(nameof(threshold), threshold), (nameof(value), value)]),
        };

    /// <summary>All of them, those with settings by their defaults.</summary>
    public static IReadOnlyList<ActivationFunction> All { get; } =
    [
        Linear, Relu, Relu6, Sigmoid, Tanh, Softmax, LogSoftmax, Sparsemax, Selu, Silu, Mish, Softplus, Softsign, Exponential, LogSigmoid,
        HardSigmoid,
        HardSilu, HardTanh, TanhShrink, SparsePlus, SparseSigmoid, Glu, LeakyRelu(), Elu(), Celu(), Gelu(), Gelu(approximate: true),
        Squareplus(),
        HardShrink(), SoftShrink(), Threshold(0, 0),
    ];

    /// <summary>The activation of a saved configuration.</summary>
    /// <exception cref="BadArgumentException">No activation has this name.</exception>
    public static ActivationFunction Get(string name) => All.FirstOrDefault(activation => activation.Name == name)
        ?? throw new BadArgumentException(
            $"No activation is called '{name}'; there are {string.Join(", ", All.Select(activation => activation.Name))}.");

    private static float NotNegative(float value, string what) => (float)Require.InRange(value, 0, float.MaxValue, what);

    private sealed class LinearActivation : ActivationFunction
    {
        public override string Name => "linear";

        public override Tensor Apply(Tensor x) => x;

        internal override bool TryFuse<TOperation, TResult>(in TOperation operation, out TResult result)
        {
            result = operation.With(default(IdentityOp));
            return true;
        }
    }

    private sealed class GluActivation : ActivationFunction
    {
        public override string Name => "glu";

        public override Shape OutputShape(Shape input) =>
            input.Rank > 0 && input[^1] is var size && (size == Shape.Any || size % 2 == 0)
                ? input.With(^1, size == Shape.Any ? size : size / 2)
                : throw new BadArgumentException($"glu: the last axis of {input} does not divide in two.");

        public override Tensor Apply(Tensor x) => Ops.Glu(x);
    }
}
