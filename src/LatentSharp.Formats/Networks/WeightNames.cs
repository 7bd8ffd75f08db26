namespace LatentSharp;

/// <summary>
/// The names that a network's parameters have in files. They follow from the structure of the network that is saved alone, as
/// <c>dense_1/kernel</c>, and not from the larger network that its layers may have been built in.
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

    /// <summary>The parameters' values by name.</summary>
    internal static IReadOnlyDictionary<string, Tensor> Tensors(Layer root)
    {
        var weights = new SortedDictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var (name, parameter) in Of(root))
        {
            if (!weights.TryAdd(name, parameter.Value))
                throw new BadArgumentException($"Save: two weights of the network are called {name}; give its layers names that differ.");
        }
        return weights.AsReadOnly();
    }

    /// <summary>Replaces the parameters.</summary>
    /// <param name="root">The network.</param>
    /// <param name="weights">The values by name.</param>
    /// <param name="skipMismatch">Whether what does not fit is passed over; otherwise nothing is replaced and it is refused.</param>
    /// <param name="file">Where the values come from, for messages.</param>
    /// <returns>The names of what was passed over.</returns>
    internal static IReadOnlyList<string> Assign(Layer root, IReadOnlyDictionary<string, Tensor> weights, bool skipMismatch, string file)
    {
        var names = Of(root);
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, parameter) in names)
        {
            if (Misfit(weights, name, parameter.Shape) is { } problem) problems[name] = problem;
        }
        foreach (var name in weights.Keys.Except(names.Select(named => named.Name), StringComparer.Ordinal))
            problems[name] = "the network has no parameter of this name.";
        if (!skipMismatch && problems.Count > 0)
            throw BadFileException.At(file, $"weight '{ConfigValue.Shorten(problems.First().Key)}'", problems.First().Value);
        foreach (var (name, parameter) in names.Where(named => !problems.ContainsKey(named.Name))) parameter.Assign(weights[name]);
        return [.. problems.Keys];
    }

    /// <summary>What is wrong with the weight of this name; null when it fits.</summary>
    internal static string? Misfit(IReadOnlyDictionary<string, Tensor> weights, string name, Shape shape)
    {
        if (!weights.TryGetValue(name, out var value)) return "it is missing from the file.";
        if (value.Shape != shape || value.DType != DType.Float32)
            return $"the file has {value.DType} {value.Shape}; the network needs Float32 {shape}.";
        return Require.AreFinite(value.AsSpan())
            ? null
            : "it holds a number that is not finite, so that the network could compute nothing.";
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
