namespace LatentSharp;

/// <summary>
/// Samples that belong together, row by row: what goes into a network, what should come out, and how much each sample counts. A step's
/// worth of a sequence that <c>Fit</c> learns from, or all that is held out. Tuples turn into it: <c>(x, y)</c> and <c>(x, y, weights)</c>.
/// </summary>
public sealed class Batch
{
    private readonly Tensor[] inputs;
    private readonly Tensor[] targets;
    private readonly Tensor[] weights;

    /// <summary>Samples of one input and one output.</summary>
    /// <param name="x">(N, …).</param>
    /// <param name="y">(N, …); none by default, for predictions and for steps of one's own.</param>
    /// <param name="sampleWeight">(N), or (N, …) for the leading axes of the losses; all the same by default.</param>
    /// <exception cref="BadArgumentException">There is not one row for each sample, or a weight is negative, NaN or infinite.</exception>
    public Batch(Tensor x, Tensor y = default, Tensor sampleWeight = default)
        : this([x], y.IsDefault ? [] : [y], sampleWeight.IsDefault ? [] : [sampleWeight], "Batch")
    {
    }

    /// <summary>Samples of several inputs and outputs.</summary>
    /// <param name="inputs">(N, …) each, in the order of the network's inputs.</param>
    /// <param name="targets">(N, …) each, in the order of the outputs; <c>default</c> for an output without a loss.</param>
    /// <param name="sampleWeights">One for each target, or one for all; all samples count the same by default.</param>
    /// <exception cref="BadArgumentException">There is not one row for each sample, or a weight is negative, NaN or infinite.</exception>
    public Batch(Tensor[] inputs, Tensor[]? targets = null, Tensor[]? sampleWeights = null) : this(inputs, targets, sampleWeights, "Batch")
    {
    }

    /// <summary>Checked in the name of an operation.</summary>
    internal Batch(Tensor[] inputs, Tensor[]? targets, Tensor[]? sampleWeights, string operation)
    {
        if (inputs is null) throw new BadArgumentException($"{operation}: x is null; it holds a tensor (N, …) for each input.");
        (this.inputs, this.targets) = ([.. inputs], targets is null or [] ? [] : [.. targets]);
        weights = this.targets.Length == 0 ? [] : new Tensor[this.targets.Length];
        var given = sampleWeights ?? [];
        if (given.Length is not (0 or 1) && given.Length != weights.Length)
            throw new BadArgumentException(
                $"{operation}: {given.Length} sample weights do not fit {weights.Length} targets; there is one for each, or one for all.");
        for (var i = 0; i < weights.Length && given.Length > 0; i++) weights[i] = given[given.Length == 1 ? 0 : i];
        Check(operation);
    }

    /// <summary>Room for batches of a number of inputs and targets that are filled in later.</summary>
    internal Batch(int inputs, int targets) =>
        (this.inputs, this.targets, weights) = (new Tensor[inputs], new Tensor[targets], new Tensor[targets]);

    /// <summary>What goes in.</summary>
    public IReadOnlyList<Tensor> Inputs => inputs;

    /// <summary>What should come out; empty for none.</summary>
    public IReadOnlyList<Tensor> Targets => targets;

    /// <summary>How much each sample counts for each target; <c>default</c> where all count the same.</summary>
    public IReadOnlyList<Tensor> SampleWeights => weights;

    /// <summary>The first input.</summary>
    public Tensor X => inputs[0];

    /// <summary>The first target; <c>default</c> for none.</summary>
    public Tensor Y => targets.Length > 0 ? targets[0] : default;

    /// <summary>How many samples there are.</summary>
    public int Count => inputs[0].Shape[0];

    internal Tensor[] InputArray => inputs;

    internal Tensor[] TargetArray => targets;

    internal Tensor[] WeightArray => weights;

    /// <summary>Samples and targets as a batch.</summary>
    public static implicit operator Batch((Tensor X, Tensor Y) pair) => new(pair.X, pair.Y);

