namespace LatentSharp;

/// <summary>
/// The names that a network's parameters have in files. They follow from the structure of the network that is saved alone, as <c>dense_1/kernel</c>, and not
/// from the larger network that its layers may have been built in.
/// </summary>
internal static class WeightNames
{
    /// <summary>Each parameter once, with its name.</summary>
    internal static IReadOnlyList<(string Name, Parameter Parameter)> Of(Layer root)
    {
        var list = new List<(string, Parameter)>();
        var seen = new HashSet<Parameter>();
        var layers = new HashSet<Layer>();
        Walk(root, "");
        return list;

        void Walk(Layer layer, string path)
        {
            if (!layers.Add(layer)) return;
            foreach (var parameter in layer.OwnParameters)
            {
                if (seen.Add(parameter)) list.Add((path + parameter.Name, parameter));
            }
            var inner = layer.Layers;
            var names = Names(layer, inner);
            for (var i = 0; i < names.Length; i++) Walk(inner[i], $"{path}{names[i]}/");
        }
    }

    /// <summary>Networks name their layers by order; what another layer calls its inner ones is known once it is built.</summary>
    private static string[] Names(Layer layer, IReadOnlyList<Layer> inner)
    {
        var names = Naming.Unique(inner);
        if (layer is Model) return names;
        var start = layer.Path + "/";
        for (var i = 0; i < names.Length; i++)
        {
            if (inner[i].Path.StartsWith(start, StringComparison.Ordinal)) names[i] = inner[i].Path[start.Length..];
        }
        return names;
    }
}
