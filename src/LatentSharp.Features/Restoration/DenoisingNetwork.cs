namespace LatentSharp;

/// <summary>Convolutions without padding that give the noise of each value; what comes out is the values without it.</summary>
internal sealed class DenoisingNetwork(Sequential noise, int margin, bool series) : Model
{
    /// <summary>What training adds to clean samples; null for nothing.</summary>
    internal ICorruption? Corruption { get; set; }

    /// <summary>What training hides of noisy samples; null for nothing.</summary>
    internal GridMask? Mask { get; set; }

    public override IReadOnlyList<Layer> Layers => [noise];

    /// <inheritdoc/>
    protected override bool ChangesInTraining => false;

    public override Shape OutputShape(Shape input) => noise.OutputShape(input);

    protected override void BuildParameters(Shape input, Builder builder) => builder.Build(noise, "noise", input);

    protected override Tensor Forward(Tensor input, in CallContext context)
    {
        if (!context.Training) return Denoised(input, context);
        var random = RandomOf(context);
        if (Corruption is { } corruption) return Denoised(corruption.Apply(input, random.Derive("corruption")), context);
        if (Mask is not { } mask) return Denoised(input, context);
        // Where nothing was hidden the result is the target, so that the loss says nothing of it.
        var (hidden, shown) = mask.Hide(input, random.Derive("mask"));
        var kept = Inner(shown);
        return (Denoised(hidden, context) * (1 - kept)) + (Inner(input) * kept);
    }

    private Tensor Denoised(Tensor input, in CallContext context) => Inner(input) - noise.Call(input, context);

    private Tensor Inner(Tensor x)
    {
        x = Ops.Slice(x, 1, margin, x.Shape[1] - (2 * margin));
        return series ? x : Ops.Slice(x, 2, margin, x.Shape[2] - (2 * margin));
    }
}
