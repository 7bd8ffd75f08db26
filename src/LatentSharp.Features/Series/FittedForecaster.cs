namespace LatentSharp;

/// <summary>What tells the next step of a series from a window (T, C) of those before it.</summary>
public sealed class FittedForecaster : FittedModel, IAnomalyDetector
{
    private readonly ForecastNetwork network;

    internal FittedForecaster(ForecasterOptions options, Shape inputShape, ForecastNetwork network, History history)
        : base(options, inputShape, network, history) => this.network = network;

    /// <inheritdoc/>
    public override ForecasterOptions Options => (ForecasterOptions)base.Options;

    /// <summary>The state after the last step of each window: (N, T, C) -> (N, LatentSize).</summary>
    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        CheckSamples(samples);
        return Last(network.States.Predict(samples));
    }

    /// <summary>
    /// The steps after each window, one after the other: each is told from the window that ends before it, those told already among it.
    /// (N, T, C) -> (N, steps, C).
    /// </summary>
    /// <param name="samples">(N, T, C).</param>
    /// <param name="steps">How many, 1 or more.</param>
    /// <exception cref="BadArgumentException">The samples have another shape, or there are no steps.</exception>
    public Tensor Forecast(Tensor samples, int steps)
    {
        CheckSamples(samples);
        if (steps < 1) throw new BadArgumentException($"{Name}: {steps} steps cannot be told; 1 or more can.");
        var (count, window, channels) = (samples.Shape[0], InputShape[0], InputShape[1]);
        var known = new float[count * (window + steps) * channels];
        var width = (window + steps) * channels;
        for (var row = 0; row < count; row++)
            samples.AsSpan().Slice(row * window * channels, window * channels).CopyTo(known.AsSpan(row * width));
        var told = new float[count * steps * channels];
        for (var step = 0; step < steps; step++)
        {
            var seen = new float[count * window * channels];
            for (var row = 0; row < count; row++)
                known.AsSpan((row * width) + (step * channels), window * channels).CopyTo(seen.AsSpan(row * window * channels));
            var next = Last(network.Predict(Tensor.From(seen, samples.Shape))).AsSpan();
            for (var row = 0; row < count; row++)
            {
                next.Slice(row * channels, channels).CopyTo(known.AsSpan((row * width) + ((window + step) * channels)));
                next.Slice(row * channels, channels).CopyTo(told.AsSpan(((row * steps) + step) * channels));
            }
        }
        return Tensor.From(told, [count, steps, channels]);
    }

    /// <summary>What was told of all steps but the first, from those before: (N, T, C) -> (N, T - 1, C).</summary>
    /// <exception cref="BadArgumentException">The samples have another shape.</exception>
    public Tensor OneStepAhead(Tensor samples)
    {
        CheckSamples(samples);
        return network.Predict(Divide(samples).X);
    }

    /// <summary>The same in the place of the steps themselves, the first as it is: (N, T, C) -> the same.</summary>
    internal Tensor Told(Tensor samples) => Ops.Concatenate([Ops.Slice(samples, 1, 0, 1), OneStepAhead(samples)], 1).Keep();

    /// <summary>The mean squared error of what is told of each window's steps but the first: (N, T, C) -> (N).</summary>
    /// <inheritdoc/>
    public Tensor AnomalyScores(Tensor samples)
    {
        var shares = AnomalyShares(samples).AsSpan();
        var (scores, width) = (new float[samples.Shape[0]], InputShape.Count);
        for (var row = 0; row < scores.Length; row++)
        {
            var sum = 0.0;
            foreach (var share in shares.Slice(row * width, width)) sum += share;
            scores[row] = (float)(sum / (width - InputShape[1]));
        }
        return Tensor.From(scores, scores.Length);
    }

    /// <summary>The squared error of each value, 0 of the first step, which is told from nothing.</summary>
    /// <inheritdoc/>
    public Tensor AnomalyShares(Tensor samples)
    {
        var told = OneStepAhead(samples).AsSpan();
        var x = samples.AsSpan();
        var (shares, width, channels) = (new float[samples.Count], InputShape.Count, InputShape[1]);
        for (var i = 0; i < shares.Length; i++)
        {
            var (row, at) = Math.DivRem(i, width);
            if (at < channels) continue;
            var error = x[i] - told[(row * (width - channels)) + at - channels];
            shares[i] = error * error;
        }
        return Tensor.From(shares, samples.Shape);
    }

    /// <summary>The mean squared error of steps told from those before them.</summary>
    /// <inheritdoc/>
    public override ModelReport Measure(Tensor samples, Tensor? labels = null)
    {
        var sum = 0.0;
        foreach (var score in AnomalyScores(samples).AsSpan()) sum += score;
        return new() { Loss = sum / samples.Shape[0] };
    }

    /// <summary>All steps but the last, and all but the first.</summary>
    internal static (Tensor X, Tensor Y) Divide(Tensor samples)
    {
        var told = samples.Shape[1] - 1;
        return (Ops.Slice(samples, 1, 0, told).Keep(), Ops.Slice(samples, 1, 1, told).Keep());
    }

    private static Tensor Last(Tensor steps)
    {
        using var scope = InferenceScope.Open();
        return Ops.Slice(steps, 1, steps.Shape[1] - 1, 1).Reshape([steps.Shape[0], steps.Shape[2]]).Keep();
    }
}
