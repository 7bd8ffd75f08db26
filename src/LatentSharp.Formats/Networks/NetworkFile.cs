using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace LatentSharp;

/// <summary>
/// Networks in files. A saved network is one file, by custom of the ending <c>.latent</c>: a zip archive of <c>config.json</c> (format 1)
/// and <c>weights.safetensors</c>; the same network gives the same bytes. Everything is written beside the place, flushed and renamed.
/// </summary>
public static class NetworkFile
{
    private const int Format = 1;

    /// <summary>
    /// Writes a network: its configuration, its weights, how it is compiled and what its optimizer remembers, so that a loaded one can go
    /// on training.
    /// </summary>
    /// <param name="model">The network; one that says what it takes is built, if it is not yet.</param>
    /// <param name="path">The file to make or to replace.</param>
    /// <param name="withTraining">
    /// Whether how it is compiled is saved, and what its optimizer remembers once it was trained. Default true.
    /// </param>
    /// <exception cref="BadArgumentException">
    /// A part of it is of a class that files cannot name; see <see cref="NetworkTypes.Register{T}"/>.
    /// </exception>
    /// <exception cref="BadFileException">The file cannot be written.</exception>
    public static void Save(Model model, string path, bool withTraining = true)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.DeclaredInputs.Length > 0) model.Build();
        var config = new JsonObject { ["format"] = Format };
        try
        {
            var writer = new ConfigWriter();
            config["network"] = writer.Write(model, model.Name ?? "the network");
            if (InputsOf(model) is { } samples) config["inputShapes"] = writer.Write(samples, "the input");
            else if (WeightNames.Of(model).Count > 0)
                throw new BadArgumentException("Save: the network is built in part only; call Build with the shape of one sample first.");
            if (withTraining && model.IsCompiled) config["compile"] = CompileConfig.Write(writer, model.Compiled);
            var trained = withTraining && model is { IsCompiled: true, IsBuilt: true, Position.IsStart: false }
                ? model.SnapshotTraining()
                : null;
            var bytes = JsonSerializer.SerializeToUtf8Bytes(config, Layout);
            AtomicFile.Write(path, stream => NetworkArchive.Write(stream, bytes, WeightNames.Tensors(model), trained));
        }
        catch (JsonException e)
        {
            throw new BadArgumentException(
                $"Save: the network has layers within layers more than {ConfigReader.Depth / 3} deep, or a loop; files do not go deeper.",
                e);
        }
    }

    /// <summary>Reads a network that <see cref="Save"/> wrote.</summary>
    /// <exception cref="BadFileException">
    /// There is no such file, it is of a newer format, it names what is not known, or it is damaged.
    /// </exception>
    public static Model Load(string path)
    {
        using var stream = InputFile.Open(path);
        return Load(stream, path);
    }

    /// <inheritdoc cref="Load(string)"/>
    /// <param name="stream">The file; it must be able to seek.</param>
    /// <param name="name">What to call it in messages.</param>
    public static Model Load(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Load(NetworkArchive.Read(stream, name), name);
    }

    internal static Model Load(NetworkArchive.Content content, string name)
    {
        var file = $"{name}: {NetworkArchive.Config}";
        try
        {
            using var document = JsonDocument.Parse(
                content.Config, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = ConfigReader.Depth });
            var config = new ConfigValue(document.RootElement, file, "");
            var format = config.Get("format").Whole(1);
            if (format > Format)
                throw config.Bad($"this network has format {format}, which is newer than this program; it reads format {Format}");
            config.AllowOnly(["format", "network", "inputShapes", "compile"]);
            var network = config.Get("network");
            var model = (Model)new ConfigReader(network).Read(typeof(Model));
            Fill(model, config.Find("inputShapes"), network, content.Weights.Tensors);
            if (config.Find("compile") is { } compile) CompileConfig.Apply(compile, model, content.Optimizer);
            else if (content.Optimizer is not null) throw config.Bad($"'compile' is missing, but there is {NetworkArchive.Optimizer}");
            return model;
        }
        catch (JsonException e)
        {
            throw new BadFileException(
                $"{file}: line {e.LineNumber + 1}: this is no JSON object as a network has it ({e.Message.Split(". ")[0].TrimEnd('.')}).",
                e);
        }
        catch (InvalidOperationException e)
        {
            // GetString: an escaped half of a surrogate pair.
            throw new BadFileException($"{file}: a text in it is not Unicode.", e);
        }
    }

    /// <summary>Writes the parameters alone, as a safetensors file; their names follow from the structure of the network.</summary>
    /// <exception cref="BadArgumentException">The network is not built: it has no weights yet.</exception>
    /// <exception cref="BadFileException">The file cannot be written.</exception>
    public static void SaveWeights(Model model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        CheckBuilt(model, "SaveWeights");
        Safetensors.Write(path, WeightNames.Tensors(model));
    }

    /// <summary>Replaces the parameters by those of a safetensors file.</summary>
    /// <param name="model">The network; it is built.</param>
    /// <param name="path">The file.</param>
    /// <param name="skipMismatch">
    /// Whether what is missing, left over or of another shape is passed over; otherwise nothing is replaced and it is refused.
    /// </param>
    /// <returns>The names of what was passed over.</returns>
    /// <exception cref="BadFileException">The file does not fit the network, or is damaged.</exception>
    public static IReadOnlyList<string> LoadWeights(Model model, string path, bool skipMismatch = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        CheckBuilt(model, "LoadWeights");
        return WeightNames.Assign(model, Safetensors.Read(path).Tensors, skipMismatch, path);
    }

    private static readonly JsonTypeInfo<JsonNode> Layout =
        new NetworkJson(
            new JsonSerializerOptions(NetworkJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).JsonNode;

    /// <summary>The shapes of one sample of each input, for a network that has its parameters.</summary>
    private static IReadOnlyList<Shape>? InputsOf(Layer layer) => layer switch
    {
        Model { IsBuilt: true } model => [.. model.BuiltInputs.Select(input => input[1..])],
        { IsBuilt: true } => [layer.BuiltFor[1..]],
        Sequential => InputsOf(layer.Layers[0]),
        _ => null,
    };

    /// <summary>Builds the network on the weights: each is compared in shape before anything is made for it.</summary>
    private static void Fill(Model model, ConfigValue? inputShapes, ConfigValue place, IReadOnlyDictionary<string, Tensor> weights)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        if (inputShapes is { } shapes)
        {
            Shape[] samples = [.. shapes.Items().Select(ConfigReader.ReadShape)];
            if (samples.Length == 0) throw shapes.Bad("the shape of an input is expected here");
            ConfigReader.Make(shapes, () =>
            {
                model.BuildAll(samples, Take);
                return model;
            });
        }
        if (weights.Keys.FirstOrDefault(name => !taken.Contains(name)) is { } extra)
            throw place.Bad($"the weight '{ConfigValue.Shorten(extra)}' is there, but the network has no parameter of this name");

        Tensor? Take(string name, Shape size)
        {
            taken.Add(name);
            return WeightNames.Misfit(weights, name, size) is { } problem
                ? throw place.Bad($"weight '{ConfigValue.Shorten(name)}': {problem}")
                : weights[name];
        }
    }

    private static void CheckBuilt(Model model, string operation)
    {
        if (model.DeclaredInputs.Length > 0) model.Build();
        if (!model.IsBuilt && WeightNames.Of(model).Count == 0)
            throw new BadArgumentException(
                $"{operation}: the network is not built, so that it has no weights yet; call Build with the shape of one sample first.");
    }
}
