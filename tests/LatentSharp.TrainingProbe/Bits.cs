using LatentSharp;
using LatentSharp.Testing;

/// <summary>
/// Prints, for each of many small trainings and operations, a digest of all numbers that come out, so that processes with other settings of
/// the runtime can be compared.
/// </summary>
internal static class Bits
{
    internal static readonly Optimizer[] Optimizers =
    [
        new Adafactor(0.05) { WeightDecay = 0.01, GradientAccumulationSteps = 2 },
        new Lamb(0.01) { WeightDecay = 0.01, ExcludeFromWeightDecay = ["bias"] },
        new Ftrl(0.1) { L1 = 0.001, L2 = 0.001, L2Shrinkage = 0.001 },
        new Lion(0.001) { GradientAccumulationSteps = 3, GlobalClipNorm = 1 },
        new Nadam(0.01) { ClipNorm = 0.5 },
        new AdamW(0.01) { UseEma = true },
    ];

    internal static void Run(int threads)
    {
        Engine.Threads = threads;
        foreach (var (name, layers, sample) in Networks()) Train(name, layers, sample);
        foreach (var (name, layers, sample) in Networks()) Train($"{name} in shards", layers, sample, new FitOptions { ShardSize = 2 });
        Train(
            "augmented", [new Conv2D(5, 3), new Flatten()], [9, 7, 3], new FitOptions
            {
                Augmentation = new()
                {
                    Flip = PictureFlip.Both, Shift = 0.2, Rotation = 40, Zoom = 0.3, Brightness = 0.2, Noise = 0.1, Cutout = 0.4,
                    Mixup = 0.3, ValueRange = (-1, 1),
                },
            });
        for (var i = 0; i < Optimizers.Length; i++) Optimize(Optimizers[i]);
        Recognize();
        foreach (var (name, shapes, operation) in Operations()) Differentiate(name, shapes, operation);
    }

    internal static IEnumerable<(string Name, Layer[] Layers, Shape Sample)> Networks()
    {
        yield return (
            "separable1", [new SeparableConv1D(12, 5, Activations.Relu) { Strides = 2, DepthMultiplier = 3 }, new Flatten()], [41, 7]);
        yield return (
            "depthwise1",
            [new DepthwiseConv1D(3, Activations.Tanh) { DilationRate = 2, Padding = Padding.Same }, new GlobalAveragePooling1D()],
            [50, 19]);
        yield return (
            "volumes",
            [
                new Conv3D(9, (2, 3, 2)) { Padding = Padding.Same, Groups = 3 }, new MaxPooling3D(2), new Conv3DTranspose(5, 3),
                new AveragePooling3D(2) { Padding = Padding.Same }, new Flatten()],
            [6, 7, 5, 6]);
        yield return (
            "films",
            [
                new ConvLSTM2D(7, 3) { Padding = Padding.Same, ReturnSequences = true, Dropout = 0.2 },
                new ConvLSTM2D(5, (2, 3)) { RecurrentDropout = 0.1 }, new Flatten()],
            [5, 8, 9, 3]);
        yield return (
            "resized",
            [
                new Resizing(13, 6) { Interpolation = Interpolation.Bilinear }, new CenterCrop(9, 5), new Conv2D(6, 3) { Groups = 2 },
                new Flatten()],
            [17, 11, 4]);
        yield return (
            "recurrent",
            [new SimpleRNN(19) { ReturnSequences = true }, new LSTM(37) { ReturnSequences = true }, new GRU(21) { GoBackwards = true }],
            [150, 6]);
        yield return ("gru before", [new GRU(18) { ResetAfter = false, ReturnSequences = true }, new Flatten()], [9, 5]);
        yield return ("masked", [new Masking(), new GRU(17) { ReturnSequences = true }, new LSTM(9) { GoBackwards = true }], [21, 6]);
    }

    private static void Train(string name, Layer[] layers, Shape sample, FitOptions? options = null)
    {
        var numbers = new TestNumbers(5);
        var x = numbers.Tensor(sample.Prepend(20));
        var y = Ops.OneHot(Tensor.From(Enumerable.Range(0, 20).Select(row => row * 7 % 4).ToArray()), 4);
        var model = new Sequential([.. layers, new Dense(4, Activations.SoftmaxAlong(^1))]) { Seed = 2 };
        // What counts true and false targets takes none that are mixed.
        Metric[] metrics = options?.Augmentation is null
            ? [Metrics.Auc(multiLabel: true), Metrics.FBeta(2), Metrics.Precision(topK: 2)] : [Metrics.Accuracy];
        model.Compile(new Adam(0.01), Losses.Dice, metrics);
        var history = model.Fit(x, y, epochs: 2, batchSize: 7, options: options);
        Tell(
            name,
            [
                .. Weights(model), .. model.Predict(x).ToArray(),
                .. history.Names.SelectMany(series => history[series]).Select(value => (float)value)]);
    }

