using System.Globalization;

namespace LatentSharp;

/// <summary>One of <see cref="RobustAutoencoders"/>.</summary>
internal sealed class RobustAutoencoder
{
    private const int BatchSize = 64;

    /// <summary>Of more rows there are fewer epochs, so that as many are seen as of so many.</summary>
    private const int MostRows = 4_000;
    private const double LearningRate = 0.002;

    private readonly Sequential network;

    private RobustAutoencoder(Sequential network) => this.network = network;

    /// <summary>A network and its training.</summary>
    /// <param name="Hidden">Widths of the encoder, which the decoder mirrors.</param>
    /// <param name="Code">Width of the code.</param>
    /// <param name="Epochs">Passes over the rows.</param>
    internal sealed record Size(int[] Hidden, int Code, int Epochs);

    internal int ParameterCount => network.ParameterCount;

    /// <summary>
    /// The sizes for rows of so many columns, measured on seven sets: bench/results. Of a narrow code few epochs find anomalies that are
    /// many
    /// or together, of a wider one many epochs those that are single.
    /// </summary>
    internal static Size[] Sizes(int columns) =>
    [
        // The one of the middle twice, from seeds of its own: alone it is the best of them on average.
        new([8], 1, 5), new([16], Math.Min(2, columns), 20), new([16], Math.Min(2, columns), 20),
        new([64, 32], Math.Max(1, columns / 2), 150),
    ];

    /// <summary>What the weights of a member are named by.</summary>
    internal static string NameOf(int member) => string.Create(CultureInfo.InvariantCulture, $"autoencoder{member + 1}/");

    internal static RobustAutoencoder Learn(Size size, RobustAutoencodersOptions options, int member, Tensor rows, LearningTask task)
    {
        var network = Create(size.Hidden, size.Code, rows.Shape[1], new RandomStream(options.Seed).Derive("robust").Derive(member));
        network.Build(rows.Shape[1..]);
        var n = rows.Shape[0];
        var epochs = n <= MostRows ? size.Epochs : Math.Max(2, (int)((long)size.Epochs * MostRows / n));
        network.Compile(
            new Adam(new CosineDecay(LearningRate, (long)epochs * (((long)n + BatchSize - 1) / BatchSize))),
            options.Trim > 0 ? new TrimmedSquaredError(options.Trim) : Losses.MeanSquaredError);
        network.Fit(
            rows, rows, epochs, BatchSize, callbacks: task.Saved(task.Callbacks), progress: task.Progress, stop: task.Stop,
            cancellationToken: task.Cancellation);
        return new RobustAutoencoder(network);
    }

    internal static RobustAutoencoder Restore(RobustAutoencodersOptions options, int columns, Dictionary<string, Tensor> weights)
    {
        weights.Remove("errors");
        // The widths are those of the kernels: first the encoder's, the code, then the decoder's.
        var widths = new List<int>();
        for (string name; weights.TryGetValue(name = LayerName(widths.Count) + "/kernel", out var kernel);)
        {
            if (kernel.Rank != 2) throw new BadArgumentException(
                $"{options.Kind}: the weight '{name}' is {kernel.Shape}; (K, units) would fit.");
            widths.Add(kernel.Shape[1]);
        }
        if (widths.Count == 0 || widths.Count % 2 != 0)
            throw new BadArgumentException($"{options.Kind}: an autoencoder has {widths.Count} layers; an even number would fit.");
        var half = widths.Count / 2;
        var network = Create([.. widths.Take(half - 1)], widths[half - 1], columns, default);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        network.Build([columns], (name, shape) =>
        {
            taken.Add(name);
            if (!weights.TryGetValue(name, out var value)) throw new BadArgumentException($"{options.Kind}: the weights lack '{name}'.");
            return value.Shape == shape
                ? value
                : throw new BadArgumentException($"{options.Kind}: the weight '{name}' is {value.Shape}, but the network needs {shape}.");
        });
        if (weights.Keys.FirstOrDefault(name => !taken.Contains(name)) is { } extra)
            throw new BadArgumentException($"{options.Kind}: the weights hold '{extra}', of which the network knows nothing.");
        return new RobustAutoencoder(network);
    }

    /// <summary>Puts the weights, and the errors of what was learned from, beside the others.</summary>
    internal void Keep(Dictionary<string, Tensor> weights, int member, Tensor rows)
    {
        foreach (var (name, tensor) in network.GetWeights()) weights[NameOf(member) + name] = tensor;
        weights[NameOf(member) + "errors"] = Tensor.From(Errors(rows), rows.Shape[0]).Keep();
    }

    internal Tensor Rebuild(Tensor rows) => network.Predict(rows);

    /// <summary>The mean squared error of each row.</summary>
    internal float[] Errors(Tensor rows)
    {
        var x = rows.AsSpan();
        var y = Rebuild(rows).AsSpan();
        var d = rows.Shape[1];
        var errors = new float[rows.Shape[0]];
        for (var i = 0; i < errors.Length; i++)
            errors[i] = (float)(FittedInne.SquaredDistance(x.Slice(i * d, d), y.Slice(i * d, d)) / d);
        return errors;
    }

    private static Sequential Create(int[] hidden, int code, int columns, RandomStream seed)
    {
        int[] widths = [.. hidden, code, .. hidden.Reverse(), columns];
        var draw = new int[1];
        seed.Integers(draw, 0, int.MaxValue);
        return new([.. widths.Select((width, i) => DenseLayers.Create(
            width, i == hidden.Length || i == widths.Length - 1 ? Activations.Linear : Activations.Tanh, LayerName(i)))]) {
                Seed = draw[0] };
    }

    private static string LayerName(int place) => string.Create(CultureInfo.InvariantCulture, $"layer{place + 1}");
}
