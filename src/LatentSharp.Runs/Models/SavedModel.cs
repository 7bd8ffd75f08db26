using System.Text.Json;

namespace LatentSharp;

/// <summary>
/// A fitted model with what it needs to meet new data: its scaling, the names of columns and labels, the encoding of a table. It is saved
/// as a folder of <c>config.json</c> (format 1), <c>weights.safetensors</c> and, when they are known, <c>learned-rows.npy</c>, the digests
/// of the rows it learned from.
/// </summary>
/// <param name="Model">The model.</param>
/// <param name="Scaling">From the units of the data to those of the model.</param>
/// <param name="ClassNames">The names of the labels that the data had; none without labels.</param>
/// <param name="ColumnNames">The names of the columns that the data had; none when they had none.</param>
public sealed record SavedModel(FittedModel Model, Scaler Scaling, IReadOnlyList<string> ClassNames, IReadOnlyList<string> ColumnNames)
{
    private const int Format = 1;
    private const string ConfigName = "config.json", WeightsName = "weights.safetensors", LearnedName = "learned-rows.npy", HeadName =
        "head.safetensors";
    private const long LargestConfig = 64 << 20;

    /// <summary>
    /// How the columns of the table became numbers, to be applied to other tables; null when it was no table, or the model is from before
    /// this was kept.
    /// </summary>
    public TableEncoding? Encoding { get; init; }

    /// <summary>How texts became the numbers of samples, to be applied to other texts; null of a model that learned from none.</summary>
    public TextEncoding? Text { get; init; }

    /// <summary>
    /// What was done with missing values of sequences, to be done with those of new data; a table's <see cref="Encoding"/> says so itself.
    /// </summary>
    public Missing Missing { get; init; }

    /// <summary>
    /// How numbers of sequences were said to be written, to be read so in new data; a table's <see cref="Encoding"/> says so itself. Null
    /// when nothing was said.
    /// </summary>
    public NumberNotation? Numbers { get; init; }

    /// <summary>The size that pictures in files were brought to, to be done with new ones; null for none.</summary>
    public PictureSize? Size { get; init; }

    /// <summary>How they were brought to <see cref="Size"/>.</summary>
    public PictureFit Fit { get; init; }

    /// <summary>What recordings became, to be done with new ones; null where samples were none.</summary>
    public SoundReading? Sound { get; init; }

    /// <summary>The share of samples that was held out.</summary>
    public double Validation { get; init; } = LearnOptions.Validation.Default;

    /// <summary>What the division followed from.</summary>
    public long Seed { get; init; }

    /// <summary>
    /// Digests of the rows that the model learned from; null when they are not known, as of models from before they were kept.
    /// </summary>
    public LearnedRows? LearnedRows { get; init; }

    /// <summary>A classifier on the features, of a model that learned without labels and then met a few; null for none.</summary>
    internal LabelHead? Head { get; init; }

    /// <summary>What tells classes apart: the model itself, or the classifier on its features; null where neither does.</summary>
    internal IClassifier? Classifier => Model as IClassifier ?? Head;

    /// <summary>Writes the model into a folder that exists.</summary>
    /// <exception cref="BadFileException">Something cannot be written.</exception>
    public void Save(string folder)
    {
        var kind = ModelKind.Of(Model.Options);
        Safetensors.Write(Path.Combine(folder, WeightsName), Model.Weights);
        Head?.Write(Path.Combine(folder, HeadName));
        LearnedRows?.Write(Path.Combine(folder, LearnedName));
        AtomicFile.Write(Path.Combine(folder, ConfigName), stream => WriteConfig(stream, kind));
    }

