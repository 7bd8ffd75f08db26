namespace LatentSharp;

/// <summary>
/// Explains what a fitted model makes of samples: which of their values a class, a feature or an anomaly depends on. Nothing of the model
/// changes; the same sample gives the same explanation.
/// </summary>
public sealed class Explainer
{
    private const int Block = 256;

    private readonly FittedModel model;
    private readonly Tensor chosen;

    /// <param name="model">The model.</param>
    /// <param name="what">What of it is explained.</param>
    /// <exception cref="BadArgumentException">The model has no such class or feature, or does not reconstruct.</exception>
    public Explainer(FittedModel model, Explained what)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(what);
        (this.model, What) = (model, what);
        var (index, size) = what switch
        {
            Explained.Logit logit when model is FittedClassifier classifier => (logit.Class, classifier.ClassCount),
            Explained.Unit unit => (unit.Index, model.FeatureSize),
            Explained.Anomaly when model is FeatureModel => (0, 1),
            Explained.Anomaly => throw new BadArgumentException(
                $"Explainer: {model.Name} rebuilds no samples, so that no error can be explained."),
            _ => throw new BadArgumentException($"Explainer: {model.Name} tells no classes apart, so that no logit can be explained."),
        };
        if (index < 0 || index >= size)
            throw new BadArgumentException($"Explainer: {what.InWords} does not exist; {model.Name} has {size} of them.");
        var one = new float[size];
        one[index] = 1;
        chosen = Tensor.From(one, [1, size]).Keep();
        var none = Tensor.Zeros(model.InputShape.Prepend(1));
        using var scope = InferenceScope.Open();
        HasGradient = what switch
        {
            Explained.Logit => true,
            Explained.Unit => model.Record(none) is not null,
            _ => ((FeatureModel)model).RecordRebuilt(none) is not null,
        };
    }

    /// <summary>What is explained.</summary>
    public Explained What { get; }

    /// <summary>Whether the model has a gradient, which all but occlusion need.</summary>
    public bool HasGradient { get; }

    /// <summary>What is explained, of each sample: (N, …) -> (N).</summary>
    /// <exception cref="BadArgumentException">The samples have another shape than the model's.</exception>
    public Tensor Score(Tensor samples)
    {
        Check(samples);
        var scores = new float[samples.Shape[0]];
        for (var first = 0; first < scores.Length; first += Block)
        {
            using var scope = InferenceScope.Open();
            var rows = samples.Rows(first, Math.Min(Block, scores.Length - first));
            var values = HasGradient ? Record(rows) : Without(rows);
            values.AsSpan().CopyTo(scores.AsSpan(first));
        }
        return Tensor.From(scores);
    }

    /// <summary>The gradient of what is explained by each value of a sample: (N, …) -> the same.</summary>
    /// <exception cref="BadArgumentException">The samples have another shape than the model's, or the model has no gradient.</exception>
    public Tensor Gradient(Tensor samples)
    {
        Check(samples);
        if (!HasGradient) throw new BadArgumentException($"Explainer: {model.Name} has no gradient; occlusion explains it.");
        return Tensor.Create<float, (Explainer Self, Tensor Samples)>(samples.Shape, (this, samples), static (all, state) =>
        {
            var (count, width) = (state.Samples.Shape[0], state.Samples.Shape[1..].Count);
            for (var first = 0; first < count; first += Block)
            {
                using var tape = new GradientTape();
                var x = tape.Watch(state.Samples.Rows(first, Math.Min(Block, count - first)));
                tape.Gradient(Ops.Sum(state.Self.Record(x)), x).AsSpan().CopyTo(all[(first * width)..]);
            }
        });
    }

    /// <summary>
    /// How much a small change of each value changes what is explained: |∂f/∂x| (Simonyan et al. 2013), (N, …) -> the same.
    /// </summary>
    /// <inheritdoc cref="Gradient"/>
    public Tensor Saliency(Tensor samples) => Ops.Abs(Gradient(samples));

    /// <summary>
    /// Integrated gradients (Sundararajan et al. 2017): (x - b) · ∫ ∂f(b + t (x - b))/∂x dt over t from 0 to 1, by the midpoints of equal
    /// steps. The contributions sum up to f(x) - f(b), but for the steps (<see cref="Attribution.Gap"/>).
    /// </summary>
    /// <param name="sample">x, (1, …).</param>
    /// <param name="baseline">b, what it is compared with, (1, …).</param>
    /// <param name="steps">1 or more. Default 256.</param>
    /// <exception cref="BadArgumentException">The samples have another shape than the model's, or the model has no gradient.</exception>
    public Attribution IntegratedGradients(Tensor sample, Tensor baseline, int steps = 256)
    {
        CheckPair(sample, baseline);
        if (steps < 1) throw new BadArgumentException($"Explainer: {steps} steps do not fit; 1 or more would.");
        float[] x = sample.ToArray(), b = baseline.ToArray();
        var points = new float[steps * x.Length];
        for (var k = 0; k < steps; k++)
            for (var i = 0; i < x.Length; i++) points[(k * x.Length) + i] = (float)(b[i] + ((k + 0.5) / steps * ((double)x[i] - b[i])));
        var slopes = Gradient(Tensor.From(points, model.InputShape.Prepend(steps))).AsSpan();
        var values = new float[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var sum = 0.0;
            for (var k = 0; k < steps; k++) sum += slopes[(k * x.Length) + i];
            values[i] = (float)(sum / steps * ((double)x[i] - b[i]));
        }
        return Attribute(values, sample, baseline);
    }

    /// <summary>
    /// How much less is explained when some values are replaced by those of a baseline (Zeiler and Fergus 2014): of each group f(x) -
    /// f(x with the baseline's values there), shared by its values. It needs no gradient.
    /// </summary>
    /// <param name="sample">x, (1, …).</param>
    /// <param name="baseline">What takes the place of values, (1, …).</param>
    /// <param name="groups">Places of values in the flat sample that are replaced together; a place in several has the mean.</param>
    /// <exception cref="BadArgumentException">The samples have another shape than the model's, or a place is outside of them.</exception>
    public Attribution Occlusion(Tensor sample, Tensor baseline, IReadOnlyList<int[]> groups)
    {
        CheckPair(sample, baseline);
        ArgumentNullException.ThrowIfNull(groups);
        float[] x = sample.ToArray(), b = baseline.ToArray();
        if (groups.Any(group => group.Length == 0 || group.Any(place => place < 0 || place >= x.Length)))
            throw new BadArgumentException($"Explainer: a group is empty or has a place outside of the {x.Length} values of a sample.");
        var hidden = new float[groups.Count * x.Length];
        for (var g = 0; g < groups.Count; g++)
        {
            x.CopyTo(hidden, g * x.Length);
            foreach (var place in groups[g]) hidden[(g * x.Length) + place] = b[place];
        }
        var scores = groups.Count == 0 ? [] : Score(Tensor.From(hidden, model.InputShape.Prepend(groups.Count))).ToArray();
        double score = Score(sample).AsSpan()[0];
        var (sums, counts) = (new double[x.Length], new int[x.Length]);
        for (var g = 0; g < groups.Count; g++)
        {
            foreach (var place in groups[g])
            {
                sums[place] += (score - scores[g]) / groups[g].Length;
                counts[place]++;
            }
        }
        return Attribute([.. sums.Select((sum, i) => (float)(sum / Math.Max(1, counts[i])))], sample, baseline);
    }

    /// <summary>
    /// A sample for which what is explained is large: from a start along the gradient, step after step, within bounds for each value
    /// (activation maximisation, Erhan et al. 2009). The best of all steps is given.
    /// </summary>
    /// <param name="start">(1, …).</param>
    /// <param name="low">The least of each value, (1, …).</param>
    /// <param name="high">The greatest, (1, …).</param>
    /// <param name="steps">1 or more, each a fiftieth of the way from all the least to all the greatest values. Default 100.</param>
    /// <exception cref="BadArgumentException">A shape is another than the model's, or the model has no gradient.</exception>
    public (Tensor Sample, double Score) Ascend(Tensor start, Tensor low, Tensor high, int steps = 100)
    {
        const int way = 50;
        CheckPair(start, low);
        CheckPair(start, high);
        if (steps < 1) throw new BadArgumentException($"Explainer: {steps} steps do not fit; 1 or more would.");
        float[] at = start.ToArray(), least = low.ToArray(), most = high.ToArray();
        var length = Math.Sqrt(least.Zip(most, (a, b) => ((double)b - a) * ((double)b - a)).Sum()) / way;
        float[] best = [.. at];
        double score = Score(start).AsSpan()[0];
        for (var step = 0; step < steps; step++)
        {
            var slope = Gradient(Tensor.From(at, start.Shape)).ToArray();
            var norm = Math.Sqrt(slope.Sum(value => (double)value * value));
            if (norm == 0 || !double.IsFinite(norm)) break;
            for (var i = 0; i < at.Length; i++) at[i] = Math.Clamp((float)(at[i] + (length * slope[i] / norm)), least[i], most[i]);
            double reached = Score(Tensor.From(at, start.Shape)).AsSpan()[0];
            if (!(reached > score)) continue;
            score = reached;
            at.CopyTo(best, 0);
        }
        return (Tensor.From(best, start.Shape), score);
    }

    private Attribution Attribute(float[] values, Tensor sample, Tensor baseline) =>
        new(Tensor.From(values, sample.Shape), Score(sample).AsSpan()[0], Score(baseline).AsSpan()[0]);

    /// <summary>What is explained of each sample, recorded on the open tapes of the thread: (N).</summary>
    private Tensor Record(Tensor samples) => What switch
    {
        Explained.Logit => Ops.Sum(((FittedClassifier)model).RecordLogits(samples) * chosen, 1),
        Explained.Unit => Ops.Sum(model.Record(samples)!.Value * chosen, 1),
        _ => Error(samples, ((FeatureModel)model).RecordRebuilt(samples)!.Value),
    };

    private Tensor Without(Tensor samples) => What is Explained.Anomaly
        ? Error(samples, ((FeatureModel)model).Reconstruct(samples))
        : Ops.Sum(model.Transform(samples) * chosen, 1);

    private static Tensor Error(Tensor samples, Tensor rebuilt)
    {
        Shape flat = [samples.Shape[0], samples.Shape[1..].Count];
        return Ops.Mean(Ops.Square(Ops.Reshape(rebuilt, flat) - Ops.Reshape(samples, flat)), 1);
    }

    private void Check(Tensor samples)
    {
        if (samples.Rank > 0 && samples.DType == DType.Float32 && samples.Shape[1..] == model.InputShape)
        {
            LearningChecks.Finite("Explainer", samples);
            return;
        }
        throw new BadArgumentException(
            $"Explainer: samples {samples.DType} {samples.Shape} do not fit; {model.Name} takes Float32 "
                + $"{model.InputShape.Prepend(Shape.Any)}.");
    }

    private void CheckPair(Tensor sample, Tensor other)
    {
        Check(sample);
        Check(other);
        if (sample.Shape[0] != 1 || other.Shape[0] != 1)
            throw new BadArgumentException($"Explainer: {sample.Shape} and {other.Shape} do not fit; one sample each would.");
    }
}
