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
        new("Sequential", () => new Sequential(new Dense(6, Activations.Tanh), new Dropout(0.2), new Sequential(new Dense(3), new Dense(4)) { Name = "inner" }), 7),
    ];

    public override string ToString() => Name;
}
