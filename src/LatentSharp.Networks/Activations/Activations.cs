namespace LatentSharp;

/// <summary>The activations by their Keras names. A new one is one line here and its operation in the engine.</summary>
public static class Activations
{
    /// <summary>f(x) = x: none.</summary>
    public static ActivationFunction Linear { get; } = new LinearActivation();

    /// <summary>max(x, 0).</summary>
    public static ActivationFunction Relu { get; } = new ElementActivation<ReluOp>("relu");

    /// <summary>1 / (1 + exp(-x)).</summary>
    public static ActivationFunction Sigmoid { get; } = new ElementActivation<SigmoidOp>("sigmoid");

    /// <summary>tanh x.</summary>
    public static ActivationFunction Tanh { get; } = new ElementActivation<TanhOp>("tanh");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ActivationFunction> All { get; } = [Linear, Relu, Sigmoid, Tanh];

    /// <summary>The activation of a saved configuration.</summary>
    /// <exception cref="BadArgumentException">No activation has this name.</exception>
    public static ActivationFunction Get(string name) => All.FirstOrDefault(activation => activation.Name == name)
        ?? throw new BadArgumentException($"No activation is called '{name}'; there are {string.Join(", ", All.Select(activation => activation.Name))}.");

    private sealed class LinearActivation : ActivationFunction
    {
        public override string Name => "linear";

        public override Tensor Apply(Tensor x) => x;
    }
}
