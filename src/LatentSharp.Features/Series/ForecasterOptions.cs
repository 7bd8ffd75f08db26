using System.Globalization;

namespace LatentSharp;

/// <summary>How a <see cref="Forecaster"/> is built and trained.</summary>
public sealed record ForecasterOptions : ValidatedOptions
{
    /// <summary>32 features, the units of the recurrent layer.</summary>
    public ForecasterOptions() => LatentSize = 32;

    /// <inheritdoc/>
    public override string Kind => "forecaster";

    /// <summary>The cells; there are as many as features. Default <see cref="RecurrentCellKind.Gru"/>.</summary>
    [Option("--cell", "The recurrent cells, as many as features.")]
    public RecurrentCellKind Cell { get; init; } = RecurrentCellKind.Gru;

    /// <inheritdoc/>
    public override ForecasterOptions CompleteFor(Tensor samples)
    {
        CheckShape(samples.Shape[1..]);
        return (ForecasterOptions)CompleteWith(samples);
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample) => string.Create(
        CultureInfo.InvariantCulture, $"{Kind} {EstimatorOption.TextOf(this, nameof(Cell))} {LatentSize}, {TrainingInWords}");

    internal override string LossInWords => "Mean squared error of the step that follows";

    internal override (bool Sequences, bool Padded) Reading(Shape sample) => (sample.Rank == 2, false);

    internal override EstimatorOptions ForSequences(bool padded) => padded
        ? throw new BadArgumentException(
            $"{Kind}: sequences of unequal lengths are padded, and padding would be learned from; it takes windows of equal lengths.")
        : this;

    internal override EstimatorOptions Defaults() => new ForecasterOptions();

    internal override double? LeastWorkOfSample(Shape sample) => (sample[0] - 1) * (double)CountParameters(sample);

    internal override long CountParameters(Shape sample)
    {
        CheckShape(sample);
        return RecurrentLayers.Count(Cell, sample[1], LatentSize) + DenseLayers.Count([LatentSize, sample[1]]);
    }

    /// <summary>The network, not built.</summary>
    internal ForecastNetwork CreateNetwork(Shape sample) =>
        new(RecurrentLayers.Create(Cell, LatentSize, returnSequences: true), sample[1]) { Seed = Seed };

    internal override FittedForecaster Restore(Shape sample, IReadOnlyDictionary<string, Tensor> weights)
    {
        CheckSize(sample);
        return new(
            this, sample, NetworkWeights.Build(Kind, CreateNetwork(sample), [sample[0] - 1, sample[1]], weights), new History());
    }

    private TrainedOptions CompleteWith(Tensor samples) => base.CompleteFor(samples);

    private void CheckShape(Shape sample)
    {
        if (sample.Rank != 2 || sample[0] < 2 || sample[1] < 1)
            throw new BadArgumentException(
                $"{Kind}: samples of shape {sample} are no windows of a series; it takes (N, T, C), T of 2 steps or more of C values.");
    }
}
