using System.Globalization;

namespace LatentSharp;

/// <summary>
/// What the options of estimators share that learn to restore pictures and series of any size: a network of convolutions without padding
/// over planes of one channel, trained on the mean squared error by Adam on a cosine.
/// </summary>
public abstract record RestorationOptions : EstimatorOptions
{
    private const int FewestEpochs = 10, MostEpochs = 1_000, Places = 40_000_000;

    private protected RestorationOptions()
    {
    }

    /// <summary>The filters of the hidden convolutions. One or more.</summary>
    public abstract IReadOnlyList<int> Filters { get; init; }

    /// <summary>
    /// Passes over the samples, 1 or more. Default null: as many as lead the network over 40 million places, 10 at least and 1,000 at most.
    /// </summary>
    [Option(
        "--epochs", "Passes over the training part.", AtLeast = 1,
        Automatic = "as many as lead the network over 40 million places, 10 at least")]
    public int? Epochs { get; init; }

    /// <summary>Samples a step, 1 or more. Default 16.</summary>
    [Option("--batch", "Samples in one step.", AtLeast = 1)]
    public int BatchSize { get; init; } = 16;

    /// <summary>Adam's learning rate at the start; it falls to 0 along half a cosine. Default 0.002; above 0.</summary>
    [Option("--learning-rate", "The learning rate at the start.", Above = 0)]
    public double LearningRate { get; init; } = 0.002;

    internal override int CodeSize => Filters[^1];

    /// <summary>How many values at a border have no result of their own without what is beyond it.</summary>
    internal abstract int Margin { get; }

    /// <inheritdoc/>
    public override RestorationOptions CompleteFor(Tensor samples)
    {
        base.CompleteFor(samples);
        if (Filters.Count == 0) throw Refuse(nameof(Filters), "there is one hidden convolution at least");
        return this with { Epochs = Epochs ?? (int)Math.Clamp(Places / PlacesOf(samples), FewestEpochs, MostEpochs) };
    }

    /// <inheritdoc/>
    public override string Describe(Shape sample) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind} conv {string.Join(',', Filters)}{Particulars}, "
        + $"{(Epochs is { } epochs ? $"{epochs} epoch{(epochs == 1 ? "" : "s")} " : "")}in batches of {BatchSize}, seed {Seed}");

    private protected abstract string Particulars { get; }

    /// <summary>At how many places the network stands in one pass over samples.</summary>
    private protected abstract long PlacesOf(Tensor samples);

    /// <summary>The hidden convolutions and the one that gives the result, each without padding.</summary>
    /// <param name="series">Whether planes are series (T, 1) rather than pictures (H, W, 1).</param>
    /// <param name="first">The size of the first kernel.</param>
    /// <param name="others">The size of the others.</param>
    /// <param name="outputs">Results at each place.</param>
    private protected Sequential CreateLayers(bool series, int first, int others, int outputs)
    {
        var layers = new List<Layer>();
        for (var i = 0; i <= Filters.Count; i++)
        {
            var (filters, kernel) = (i < Filters.Count ? Filters[i] : outputs, i == 0 ? first : others);
            var activation = i < Filters.Count ? Activations.Relu : null;
            // The result is a correction, which begins near 0.
            var initializer = i < Filters.Count ? Initializers.HeNormal : Initializers.Zeros;
            layers.Add(series
                ? new Conv1D(filters, kernel, activation) { KernelInitializer = initializer }
                : new Conv2D(filters, kernel, activation) { KernelInitializer = initializer });
        }
        return new Sequential([.. layers]) { Name = "restoration", Seed = Seed };
    }

    internal History Train(Model network, LearningTask task, Tensor x, Tensor y)
    {
        var steps = (long)Epochs!.Value * ((x.Shape[0] + BatchSize - 1) / BatchSize);
        network.Compile(new Adam(new CosineDecay(LearningRate, steps)), Losses.MeanSquaredError);
        return network.Fit(
            x, y, Epochs.Value, BatchSize, callbacks: task.Saved(task.Callbacks), progress: task.Progress, stop: task.Stop,
            cancellationToken: task.Cancellation);
    }
}
