namespace LatentSharp;

/// <summary>
/// Convolutions with fixed kernels whose biases were drawn from data: sequences to many features, which a linear classifier, best a
/// <see cref="RidgeProbe"/>, tells apart. Of MiniRocket a feature is the share of a convolution's values above a bias; of MultiRocket there
/// are four of the sequence and of its differences.
/// </summary>
public sealed class FittedRocket : FittedModel
{
    private readonly RocketPlan[] plans;
    private readonly int steps, channels;

    internal FittedRocket(RocketOptions options, Shape inputShape, IReadOnlyDictionary<string, Tensor> weights)
        : base(options, inputShape, weights)
    {
        (steps, channels) = RocketOptions.Axes(options.Kind, inputShape);
        plans = [.. Enumerable.Range(0, options.Representations).Select(Plan)];
        if (weights.Count != 3 * plans.Length)
            throw new BadArgumentException($"{Name}: there are {weights.Count} weights; {3 * plans.Length} are expected.");
    }

    /// <inheritdoc/>
    public override RocketOptions Options => (RocketOptions)base.Options;

    /// <summary>The biases: all that was learned.</summary>
    public override int ParameterCount => plans.Sum(plan => plan.Biases.Length);

    /// <summary>
    /// Features of sequences: (N, T, C) -> (N, Features). Of MultiRocket first the shares of values above each bias, then the longest
    /// stretches, the means and the mean places, of the sequences; then the same of their differences from step to step.
    /// </summary>
    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        CheckSamples(samples);
        return Tensor.Create<float, (FittedRocket Self, Tensor Samples)>(
            [samples.Shape[0], FeatureSize], (this, samples), static (features, state) => state.Self.Fill(state.Samples, features));
    }

    /// <summary>What of sequences is convolved: themselves, and their differences.</summary>
    internal static (float[] Values, int Steps, int[] Lengths) Represent(
        ReadOnlySpan<float> samples, int[] lengths, int steps, int channels, int which)
    {
        if (which == 0) return (samples.ToArray(), steps, lengths);
        var fewer = Math.Max(1, steps - 1);
        var result = new float[lengths.Length * fewer * channels];
        for (var i = 0; i < lengths.Length; i++)
        {
            var own = samples.Slice(i * steps * channels, steps * channels);
            var into = result.AsSpan(i * fewer * channels, fewer * channels);
            for (var t = 0; t < (lengths[i] - 1) * channels; t++) into[t] = own[t + channels] - own[t];
        }
        return (result, fewer, Array.ConvertAll(lengths, length => Math.Max(1, length - 1)));
    }

    /// <summary>The own steps of each sequence: all, or those before the zeros at its end, but one at least.</summary>
    internal static int[] Lengths(ReadOnlySpan<float> samples, int count, int steps, int channels, bool masked)
    {
        var lengths = new int[count];
        for (var i = 0; i < count; i++)
        {
            var last = masked ? samples.Slice(i * steps * channels, steps * channels).LastIndexOfAnyExcept(0f) : (steps * channels) - 1;
            lengths[i] = Math.Max(1, (last / channels) + 1);
        }
        return lengths;
    }

    private void Fill(Tensor samples, Span<float> features)
    {
        var (count, size) = (samples.Shape[0], FeatureSize);
        var lengths = Lengths(samples.AsSpan(), count, steps, channels, Options.MaskZeros);
        var each = size / plans.Length;
        var made = new float[Math.Min(count, Block) * size];
        for (var first = 0; first < count; first += Block)
        {
            var rows = Math.Min(Block, count - first);
            for (var which = 0; which < plans.Length; which++)
            {
                var plan = plans[which];
                var values = Represent(
                    samples.AsSpan().Slice(first * steps * channels, rows * steps * channels), lengths[first..(first + rows)], steps,
                        channels, which);
                var start = which * each;
                // Each row's features are its own, so that threads change nothing.
                System.Threading.Tasks.Parallel.For(
                    0, rows, new ParallelOptions { MaxDegreeOfParallelism = Engine.Threads },
                    () => new RocketConvolution(plan.Steps, channels),
                    (i, _, convolution) =>
                    {
                        plan.Pool(
                            values.Values.AsSpan(i * plan.Steps * channels, plan.Steps * channels), values.Lengths[i], convolution,
                            made.AsSpan((i * size) + start, each), four: Options.FeaturesOfKernel > 1);
                        return convolution;
                    },
                    _ => { });
            }
            made.AsSpan(0, rows * size).CopyTo(features[(first * size)..]);
        }
    }

    private const int Block = 64;

    private RocketPlan Plan(int which)
    {
        var prefix = Prefix(which);
        var own = which == 0 ? steps : Math.Max(1, steps - 1);
        var biases = Options.Features / Options.FeaturesOfKernel;
        var dilations = Weight("dilations", [-1, 2]);
        (int, int)[] pairs =
            [.. dilations.ToArray().Chunk(2).Select(pair => ((int)Math.Clamp(pair[0], 1, own + 1f), (int)Math.Clamp(pair[1], 0, biases)))];
        if (pairs.Sum(pair => (long)pair.Item2) * RocketKernels.Count != biases)
            throw new BadArgumentException($"{Name}: '{prefix}dilations' do not give {biases} biases.");
        var looks = Weight("channels", [pairs.Length * RocketKernels.Count, channels]);
        return new RocketPlan(own, channels, pairs, looks.ToArray(), Weight("biases", [biases]).ToArray());

        Tensor Weight(string name, int[] shape)
        {
            if (!Weights.TryGetValue(prefix + name, out var value)) throw new BadArgumentException(
                $"{Name}: the weights lack '{prefix}{name}'.");
            var fits = value.DType == DType.Float32 && value.Rank == shape.Length
                && Enumerable.Range(0, shape.Length).All(axis => shape[axis] < 0 || value.Shape[axis] == shape[axis]);
            return fits ? value : throw new BadArgumentException(
                $"{Name}: the weight '{prefix}{name}' is {value.DType} {value.Shape}, but the model needs another; Float32 "
                    + $"({string.Join(", ", shape)}) would fit.");
        }
    }

    /// <summary>The names of the weights of a representation.</summary>
    internal static string Prefix(int which) => which == 0 ? "" : "differences/";
}
