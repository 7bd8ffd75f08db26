using System.Text;

namespace LatentSharp;

/// <summary>Names of layers follow from the structure of the network, never from a counter of the process.</summary>
internal static class Naming
{
    /// <summary><c>MaxPooling2D</c> becomes <c>max_pooling2d</c>, and <c>Conv2DTranspose</c> <c>conv2d_transpose</c>.</summary>
    internal static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var beginsWord = i > 0 && char.IsUpper(name[i])
                && (char.IsLower(name[i - 1]) || char.IsUpper(name[i - 1]) && i + 1 < name.Length && char.IsLower(name[i + 1]));
            if (beginsWord) text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }

    /// <summary>A name for each layer: its own, or its kind with a number from the second on.</summary>
    /// <exception cref="BadArgumentException">Two layers were given the same name, or one is null.</exception>
    internal static string[] Unique(IReadOnlyList<Layer> layers)
    {
        var names = new string[layers.Count];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            if (layers[i].Name is not { } own) continue;
            if (own.Length == 0 || own.Contains('/'))
                throw new BadArgumentException($"'{own}' is not a name for a layer: it is empty or contains '/'.");
            if (!taken.Add(own)) throw new BadArgumentException($"Two layers are called '{own}'; names within a network differ.");
            names[i] = own;
        }
        var next = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            var kind = layers[i].Kind;
            while (names[i] is null)
            {
                var n = next[kind] = next.GetValueOrDefault(kind, -1) + 1;
                var candidate = n == 0 ? kind : $"{kind}_{n}";
                if (taken.Add(candidate)) names[i] = candidate;
            }
        }
        return names;
    }
}
