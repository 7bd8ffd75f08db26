namespace LatentSharp;

/// <summary>Draws saved networks anew: inputs, layers and the calls between them, each value known by its number.</summary>
internal sealed class GraphReader(ConfigReader reader)
{
    // Networks within networks that call each other multiply; this many layers at work are more than a real network has.
    private const long MostCalls = 1_000_000;

    private readonly Dictionary<Layer, long> works = new(ReferenceEqualityComparer.Instance);

    /// <summary>A drawn network.</summary>
    /// <exception cref="BadFileException">The calls do not fit the layers.</exception>
    internal Model Read(ConfigValue value)
    {
        var properties = new TypeSettings(typeof(Model)).Properties;
        value.AllowOnly(
            [.. properties.Select(property => TypeSettings.JsonName(property.Name)), "type", "id", "inputs", "layers", "calls", "outputs"]);
        var inputs = value.Get("inputs").Items().Select(ReadInput).ToArray();
        var layers = value.Get("layers").Items().Select(layer => (Layer)reader.Read(layer, typeof(Layer))).ToArray();
        var symbols = inputs.ToList();
        var work = 0L;
        foreach (var call in value.Get("calls").Items())
        {
            call.AllowOnly(["layer", "inputs"]);
            var layer = layers.Length > 0
                ? layers[call.Get("layer").Whole(0, layers.Length - 1)]
                : throw call.Bad("there are no layers to call");
            if ((work += WorkOf(layer)) > MostCalls) throw TooMany(call);
            symbols.AddRange(ConfigReader.Make(call, () => layer.CallAll([.. Symbols(call.Get("inputs"), symbols)])));
        }
        var outputs = Symbols(value.Get("outputs"), symbols).ToArray();
        var model = ConfigReader.Make(value, () => new Model(inputs, outputs));
        reader.SetProperties(value, model, properties);
        return model;
    }

    /// <summary>Notes how many layers work in a call of this one.</summary>
    internal void Weigh(Layer layer, ConfigValue place)
    {
        var inner = layer is Model { Graph: { } graph } ? graph.Calls.Select(call => call.Layer) : layer.Layers;
        var work = 1L;
        foreach (var part in inner)
        {
            if ((work += WorkOf(part)) > MostCalls) throw TooMany(place);
        }
        works[layer] = work;
    }

    private static Symbol ReadInput(ConfigValue value)
    {
        value.AllowOnly(["shape", "name"]);
        var shape = ConfigReader.ReadShape(value.Get("shape"));
        return ConfigReader.Make(value, () => Symbol.Input(shape, value.Find("name")?.Text()));
    }

    private static IEnumerable<Symbol> Symbols(ConfigValue list, List<Symbol> symbols) =>
        list.Items().Select(item => symbols[item.Whole(0, symbols.Count - 1)]);

    private long WorkOf(Layer layer) => works.GetValueOrDefault(layer, 1);

    private static BadFileException TooMany(ConfigValue place) => place.Bad($"the network would call more than {MostCalls} layers");
}