    /// <summary>Reads a model from its folder, or from the run folder around it.</summary>
    /// <exception cref="BadFileException">There is no model there, it is of a newer format, or it is damaged.</exception>
    public static SavedModel Load(string folder)
    {
        var place = File.Exists(Path.Combine(folder, ConfigName)) ? folder : Path.Combine(folder, RunFiles.Model);
        var file = Path.Combine(place, ConfigName);
        if (!File.Exists(file))
            throw new BadFileException(
                $"{folder}: there is no model here; a run folder or its model folder is expected, with {ConfigName} and {WeightsName}.");
        using var document = Parse(file);
        var config = ConfigNode.Root(document, file);
        var format = config.Whole("format", 1);
        if (format > Format)
            throw config.Bad($"this model has format {format}, which is newer than this program; it reads format {Format}");
        var name = config.Text("model");
        var kind = ModelKind.Find(name)
            ?? throw config.Bad($"'{name}' is no kind of model; there are {string.Join(", ", ModelKind.Names)}");
        try
        {
            var input = new Shape(config.Wholes("inputShape", 1));
            var weights = Safetensors.Read(Path.Combine(place, WeightsName)).Tensors;
            foreach (var (weight, tensor) in weights)
            {
                if (tensor.DType != DType.Float32) throw config.Bad($"the weights '{weight}' are {tensor.DType}; Float32 is expected");
                if (!Require.AreFinite(tensor.AsSpan()))
                    throw BadFileException.At(
                        Path.Combine(place, WeightsName), $"weights '{weight}'",
                        "a number is not finite, so that the model could compute nothing; learn it again.");
            }
            var model = FittedModel.FromWeights(OptionsConfig.Read(config.Object("options"), kind), input, weights);
            var classes = config.Texts("labels");
            if (model is IClassifier classifier) CheckClasses(config, classes, classifier.ClassCount);
            var division = config.Object("division");
            var columns = config.Texts("columns");
            return new SavedModel(model, ScalerConfig.Read(config.Object("scaling"), input), classes, columns)
            {
                Encoding = config.Has("encoding") ? EncodingConfig.Read(config.Object("encoding"), input, columns) : null,
                Text = config.Has("text") ? TextConfig.Read(config.Object("text"), input, classes) : null,
                Missing = config.Has("missing") ? (Missing)LearnOptions.Missing.ReadValue(config.Text("missing"))! : Missing.Refuse,
                Numbers = config.Has("numbers") ? NotationConfig.ReadNumbers(config.Object("numbers")) : null,
                Size = config.Has("size") ? (PictureSize?)LearnOptions.Size.ReadValue(config.Text("size")) : null,
                Fit = config.Has("fit") ? (PictureFit)LearnOptions.Fit.ReadValue(config.Text("fit"))! : PictureFit.Crop,
                Sound = config.Has("sound") ? RecordingOptions.Read(config.Object("sound"), input) : null,
                Validation = LearnOptions.Validation.Check(division.Number("validation")),
                Seed = division.Long("seed"),
                Head = File.Exists(Path.Combine(place, HeadName)) ? LabelHead.Read(Path.Combine(place, HeadName), model, classes.Length)
                    : null,
                LearnedRows = File.Exists(Path.Combine(place, LearnedName)) ? LearnedRows.Read(Path.Combine(place, LearnedName)) : null,
            };
        }
        catch (BadArgumentException e)
        {
            throw config.Bad($"the parts of this model do not fit together ({e.Message.TrimEnd('.')})");
        }
    }

    /// <summary>Refuses class names that do not say what each output of a classifier means.</summary>
    private static void CheckClasses(ConfigNode config, string[] classes, int outputs)
    {
        if (classes.Length != outputs)
            throw config.Bad($"'labels' has {Counted.Of(classes.Length, "name")}, but the classifier tells {outputs} classes apart");
        if (classes.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw config.Bad($"'labels' has '{twice.Key}' twice");
    }

    private void WriteConfig(Stream stream, ModelKind kind)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        json.WriteString("model", kind.Name);
        json.WriteStartArray("inputShape");
        foreach (var size in Model.InputShape) json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartObject("options");
        OptionsConfig.Write(json, Model.Options);
        json.WriteEndObject();
        json.WriteStartObject("scaling");
        ScalerConfig.Write(json, Scaling);
        json.WriteEndObject();
        json.WriteStartObject("division");
        json.WriteNumber("validation", Validation);
        json.WriteNumber("seed", Seed);
        json.WriteEndObject();
        WriteTexts("labels", ClassNames);
        WriteTexts("columns", ColumnNames);
        json.WriteString("missing", LearnOptions.Missing.WriteValue(Missing));
        if (Size is not null)
        {
            json.WriteString("size", LearnOptions.Size.WriteValue(Size));
            json.WriteString("fit", LearnOptions.Fit.WriteValue(Fit));
        }
        if (Sound is not null) RecordingOptions.Write(json, "sound", Sound.Options);
        if (Numbers is not null) NotationConfig.Write(json, "numbers", Numbers);
        if (Text is not null)
        {
            json.WriteStartObject("text");
            TextConfig.Write(json, Text);
            json.WriteEndObject();
        }
        if (Encoding is not null)
        {
            json.WriteStartObject("encoding");
            EncodingConfig.Write(json, Encoding);
            json.WriteEndObject();
        }
        json.WriteEndObject();

        void WriteTexts(string name, IReadOnlyList<string> texts)
        {
            json.WriteStartArray(name);
            foreach (var text in texts) json.WriteStringValue(text);
            json.WriteEndArray();
        }
    }

    /// <summary>Reads a file of a model that holds one JSON object.</summary>
    internal static JsonDocument Parse(string file)
    {
        try
        {
            using var stream = InputFile.Open(file);
            if (stream.Length > LargestConfig)
                throw new BadFileException(
                    $"{file}: {stream.Length} bytes are too many for a configuration; at most {LargestConfig} are read.");
            return JsonDocument.Parse(stream, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            throw new BadFileException(
                $"{file}: line {e.LineNumber + 1}: this is no JSON object as a model has it ({e.Message.Split(". ")[0].TrimEnd('.')}).", e);
        }
    }
}
