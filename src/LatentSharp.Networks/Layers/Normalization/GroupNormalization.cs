namespace LatentSharp;

/// <summary>
/// Group normalisation (Wu and He 2018): gamma · (x - mean) / √(variance + ε) + beta, each sample by itself, with the mean and the biased
/// variance over all places and the channels of a group. (N, …, C) -> the same shape. Weights: <c>gamma</c> (C), <c>beta</c> (C).
/// </summary>
/// <param name="groups">
/// How many groups of neighbouring channels; it divides their number. -1 makes each channel a group: instance normalisation. Default 32.
/// </param>
public sealed class GroupNormalization(int groups = 32) : NormalizationLayer
{
    /// <summary>How many groups of neighbouring channels; -1 makes each channel a group.</summary>
    public int Groups { get; } = groups == -1 ? groups : Require.Positive(groups, "GroupNormalization: groups");

    /// <summary>The axis of the channels, counted with the batch axis. Default the last.</summary>
    public Index Axis { get; init; } = ^1;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        var channels = input[Place(Axis, input)];
        if (channels % Count(channels) != 0)
            throw new BadArgumentException($"GroupNormalization: {Groups} groups do not divide the {channels} channels of {input}.");
        return input;
    }

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder)
    {
        OutputShape(input);
        AddWeights(builder, input[Place(Axis, input)]);
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        var (at, last) = (Place(Axis, input.Shape), input.Rank - 1);
        var x = Ops.MoveAxis(input, at, last);
        return Ops.MoveAxis(Ops.GroupNormalize(x, Count(x.Shape[^1]), Gamma, Beta, (float)Epsilon), last, at);
    }

    private int Count(int channels) => Groups == -1 ? channels : Groups;
}
