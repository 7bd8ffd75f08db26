using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LatentSharp;

/// <summary>
/// Writes the configuration of a network: the settings of each part by name, those that are the default left out. A layer that is used
/// again is written once, with a number that the later uses refer to.
/// </summary>
internal sealed class ConfigWriter
{
    private readonly Dictionary<Layer, JsonObject> written = new(ReferenceEqualityComparer.Instance);
    private int shared;

    /// <summary>Any setting.</summary>
    /// <param name="value">The value.</param>
    /// <param name="place">Whose setting it is, for messages.</param>
    /// <exception cref="BadArgumentException">It is of a type that cannot be saved.</exception>
    internal JsonNode? Write(object? value, string place) => value switch
    {
        null => null,
        bool flag => flag,
        int whole => whole,
        long whole => whole,
        float number => float.IsFinite(number) ? number : number.ToString(CultureInfo.InvariantCulture),
        double number => double.IsFinite(number) ? number : number.ToString(CultureInfo.InvariantCulture),
        string text => text,
        Enum name => TypeSettings.JsonName(name.ToString()),
        Shape shape => new JsonArray([.. shape.AsSpan().ToArray().Select(size => (JsonNode)size)]),
        Index index => index.IsFromEnd ? index.ToString() : index.Value,
        Range range => range.ToString(),
        Layer layer => Write(layer),
        ConstantRate rate => rate.Rate,
        ITuple tuple => new JsonArray([.. Enumerable.Range(0, tuple.Length).Select(i => Write(tuple[i], place))]),
        _ when NetworkTypes.KindOf(value.GetType()) is { } kind => Write(kind, value, place),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(item => Write(item, place))]),
        ValueType when TypeSettings.OfStruct(value.GetType()) is { Constructor: not null } settings =>
            new JsonArray([.. settings.Parameters.Select(parameter => Write(parameter.Property.GetValue(value), place))]),
        _ =>
            throw new BadArgumentException(
                $"Save: {place} is a {value.GetType().Name}, which cannot be saved; save the weights alone with SaveWeights, "
                + "or register a class of your own in place of it with NetworkTypes.Register."),
    };

    private JsonObject Write(Layer layer)
    {
        if (written.TryGetValue(layer, out var first))
        {
            first["id"] ??= ++shared;
            return new JsonObject { ["shared"] = first["id"]!.DeepClone() };
        }
        var place = layer.Path.Length > 0 ? layer.Path : layer.Name ?? layer.GetType().Name;
        var node = written[layer] = new JsonObject { ["type"] = NameOf(layer, place) };
        if (layer is Model { Graph: { } graph } && layer.GetType() == typeof(Model)) WriteGraph(graph, node);
        WriteSettings(layer, NetworkTypes.KindOf(typeof(Layer))!.FindType(NameOf(layer, place))!, node, place);
        return node;
    }

    private static string NameOf(Layer layer, string place) => NetworkTypes.KindOf(typeof(Layer))!.NameOf(layer.GetType())
        ?? throw new BadArgumentException(layer is Lambda
            ? $"Save: {place} holds a function, which files cannot hold; write it as a layer class of its "
            + "own and register that, or save the weights alone with SaveWeights."
            : $"Save: {place} is of the class {layer.GetType().Name}, which files cannot name; call "
            + $"NetworkTypes.Register<{layer.GetType().Name}>(\"a_name\") before saving and loading, or save the weights alone with "
            + $"SaveWeights.");

    /// <summary>What a catalog made, or what is of a class that files can name: its name alone where nothing is set.</summary>
    private JsonNode Write(NetworkKind kind, object value, string place)
    {
        var node = new JsonObject();
        if (kind.NameOf(value.GetType()) is { } name)
        {
            node["type"] = name;
            WriteSettings(value, kind.FindType(name)!, node, place);
        }
        else if (kind.Find(value) is { } made)
        {
            node["type"] = made.Name;
            WriteArguments(kind.FindMember(made.Name)!, made.Recipe, node, place);
            if (value is Loss loss) WriteProperties(loss, TypeSettings.Of(loss), node, place, ConfigReader.Of(node).Read(kind.Root));
        }
        else
        {
            throw new BadArgumentException(
                $"Save: {place} has the {kind.What} {value.GetType().Name}, which files cannot name; call "
                + $"NetworkTypes.Register<{value.GetType().Name}>(\"a_name\") before saving and loading.");
        }
        return node.Count == 1 ? node["type"]!.DeepClone() : node;
    }

    private void WriteArguments(MemberInfo member, Recipe recipe, JsonObject node, string place)
    {
        var parameters = NetworkKind.MakerOf(member)?.GetParameters() ?? [];
        foreach (var (name, value) in recipe.Arguments)
        {
            var (written, parameter) = (Write(value, place), Array.Find(parameters, candidate => candidate.Name == name)!);
            if (!parameter.HasDefaultValue || !IsSame(written, Write(parameter.DefaultValue, place))) node[name] = written;
        }
    }

    private void WriteSettings(object value, TypeSettings settings, JsonObject node, string place)
    {
        foreach (var parameter in settings.Parameters.Where(parameter => !parameter.IsOptional))
            node[TypeSettings.JsonName(parameter.Name)] = Write(parameter.Property.GetValue(value), $"{place}, {parameter.Property.Name}");
        var usual = Usual(value, node);
        foreach (var parameter in settings.Parameters.Where(parameter => parameter.IsOptional))
            WriteProperty(parameter.Property, value, node, place, usual);
        WriteProperties(value, settings, node, place, usual);
    }

    private void WriteProperties(object value, TypeSettings settings, JsonObject node, string place, object? usual)
    {
        foreach (var property in settings.Properties) WriteProperty(property, value, node, place, usual);
    }

    /// <summary>A property, unless it is what it is in something that is made without it.</summary>
    private void WriteProperty(PropertyInfo property, object value, JsonObject node, string place, object? usual)
    {
        var written = Write(property.GetValue(value), $"{place}, {property.Name}");
        // A layer that was written may be referred to from elsewhere, so that it cannot be left out.
        if (usual is null || property.GetValue(value) is Layer
            || !IsSame(written, new ConfigWriter().Write(property.GetValue(usual), place)))
            node[TypeSettings.JsonName(property.Name)] = written;
    }

    /// <summary>The same made with nothing but what it cannot do without; null when it cannot be made so.</summary>
    private static object? Usual(object value, JsonObject node)
    {
        try
        {
            return ConfigReader.Of(node).Read(NetworkTypes.KindOf(value.GetType())!.Root);
        }
        catch (BadFileException)
        {
            return null;
        }
    }

    private static bool IsSame(JsonNode? a, JsonNode? b) => (a?.ToJsonString() ?? "") == (b?.ToJsonString() ?? "");

    private void WriteGraph(Graph graph, JsonObject node)
    {
        node["inputs"] = new JsonArray([.. graph.Inputs.Select(input => Input(input))]);
        node["layers"] = new JsonArray([.. graph.Layers.Select(Write)]);
        var places = graph.Layers.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        node["calls"] = new JsonArray(
            [.. graph.Calls.Select(call => new JsonObject { ["layer"] = places[call.Layer], ["inputs"] = Slots(call.Inputs) })]);
        node["outputs"] = Slots(graph.OutputSlots);
    }

    private static JsonObject Input(Symbol input)
    {
        var node = new JsonObject { ["shape"] = new JsonArray([.. input.Shape[1..].AsSpan().ToArray().Select(size => (JsonNode)size)]) };
        if (input.Name is { } name) node["name"] = name;
        return node;
    }

    private static JsonArray Slots(IEnumerable<int> slots) => new([.. slots.Select(slot => (JsonNode)slot)]);
}
