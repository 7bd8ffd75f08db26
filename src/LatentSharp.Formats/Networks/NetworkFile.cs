using System.Text.Json;
using System.Text.Json.Nodes;

namespace LatentSharp;

/// <summary>
/// Networks in files. A saved network is one file, by custom of the ending <c>.latent</c>: a zip archive of <c>config.json</c> (format 1) and
/// <c>weights.safetensors</c>; the same network gives the same bytes. Everything is written beside the place, flushed and renamed.
/// </summary>
public static class NetworkFile
{
    private const int Format = 1;

    /// <summary>Writes a network: its configuration, its weights, and how it is compiled.</summary>
    /// <exception cref="BadArgumentException">A part of it is of a class that files cannot name; see <see cref="NetworkTypes.Register{T}"/>.</exception>
    /// <exception cref="BadFileException">The file cannot be written.</exception>
    public static void Save(Model model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model is { IsBuilt: false, Graph: { } graph }) model.Build(graph.InputShapes[0][1..]);
        var config = new JsonObject { ["format"] = Format };
        try
        {
            var writer = new ConfigWriter();
            config["network"] = writer.Write(model, model.Name ?? "the network");
            if (InputOf(model) is { } sample) config["inputShape"] = writer.Write(sample, "the input");
            else if (WeightNames.Of(model).Count > 0) throw new BadArgumentException("Save: the network is built in part only; call Build with the shape of one sample first.");
            var bytes = JsonSerializer.SerializeToUtf8Bytes(config, Layout);
            AtomicFile.Write(path, stream => NetworkArchive.Write(stream, bytes, Weights(model), null));
        }
        catch (JsonException e)
        {
            throw new BadArgumentException($"Save: the network has layers within layers more than {ConfigReader.Depth / 3} deep, or a loop; files do not go deeper.", e);
        }
    }

    /// <summary>Reads a network that <see cref="Save"/> wrote.</summary>
    /// <exception cref="BadFileException">There is no such file, it is of a newer format, it names what is not known, or it is damaged.</exception>
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
            using var document = JsonDocument.Parse(content.Config, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = ConfigReader.Depth });
            var config = new ConfigValue(document.RootElement, file, "");
            var format = config.Get("format").Whole(1);
            if (format > Format) throw config.Bad($"this network has format {format}, which is newer than this program; it reads format {Format}");
            config.AllowOnly(["format", "network", "inputShape"]);
            var network = config.Get("network");
            var model = (Model)new ConfigReader(network).Read(typeof(Model));
            Fill(model, config.Find("inputShape"), network, content.Weights.Tensors);
            return model;
        }
        catch (JsonException e)
        {
            throw new BadFileException($"{file}: line {e.LineNumber + 1}: this is no JSON object as a network has it ({e.Message.Split(". ")[0].TrimEnd('.')}).", e);
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
        Safetensors.Write(path, Weights(model));
    }

    /// <summary>Replaces the parameters by those of a safetensors file.</summary>
    /// <param name="model">The network; it is built.</param>
    /// <param name="path">The file.</param>
    /// <param name="skipMismatch">Whether what is missing, left over or of another shape is passed over; otherwise nothing is replaced and it is refused.</param>
    /// <returns>The names of what was passed over.</returns>
    /// <exception cref="BadFileException">The file does not fit the network, or is damaged.</exception>
    public static IReadOnlyList<string> LoadWeights(Model model, string path, bool skipMismatch = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        CheckBuilt(model, "LoadWeights");
        var file = Safetensors.Read(path).Tensors;
        var names = WeightNames.Of(model);
        var skipped = new List<string>();
        foreach (var (name, parameter) in names)
        {
            if (Misfit(file, name, parameter.Shape) is not { } problem) continue;
            if (!skipMismatch) throw BadFileException.At(path, $"weight '{name}'", problem);
            skipped.Add(name);
        }
        foreach (var name in file.Keys.Except(names.Select(named => named.Name), StringComparer.Ordinal))
        {
            if (!skipMismatch) throw BadFileException.At(path, $"weight '{ConfigValue.Shorten(name)}'", "the network has no parameter of this name.");
            skipped.Add(name);
        }
        foreach (var (name, parameter) in names.Where(named => !skipped.Contains(named.Name, StringComparer.Ordinal))) parameter.Assign(file[name]);
        return skipped;
    }

    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true, NewLine = "\n", MaxDepth = ConfigReader.Depth, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static SortedDictionary<string, Tensor> Weights(Model model)
    {
        var weights = new SortedDictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var (name, parameter) in WeightNames.Of(model))
        {
            if (!weights.TryAdd(name, parameter.Value)) throw new BadArgumentException($"Save: two weights of the network are called {name}; give its layers names that differ.");
        }
        return weights;
    }

    /// <summary>The shape of one sample, for a network that has its parameters.</summary>
    private static Shape? InputOf(Layer layer) =>
        layer.IsBuilt ? layer.BuiltFor[1..] : layer is Sequential ? InputOf(layer.Layers[0]) : null;

    /// <summary>Builds the network on the weights: each is compared in shape before anything is made for it.</summary>
    private static void Fill(Model model, ConfigValue? inputShape, ConfigValue place, IReadOnlyDictionary<string, Tensor> weights)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        if (inputShape is { } shape)
        {
            var sample = ConfigReader.ReadShape(shape);
            ConfigReader.Make(shape, () =>
            {
                model.Build(sample, Take);
                return model;
            });
        }
        if (weights.Keys.FirstOrDefault(name => !taken.Contains(name)) is { } extra)
            throw place.Bad($"the weight '{ConfigValue.Shorten(extra)}' is there, but the network has no parameter of this name");

        Tensor? Take(string name, Shape size)
        {
            taken.Add(name);
            return Misfit(weights, name, size) is { } problem ? throw place.Bad($"weight '{ConfigValue.Shorten(name)}': {problem}") : weights[name];
        }
    }

    private static string? Misfit(IReadOnlyDictionary<string, Tensor> weights, string name, Shape shape)
    {
        if (!weights.TryGetValue(name, out var value)) return "it is missing from the file.";
        return value.Shape == shape && value.DType == DType.Float32 ? null : $"the file has {value.DType} {value.Shape}; the network needs Float32 {shape}.";
    }

    private static void CheckBuilt(Model model, string operation)
    {
        if (model is { IsBuilt: false, Graph: { } graph }) model.Build(graph.InputShapes[0][1..]);
        if (!model.IsBuilt && WeightNames.Of(model).Count == 0)
            throw new BadArgumentException($"{operation}: the network is not built, so that it has no weights yet; call Build with the shape of one sample first.");
    }
}