    private static void Optimize(Optimizer optimizer)
    {
        var numbers = new TestNumbers(6);
        var (x, y) = (numbers.Tensor([90, 33]), numbers.Tensor([90, 65], 0, 1));
        var model = new Sequential(new Dense(130, Activations.Mish), new Dense(65, Activations.Sigmoid)) { Seed = 2 };
        model.Compile(optimizer, new Tversky { Alpha = 0.3, Beta = 0.7 });
        model.Fit(x, y, epochs: 3, batchSize: 16);
        Tell(optimizer.GetType().Name, Weights(model));
    }

    private static void Recognize()
    {
        var numbers = new TestNumbers(7);
        var labels = new int[24 * 6];
        for (var i = 0; i < labels.Length; i++) labels[i] = i % 6 < 4 - (i / 6 % 2) ? 1 + numbers.Below(10) : 0;
        var model = new Sequential(new Conv1D(20, 3, Activations.Relu) { Padding = Padding.Same }, new Dense(11)) { Seed = 2 };
        model.Compile(new Adam(0.01), Losses.Ctc);
        model.Fit(numbers.Tensor([24, 30, 5]), Tensor.From(labels, [24, 6]), epochs: 2, batchSize: 7);
        Tell("ctc", Weights(model));
    }

    private static IEnumerable<(string Name, Shape[] Shapes, Func<Tensor[], Tensor> Operation)> Operations()
    {
        yield return ("einsum", [[7, 33, 5], [7, 5, 18]], x => Ops.Einsum("bij,bjk->kbi", x));
        yield return ("matmul", [[3, 1, 20, 37], [5, 37, 19]], x => Ops.MatMul(x[0], x[1]));
        yield return ("prod", [[9, 70, 5]], x => Ops.Prod(x[0], [0, ^1]));
        yield return ("cumsum", [[40, 300]], x => Ops.CumSum(x[0], 1, exclusive: true, reverse: true));
        yield return ("cumprod", [[40, 30]], x => Ops.CumProd(x[0], 0));
        yield return ("variance", [[33, 70, 9]], x => Ops.Variance(x[0], [0, 2], correction: 1));
        yield return ("deviation", [[33, 700]], x => Ops.StdDev(x[0], [0]));
        yield return ("norm", [[33, 700]], x => Ops.Norm(x[0], [1], order: 3));
        yield return ("logsumexp", [[33, 70, 9]], x => Ops.LogSumExp(x[0], [0, 2]));
        yield return ("extremes", [[33, 70, 9]], x => Ops.Max(x[0], [0, 2]) * Ops.Min(x[0], [0, 2]));
        yield return ("mean", [[33, 70, 9]], x => Ops.Mean(x[0], [0, 2]));
        yield return ("pad", [[9, 20, 7]], x => Ops.Pad(x[0], [(1, 2), (3, 40), (0, 5)], PadMode.Symmetric));
        yield return ("tile", [[9, 20, 7]], x => Ops.Tile(x[0], [2, 3, 5]));
        yield return ("sort", [[90, 50]], x => Ops.Sort(x[0], 0) + Ops.Flip(x[0], 1));
        yield return ("top", [[90, 50]], x => Ops.TopK(x[0], 7, 0).Item1);
        yield return ("take", [[90, 50]], x => Ops.TakeAlongAxis(x[0], Ops.ArgSort(x[0], 1), 1));
        yield return ("slice", [[90, 50]], x => Ops.Slice(x[0], 1, 1..47, -3));
    }

    private static void Differentiate(string name, Shape[] shapes, Func<Tensor[], Tensor> operation)
    {
        var numbers = new TestNumbers(8);
        using var tape = new GradientTape();
        var x = Array.ConvertAll(shapes, shape => tape.Watch(numbers.Tensor(shape)));
        var y = operation(x);
        Tell(name, [.. y.ToArray(), .. tape.Gradient(Ops.Sum(Ops.Square(y)), x).SelectMany(gradient => gradient.ToArray())]);
    }

    private static float[] Weights(Model model) =>
        [.. model.GetWeights().OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.ToArray())];

    private static void Tell(string name, float[] values)
    {
        if (!values.All(float.IsFinite)) throw new InvalidOperationException($"{name}: a number is not finite.");
        Console.WriteLine($"{name} {values.Length} {Digest.Of(values)}");
    }
}
