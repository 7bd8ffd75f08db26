namespace LatentSharp.Tests;

/// <summary>Every layer, as the contract meets it. A new layer adds its line here.</summary>
public sealed record LayerCase(string Name, Func<Layer> Create, Shape Sample)
{
    public static IEnumerable<LayerCase> All =>
    [
        new("Dense", () => new Dense(5), 7),
        new("Dense relu, orthogonal", () => new Dense(5, Activations.Relu) { KernelInitializer = Initializers.Orthogonal(), BiasInitializer = Initializers.UniformFanIn }, 7),
        new("Dense without bias on three axes", () => new Dense(5, Activations.Tanh) { UseBias = false }, [3, 7]),
        new("Dense softmax", () => new Dense(5, Activations.Softmax), 7),
        new("Dense glu", () => new Dense(6, Activations.Glu), 7),
        new("Dense with penalties and constraints", () => new Dense(5, Activations.Gelu()) { KernelRegularizer = Regularizers.L2(), ActivityRegularizer = Regularizers.L1(), KernelConstraint = Constraints.UnitNorm() }, 7),
        new("Activation log softmax", () => new Activation(Activations.LogSoftmax), [3, 4]),
        new("Activation", () => new Activation(Activations.Sigmoid), [3, 4]),
        new("Flatten", () => new Flatten(), [2, 3, 4]),
        new("Reshape", () => new Reshape([4, Shape.Any]), [2, 6]),
        new("Dropout", () => new Dropout(0.4), [3, 5]),
        new("Conv1D causal", () => new Conv1D(5, 3, Activations.Tanh) { Padding = Padding.Causal, DilationRate = 2 }, [7, 3]),
        new("Conv2D", () => new Conv2D(4, 3, Activations.Sigmoid) { Padding = Padding.Same, Strides = 2 }, [5, 6, 3]),
        new("Conv2D in groups", () => new Conv2D(4, (2, 3), Activations.Gelu()) { Groups = 2, UseBias = false }, [4, 5, 2]),
        new("Conv2D with penalties and constraints", () => new Conv2D(4, 3) { KernelRegularizer = Regularizers.L2(), ActivityRegularizer = Regularizers.L1(), BiasConstraint = Constraints.NonNegative }, [4, 5, 2]),
        new("Conv1DTranspose", () => new Conv1DTranspose(4, 3, Activations.Tanh) { Strides = 2 }, [4, 3]),
        new("Conv2DTranspose", () => new Conv2DTranspose(2, 3, Activations.Sigmoid) { Padding = Padding.Same, Strides = 2, OutputPadding = (0, 1) }, [3, 4, 3]),
        new("DepthwiseConv2D", () => new DepthwiseConv2D(3, Activations.Tanh) { DepthMultiplier = 2 }, [4, 5, 3]),
        new("SeparableConv2D", () => new SeparableConv2D(4, 3, Activations.Softmax) { Padding = Padding.Same }, [4, 5, 3]),
        new("Sequential", () => new Sequential(new Dense(6, Activations.Tanh), new Dropout(0.2), new Sequential(new Dense(3), new Dense(4)) { Name = "inner" }), 7),
    ];

    public override string ToString() => Name;
}
