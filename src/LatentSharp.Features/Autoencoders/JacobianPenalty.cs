namespace LatentSharp;

/// <summary>weight / D · the mean over samples of the squared Frobenius norm of the encoder's Jacobian.</summary>
internal sealed class JacobianPenalty(float weight) : ICodePenalty
{
    public Tensor Encode(Layer encoder, Tensor samples, in CallContext context)
    {
        using var tape = new GradientTape();
        var x = tape.Watch(samples);
        var code = encoder.Call(x, context);
        context.AddLoss(SquaredNorms(tape, x, code) * (weight / samples.Count));
        return code;
    }

    /// <summary>
    /// The squared norms of all samples' Jacobians, summed. Rows of a batch do not depend on each other, so the gradient of a feature's
    /// sum over the batch holds that feature's row of every Jacobian.
    /// </summary>
    internal static Tensor SquaredNorms(GradientTape tape, Tensor x, Tensor code)
    {
        Tensor sum = 0f;
        for (var feature = 0; feature < code.Shape[1]; feature++)
        {
            var row = tape.Gradient(Ops.Slice(code, 1, feature, 1), x, differentiable: true);
            sum += Ops.Sum(Ops.Square(row));
        }
        return sum;
    }
}
