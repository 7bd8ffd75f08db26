using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.RegularExpressions;

namespace LatentSharp;

/// <summary>
/// One kind of thing that a saved network consists of, and the names that a file may use for things of that kind: classes of the closed
/// table, classes that the user registered, and the members of the kind's catalog, as <see cref="Activations"/>. Nothing else is ever made.
/// </summary>
internal sealed partial class NetworkKind
{
    private const DynamicallyAccessedMemberTypes Kept =
        DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.PublicProperties;

    private readonly ConcurrentDictionary<string, TypeSettings> types;
    private readonly ConcurrentDictionary<Type, string> names;
    private readonly Dictionary<string, MemberInfo> members = new(StringComparer.Ordinal);

    internal NetworkKind(Type root, [DynamicallyAccessedMembers(Kept)] Type? catalog, Dictionary<string, TypeSettings> types)
    {
        Root = root;
        this.types = new(types, StringComparer.Ordinal);
        names = new(types.Select(pair => KeyValuePair.Create(pair.Value.Type, pair.Key)));
        if (catalog is null) return;
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var made = catalog.GetProperties(Own).Where(property =>
            root.IsAssignableFrom(property.PropertyType) || MakerOf(property)?.ReturnType == root);
        var makers = catalog.GetMethods(Own).Where(method =>
            method is { IsSpecialName: false, Name: not "Get" } && method.ReturnType == root);
        foreach (var member in made.Concat<MemberInfo>(makers).OrderBy(member => member.Name, StringComparer.Ordinal))
            members.Add(SnakeCase(member.Name), member);
    }

    /// <summary>What all of the kind derive from.</summary>
    internal Type Root { get; }

    /// <summary>The kind in words, for messages.</summary>
    internal string What => SnakeCase(Root.Name).Replace('_', ' ');

    /// <summary>The classes that have a name.</summary>
    internal IEnumerable<Type> Types => names.Keys;

    /// <summary>All names, for messages.</summary>
    internal IEnumerable<string> Names => types.Keys.Concat(members.Keys).Order(StringComparer.Ordinal);

    internal TypeSettings? FindType(string name) => types.GetValueOrDefault(name);

    internal string? NameOf(Type type) => names.GetValueOrDefault(type);

    internal MemberInfo? FindMember(string name) => members.GetValueOrDefault(name);

    /// <summary>
    /// What a member of a catalog is called by, when it takes arguments: a method, or the call of a delegate that a property holds.
    /// </summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "What a delegate that is kept is called by is kept with it.")]
    internal static MethodInfo? MakerOf(MemberInfo member) => member switch
    {
        MethodInfo method => method,
        PropertyInfo property when typeof(Delegate).IsAssignableFrom(property.PropertyType) => property.PropertyType.GetMethod("Invoke"),
        _ => null,
    };

    /// <summary>The catalog's member that made something, and its arguments; null when none did.</summary>
    internal (string Name, Recipe Recipe)? Find(object made)
    {
        foreach (var (name, member) in members)
        {
            if (member is PropertyInfo property && IsSame(property.GetValue(null)!, made)) return (name, new Recipe(name, []));
        }
        return RecipeOf(made) is { } recipe ? (SnakeCase(recipe.Member), recipe) : null;
    }

    /// <summary>Adds a class.</summary>
    /// <exception cref="BadArgumentException">The name is another's, or the class has another name.</exception>
    internal void Register(string name, TypeSettings settings)
    {
        var type = settings.Type;
        if (members.ContainsKey(name) || types.GetOrAdd(name, settings).Type != type)
            throw new BadArgumentException($"Register: the name '{name}' is taken by another {What}; choose a name of your own.");
        if (names.GetOrAdd(type, name) is { } before && before != name)
            throw new BadArgumentException($"Register: {type.Name} is registered as '{before}' already.");
    }

    /// <summary><c>HeUniform</c> becomes <c>he_uniform</c>, <c>KLDivergence</c> <c>kl_divergence</c>.</summary>
    internal static string SnakeCase(string name) => Words().Replace(name, "_").ToLowerInvariant();

    // A loss changed by "with" is another object, but of the same class and name.
    private static bool IsSame(object held, object made) =>
        ReferenceEquals(held, made) || (held is Loss a && made is Loss b && a.GetType() == b.GetType() && a.Name == b.Name);

    private static Recipe? RecipeOf(object made) => made switch
    {
        ActivationFunction activation => activation.Recipe,
        Initializer initializer => initializer.Recipe,
        Regularizer regularizer => regularizer.Recipe,
        Constraint constraint => constraint.Recipe,
        Metric metric => metric.Recipe,
        _ => null,
    };

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words();
}
