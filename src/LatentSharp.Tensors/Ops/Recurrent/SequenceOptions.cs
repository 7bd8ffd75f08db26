namespace LatentSharp;

/// <summary>How a recurrent operation walks its sequences and what it gives.</summary>
public readonly record struct SequenceOptions
{
    /// <summary>(N, T) of Float32 or Bool, 0 for steps that are skipped: states pass them unchanged. Default: none is.</summary>
    public Tensor Mask { get; init => field = value is { IsDefault: false, DType: DType.Bool } ? Ops.ToFloat(value) : value; }

    /// <summary>
    /// Whether the output has all steps, in the order of their computation; otherwise it is that of the last. Default false.
    /// </summary>
    public bool ReturnSequences { get; init; }

    /// <summary>Whether the last step is computed first. Default false.</summary>
    public bool GoBackwards { get; init; }

    /// <summary>
    /// Whether the output of a masked step is 0; otherwise it is that of the step before, and 0 at the start. Only where the output has all
    /// steps. Default false.
    /// </summary>
    public bool ZeroOutputForMask { get; init; }
}

/// <summary>What a recurrent operation gives.</summary>
/// <param name="Output">(N, T, U), or (N, U).</param>
/// <param name="State">The state after the last step, (N, U).</param>
/// <param name="Cell">The second state of a long short-term memory after the last step, (N, U); default for others.</param>
public readonly record struct SequenceResult(Tensor Output, Tensor State, Tensor Cell);
