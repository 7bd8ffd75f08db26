namespace LatentSharp;

/// <summary>What the cells of this library have in common; a layer hands its own to its cell.</summary>
internal sealed record CellSettings
{
    internal bool UseBias { get; init; } = true;

    internal Initializer KernelInitializer { get; init; } = Initializers.GlorotUniform;

    internal Initializer RecurrentInitializer { get; init; } = Initializers.Orthogonal();

    internal Initializer BiasInitializer { get; init; } = Initializers.Zeros;

    internal Regularizer? KernelRegularizer { get; init; }

    internal Regularizer? RecurrentRegularizer { get; init; }

    internal Regularizer? BiasRegularizer { get; init; }

    internal Constraint? KernelConstraint { get; init; }

    internal Constraint? RecurrentConstraint { get; init; }

    internal Constraint? BiasConstraint { get; init; }

    internal double Dropout { get; init => field = Require.InRange(value, 0, 1, "Dropout", highIncluded: false); }

    internal double RecurrentDropout { get; init => field = Require.InRange(value, 0, 1, "RecurrentDropout", highIncluded: false); }
}
