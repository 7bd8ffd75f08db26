using System.Globalization;

namespace LatentSharp;

/// <summary>What the code of a <see cref="RecurrentAutoencoder"/> is computed from.</summary>
public enum RecurrentCode
{
    /// <summary>The states after all steps, beside each other; 0 for padding.</summary>
    AllStates,

    /// <summary>The state after the last step.</summary>
    LastState,
}

/// <summary>How a <see cref="RecurrentAutoencoder"/> is built and trained.</summary>
public sealed record RecurrentAutoencoderOptions : NetworkAutoencoderOptions
{
    // Measured on the 286 steps of Coffee: read one by one, the error was 95 times that of PCA; in 32 frames 8 times, and 3 times with a
    // decoder in both directions.
    private const int MostFrames = 32;

    /// <summary>
    /// A learning rate of 0.003: less learns digits slowly, more now and then learns no more of 50 sequences than the mean of each step.
    /// </summary>
    public RecurrentAutoencoderOptions() => LearningRate = 0.003;

    /// <inheritdoc/>
    public override string Kind => "recurrent-autoencoder";

    /// <summary>The cells of encoder and decoder. Default <see cref="RecurrentCellKind.Lstm"/>.</summary>
    [Option("--cell", "The recurrent cells; simple ones learn best at a --learning-rate of 0.001.")]
    public RecurrentCellKind Cell { get; init; }

    /// <summary>The units of encoder and decoder. Default 64; 1 or more.</summary>
    [Option("--units", "The units of each recurrent layer.", AtLeast = 1, SearchChoices = ["32", "64", "128"])]
    public int Units { get; init; } = 64;

    /// <summary>What the code is computed from. Default <see cref="RecurrentCode.AllStates"/>.</summary>
    [Option("--code-from", "The states that the code is computed from.", AbsentMeans = RecurrentCode.LastState)]
    public RecurrentCode CodeFrom { get; init; }

    /// <summary>Whether the decoder writes sequences in both directions, with as many units in each. Default true.</summary>
    [Option("--bidirectional", "Whether sequences are written in both directions.", AbsentMeans = false, SearchChoices = ["no", "yes"])]
    public bool Bidirectional { get; init; } = true;

    /// <summary>
    /// Steps that are read, and written, at once: sequences (T, C) go through the cells as ⌈T / Frame⌉ frames of Frame · C values, since
    /// gradients fade over many steps. Default null: ⌈T / 32⌉, so 1 up to 32 steps; 1 or more.
    /// </summary>
    [Option(
        "--frame", "Steps that are read and written at once.", AtLeast = 1, Automatic = "a 32nd of the steps, rounded up",
        AbsentMeans = 1)]
    public int? Frame { get; init; }

    /// <summary>
    /// Whether steps whose values are all 0 are padding: left out by the encoder and by the error, and 0 in reconstructions. Default false;
    /// true for data read as sequences of unequal lengths.
    /// </summary>
    [Option("--mask-zeros", "Whether steps whose values are all 0 are padding; true for sequences of unequal lengths.")]
    public bool MaskZeros { get; init; }

    /// <inheritdoc/>
    public override RecurrentAutoencoderOptions CompleteFor(Tensor samples)
    {
        var (steps, _) = RecurrentLayers.Axes(Kind, samples.Shape[1..]);
        if (Frame > steps) throw Refuse(nameof(Frame), string.Create(CultureInfo.InvariantCulture, $"samples have {steps} steps"));
        return (RecurrentAutoencoderOptions)(this with { Frame = Frame ?? ((steps + MostFrames - 1) / MostFrames) }).CompleteWith(samples);
    }

    internal override (bool Sequences, bool Padded) Reading(Shape sample) => (sample.Rank == 2, MaskZeros);

    internal override bool LearnsFromPictures => false;

    internal override EstimatorOptions Defaults() => new RecurrentAutoencoderOptions();

