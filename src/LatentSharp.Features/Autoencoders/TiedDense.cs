namespace LatentSharp;

/// <summary>The mirror of a dense layer: f(x · kernelᵀ + bias) with the other layer's kernel and a bias of its own.</summary>
internal sealed class TiedDense(Dense source, int units, ActivationFunction activation) : Layer
{
    private Parameter kernel = null!;
    private Parameter bias = null!;

    /// <inheritdoc/>
    protected override bool ChangesInTraining => false;

    public override Shape OutputShape(Shape input) => input.With(^1, units);

    protected override void BuildParameters(Shape input, Builder builder)
    {
        kernel = source.OwnParameters[0];
        bias = builder.Add("bias", units, Initializers.UniformFanIn, new Fans(input[^1], units));
    }

    protected override Tensor Forward(Tensor input, in CallContext context) =>
        activation.Apply(Ops.MatMul(input, kernel.Value, transposeB: true) + bias.Value);
}
