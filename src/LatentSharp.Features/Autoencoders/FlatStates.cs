namespace LatentSharp;

/// <summary>The states of all steps beside each other: (N, T, C) -> (N, T·C), with 0 for steps that a mask says are padding.</summary>
internal sealed class FlatStates : Layer
{
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override bool ChangesInTraining => false;

    public override Shape OutputShape(Shape input) => [input[0], input[1..].Count];

    protected override Tensor OutputMask(ReadOnlySpan<Tensor> inputs) => default;

    protected override Tensor Forward(Tensor input, in CallContext context)
    {
        var states = input.Mask.IsDefault ? input : input.WithMask(default) * Ops.Reshape(input.Mask, [.. input.Mask.Shape.AsSpan(), 1]);
        return states.Reshape([input.Shape[0], input.Shape[1..].Count]);
    }
}
