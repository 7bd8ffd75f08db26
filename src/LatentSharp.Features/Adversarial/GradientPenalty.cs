namespace LatentSharp;

/// <summary>The gradient penalty of Gulrajani et al. 2017: the mean over points of (‖∇D‖ - 1)².</summary>
public static class GradientPenalty
{
    /// <summary>
    /// Points on the lines between real and generated samples: u·x + (1-u)·y, with u of the uniform distribution for each sample.
    /// </summary>
    /// <param name="real">(n, …).</param>
    /// <param name="generated">(n, …), of the same shape.</param>
    /// <param name="random">Decides u.</param>
    public static Tensor Between(Tensor real, Tensor generated, RandomStream random)
    {
        Span<int> sizes = stackalloc int[real.Rank];
        sizes.Fill(1);
        sizes[0] = real.Shape[0];
        return generated + (Ops.RandomUniform(new Shape(sizes), random) * (real - generated));
    }

    /// <summary>The penalty at some points, on the tape and differentiable: ().</summary>
    /// <param name="tape">Open on this thread.</param>
    /// <param name="discriminator">(n, …) -> (n, 1).</param>
    /// <param name="points">(n, …).</param>
    /// <param name="context">For the discriminator's call.</param>
    /// <exception cref="NotSupportedException">A layer of the discriminator has no second derivative.</exception>
    public static Tensor At(GradientTape tape, Layer discriminator, Tensor points, in CallContext context)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(discriminator);
        var x = tape.Watch(Ops.StopGradient(points));
        var slope = tape.Gradient(discriminator.Call(x, context), x, differentiable: true);
        var squares = Ops.Sum(Ops.Square(slope.Reshape([slope.Shape[0], slope.Shape[1..].Count])), 1);
        // The root has no slope at 0.
        return Ops.Mean(Ops.Square(Ops.Sqrt(squares + 1e-12f) - 1));
    }
}