    internal override RecurrentAutoencoderOptions ForSequences(bool padded) => padded ? this with { MaskZeros = true } : this;

    /// <summary>
    /// Adam with a gradient whose norm is at most 1: through many steps gradients now and then grow large (Pascanu et al. 2013).
    /// </summary>
    internal override Adam CreateOptimizer(Schedule schedule) => new(schedule) { GlobalClipNorm = 1 };

    internal override bool MasksZeros => MaskZeros;

    internal override (Sequential Encoder, Sequential Decoder) CreateLayers(Shape sample)
    {
        var (steps, channels) = RecurrentLayers.Axes(Kind, sample);
        var (frames, width, spare) = Frames(steps, channels);
        var encoder = new List<Layer> { new Reshape([steps, channels]) };
        if (spare > 0) encoder.Add(new ZeroPadding1D(new Margin(0, spare)));
        if (Frame > 1) encoder.Add(new Reshape([frames, width]));
        if (MaskZeros) encoder.Add(new Masking());
        var all = CodeFrom == RecurrentCode.AllStates;
        encoder.Add(RecurrentLayers.Create(Cell, Units, returnSequences: all));
        if (all) encoder.Add(new FlatStates());
        encoder.Add(DenseLayers.Create(LatentSize, name: "code"));

        var writer = RecurrentLayers.Create(Cell, Units, returnSequences: true);
        var decoder = new List<Layer>
        {
            new RepeatVector(frames),
            Bidirectional ? new Bidirectional(writer) : writer,
            DenseLayers.Create(width, Output.Activation(), "output"),
        };
        if (Frame > 1) decoder.Add(new Reshape([steps + spare, channels]));
        if (spare > 0) decoder.Add(new Cropping1D(new Margin(0, spare)));
        decoder.Add(new Reshape(sample));
        return (new Sequential([.. encoder]), new Sequential([.. decoder]));
    }

    internal override double? LeastWorkOfSample(Shape sample)
    {
        var (steps, channels) = RecurrentLayers.Axes(Kind, sample);
        var (frames, width, _) = Frames(steps, channels);
        return frames * ((double)RecurrentLayers.Count(Cell, width, Units)
            + ((Bidirectional ? 2 : 1) * RecurrentLayers.Count(Cell, LatentSize, Units)));
    }

    internal override long CountParameters(Shape sample)
    {
        var (steps, channels) = RecurrentLayers.Axes(Kind, sample);
        var (frames, width, _) = Frames(steps, channels);
        var (states, writers) = (CodeFrom == RecurrentCode.AllStates ? frames : 1, Bidirectional ? 2 : 1);
        return RecurrentLayers.Count(Cell, width, Units) + (writers * RecurrentLayers.Count(Cell, LatentSize, Units))
            + DenseLayers.Count([Limited(states), LatentSize]) + DenseLayers.Count([Limited(writers), width]);

        int Limited(int count) => (int)Math.Min((long)count * Units, int.MaxValue);
    }

    private NetworkAutoencoderOptions CompleteWith(Tensor samples) => base.CompleteFor(samples);

    /// <summary>How many frames there are, the values of one, and the steps of zeros that fill up the last.</summary>
    private (int Count, int Width, int Spare) Frames(int steps, int channels)
    {
        var frame = Math.Min(Frame ?? 1, steps);
        var count = (steps + frame - 1) / frame;
        return (count, (int)Math.Min((long)frame * channels, int.MaxValue), (count * frame) - steps);
    }

    private protected override string DescribeNetwork(Shape sample)
    {
        var layer = string.Create(CultureInfo.InvariantCulture, $"{EstimatorOption.TextOf(this, nameof(Cell))} {Units}");
        var frame = Frame > 1 ? string.Create(CultureInfo.InvariantCulture, $" over frames of {Frame} steps") : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{layer}-{LatentSize}-{layer}{(Bidirectional ? " in both directions" : "")}{frame}");
    }
}
