namespace LatentSharp;

/// <summary>
/// A model that learned features without labels, with a linear classifier on them that a few labels were enough for: together they tell
/// classes apart. The classifier is saved beside the model as <c>head.safetensors</c>.
/// </summary>
/// <param name="model">Gives the features.</param>
/// <param name="head">Classifies them.</param>
/// <param name="classes">The classes that the data have names for.</param>
internal sealed class LabelHead(FittedModel model, FittedLinearProbe head, int classes) : IClassifier
{
    private const string Shift = "shift", Scale = "scale", Kernel = "kernel", Known = "classes";

    public int ClassCount => classes;

    /// <summary>The probability of each class; 0 of those that had no label.</summary>
    public Tensor PredictProbabilities(Tensor samples)
    {
        var shares = head.PredictProbabilities(model.Transform(samples));
        var (count, known) = (samples.Shape[0], head.Classes);
        var all = new float[count * classes];
        var values = shares.AsSpan();
        for (var i = 0; i < count; i++)
            for (var k = 0; k < known.Count; k++) all[(i * classes) + known[k]] = values[(i * known.Count) + k];
        return Tensor.From(all, [count, classes]);
    }

    /// <summary>Writes the classifier.</summary>
    public void Write(string path)
    {
        var (shift, scale, kernel, known) = head.Parts();
        Safetensors.Write(path, new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            [Shift] = Tensor.From(shift), [Scale] = Tensor.From(scale), [Kernel] = Tensor.From(kernel), [Known] = Tensor.From(known),
        });
    }

    /// <summary>Reads one for a model.</summary>
    /// <exception cref="BadFileException">It is damaged, or does not fit the model.</exception>
    public static LabelHead Read(string path, FittedModel model, int classes)
    {
        var parts = Safetensors.Read(path).Tensors;
        var size = model.FeatureSize;
        float[] shift = Numbers(Shift, size), scale = Numbers(Scale, size), known = Numbers(Known, null);
        if (known.Length == 0 || known.Any(label => !(label >= 0 && label < classes && label == MathF.Floor(label)))
            || !known.Zip(known.Skip(1)).All(pair => pair.First < pair.Second))
            throw BadFileException.At(path, Known, $"these are no ascending numbers of the {classes} classes that the model names.");
        var outputs = known.Length switch { 1 => 0, 2 => 1, _ => known.Length };
        var kernel = Numbers(Kernel, (size + 1) * outputs);
        return new LabelHead(model, FittedLinearProbe.Restore([.. known.Select(label => (int)label)], shift, scale, kernel), classes);

        float[] Numbers(string name, int? count)
        {
            if (!parts.TryGetValue(name, out var tensor) || tensor.DType != DType.Float32 || tensor.Rank != 1
                || (count is { } expected && tensor.Count != expected) || !Require.AreFinite(tensor.AsSpan()))
                throw BadFileException.At(path, name,
                    $"Float32 ({count?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "N"}) of finite numbers is "
                        + $"expected here.");
            return tensor.ToArray();
        }
    }
}