    /// <summary>Samples, targets and sample weights as a batch.</summary>
    public static implicit operator Batch((Tensor X, Tensor Y, Tensor SampleWeight) three) => new(three.X, three.Y, three.SampleWeight);

    /// <summary>Samples and targets of several inputs and outputs as a batch.</summary>
    public static implicit operator Batch((Tensor[] X, Tensor[] Y) pair) => new(pair.X, pair.Y);

    /// <summary>Some of the samples, without a copy.</summary>
    internal Batch Rows(int start, int count) => RowsInto(new Batch(inputs.Length, targets.Length), start, count);

    /// <summary>Some of the samples, without a copy, in a batch that is filled again.</summary>
    /// <param name="rows">Of as many inputs and targets.</param>
    /// <param name="start">The first sample.</param>
    /// <param name="count">How many there are.</param>
    internal Batch RowsInto(Batch rows, int start, int count)
    {
        for (var i = 0; i < inputs.Length; i++) rows.inputs[i] = inputs[i].Rows(start, count);
        for (var i = 0; i < targets.Length; i++)
        {
            rows.targets[i] = targets[i].IsDefault ? default : targets[i].Rows(start, count);
            rows.weights[i] = weights[i].IsDefault ? default : weights[i].Rows(start, count);
        }
        return rows;
    }

    /// <summary>The same samples, their weights multiplied by those of their classes.</summary>
    internal Batch Weighted(IReadOnlyDictionary<int, double>? classWeight)
    {
        if (classWeight is null) return this;
        if (targets.Length != 1) throw new BadArgumentException($"Fit: classWeight is for one output; there are {targets.Length} targets.");
        return new Batch(inputs, targets, [ClassWeights.Of(targets[0], weights[0], classWeight)], "Fit");
    }

    /// <summary>Refuses inputs, targets and weights that do not have a row for each sample.</summary>
    internal void Check(string operation)
    {
        if (inputs.Length == 0) throw new BadArgumentException($"{operation}: there are no inputs.");
        foreach (var input in inputs)
        {
            var name = inputs.Length == 1 ? "x" : "an input";
            if (input.IsDefault) throw new BadArgumentException($"{operation}: {name} is default(Tensor); it holds nothing.");
            if (input.Rank == 0)
                throw new BadArgumentException($"{operation}: a single number is not a batch of samples; the input is (N, …).");
            if (input.Shape[0] != inputs[0].Shape[0])
                throw new BadArgumentException(
                    $"{operation}: inputs {inputs[0].Shape} and {input.Shape} do not fit; both need one row for each sample.");
        }
        for (var i = 0; i < targets.Length; i++)
        {
            if (!targets[i].IsDefault && (targets[i].Rank == 0 || targets[i].Shape[0] != Count))
                throw new BadArgumentException(
                    $"{operation}: samples {inputs[0].Shape} and targets {targets[i].Shape} do "
                    + "not fit; both need one row for each sample.");
            if (!weights[i].IsDefault && (weights[i].Rank == 0 || weights[i].Shape[0] != Count))
                throw new BadArgumentException(
                    $"{operation}: sample weights {weights[i].Shape} do not fit targets {targets[i].Shape}; there is one for each sample.");
            CheckWeights(weights[i], operation);
        }
    }

    /// <summary>Refuses null where targets belong; none are [].</summary>
    internal static Tensor[] NotNull(Tensor[]? targets, string operation) =>
        targets ?? throw new BadArgumentException($"{operation}: y is null; it holds a tensor (N, …) for each output, or [] for none.");

    private static void CheckWeights(Tensor weights, string operation)
    {
        if (weights.IsDefault) return;
        var values = Ops.ToFloat(weights).AsSpan();
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]) || values[i] < 0)
            {
                throw new BadArgumentException(
                    FormattableString.Invariant($"{operation}: sampleWeight is {values[i]} at place {i}; weights are finite, 0 or more."));
            }
        }
    }
}
