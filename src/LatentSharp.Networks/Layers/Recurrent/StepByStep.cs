using System.Buffers;

namespace LatentSharp;

/// <summary>Runs any cell over sequences, one step after the other, by operations that are recorded each for itself.</summary>
internal static class StepByStep
{
    /// <param name="cell">What computes a step.</param>
    /// <param name="input">(N, T, …).</param>
    /// <param name="states">The first states, default for zeros; replaced by the last.</param>
    /// <param name="options">Mask, direction, and what is given.</param>
    /// <param name="context">The call that it is part of.</param>
    /// <returns>All outputs or the last.</returns>
    internal static Tensor Run(RecurrentCell cell, Tensor input, Span<Tensor> states, in SequenceOptions options, in CallContext context)
    {
        var (samples, steps) = (input.Shape[0], input.Shape[1]);
        if (steps == 0) throw new BadArgumentException($"{cell.GetType().Name}: sequences {input.Shape} have no steps.");
        var rented = ArrayPool<Tensor>.Shared.Rent((3 * steps) + states.Length);
        try
        {
            var inputs = rented.AsSpan(0, steps);
            var outputs = rented.AsSpan(steps, steps);
            var masks = rented.AsSpan(2 * steps, steps);
            var next = rented.AsSpan(3 * steps, states.Length);
            for (var i = 0; i < states.Length; i++)
                if (states[i].IsDefault) states[i] = Tensor.Zeros([samples, cell.StateSizes[i]]);
            Ops.Unstack(input, 1, inputs);
            if (!options.Mask.IsDefault) Ops.Unstack(Ops.Reshape(options.Mask, [samples, steps, 1]), 1, masks);
            var zeroes = options.ReturnSequences && options.ZeroOutputForMask;
            Tensor last = default;
            for (var step = 0; step < steps; step++)
            {
                var time = options.GoBackwards ? steps - 1 - step : step;
                var output = cell.Step(inputs[time], states, next, context);
                if (!options.Mask.IsDefault)
                {
                    for (var i = 0; i < states.Length; i++) next[i] = Ops.Where(masks[time], next[i], states[i]);
                    output = Ops.Where(masks[time], output, zeroes || last.IsDefault ? 0f : last);
                }
                next.CopyTo(states);
                outputs[step] = last = output;
            }
            return options.ReturnSequences ? Ops.Stack(outputs, 1) : last;
        }
        finally
        {
            ArrayPool<Tensor>.Shared.Return(rented, clearArray: true);
        }
    }
}
