namespace LatentSharp;

/// <summary>A layer that normalises its input and gives it a scale <c>gamma</c> and a shift <c>beta</c> that are learned.</summary>
public abstract class NormalizationLayer : Layer
{
    private readonly double epsilon = 1e-3;

    private protected NormalizationLayer()
    {
    }

    /// <summary>Added to the variance before its root is taken, 0 or more. Default 1e-3.</summary>
    public double Epsilon
    {
        get => epsilon;
        init => epsilon = Require.InRange(value, 0, float.MaxValue, $"{GetType().Name}: Epsilon");
    }

    /// <summary>Whether a shift <c>beta</c> is learned. Default true.</summary>
    public bool Center { get; init; } = true;

    /// <summary>Whether a scale <c>gamma</c> is learned. Default true.</summary>
    public bool Scale { get; init; } = true;

    /// <summary>Draws the shift. Default <see cref="Initializers.Zeros"/>.</summary>
    public Initializer BetaInitializer { get; init; } = Initializers.Zeros;

    /// <summary>Draws the scale. Default <see cref="Initializers.Ones"/>.</summary>
    public Initializer GammaInitializer { get; init; } = Initializers.Ones;

    /// <summary>A penalty on the shift, added to the loss. Default none.</summary>
    public Regularizer? BetaRegularizer { get; init; }

    /// <summary>A penalty on the scale, added to the loss. Default none.</summary>
    public Regularizer? GammaRegularizer { get; init; }

    /// <summary>What holds for the shift after each step. Default nothing.</summary>
    public Constraint? BetaConstraint { get; init; }

    /// <summary>What holds for the scale after each step. Default nothing.</summary>
    public Constraint? GammaConstraint { get; init; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    private protected Parameter? GammaParameter { get; private set; }

    private protected Parameter? BetaParameter { get; private set; }

    private protected Tensor Gamma => GammaParameter?.Value ?? default;

    private protected Tensor Beta => BetaParameter?.Value ?? default;

    /// <summary>Creates scale and shift of this shape.</summary>
    private protected void AddWeights(Builder builder, Shape shape)
    {
        GammaParameter = Scale
            ? builder.Add("gamma", shape, GammaInitializer, regularizer: GammaRegularizer, constraint: GammaConstraint)
            : null;
        BetaParameter = Center
            ? builder.Add("beta", shape, BetaInitializer, regularizer: BetaRegularizer, constraint: BetaConstraint)
            : null;
    }

    /// <summary>The place of an axis that is not the batch's and whose size is known.</summary>
    private protected int Place(Index axis, Shape input) => Axes.Place(axis, input, GetType().Name);
}
