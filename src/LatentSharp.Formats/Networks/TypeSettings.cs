using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// The settings of a type, by the one rule that saving knows: the parameters of its public constructor, each of which has a public property of the same
/// name, and its public init properties. A layer's <see cref="Layer.Trainable"/> counts as one of these.
/// </summary>
internal sealed class TypeSettings
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;

    private static readonly ConcurrentDictionary<Type, TypeSettings> Known = new();

    private TypeSettings(ConstructorInfo? constructor, Setting[] parameters, PropertyInfo[] properties) =>
        (Constructor, Parameters, Properties) = (constructor, parameters, properties);

    /// <summary>The public constructor whose parameters are all properties, the longest if there are several; null when there is none.</summary>
    internal ConstructorInfo? Constructor { get; }

    /// <summary>The constructor's parameters.</summary>
    internal IReadOnlyList<Setting> Parameters { get; }

    /// <summary>The init properties that are no parameters, by name.</summary>
    internal IReadOnlyList<PropertyInfo> Properties { get; }

    internal static TypeSettings Of(Type type) => Known.GetOrAdd(type, Find);

    /// <summary>The name as JSON has it: <c>useBias</c>.</summary>
    internal static string JsonName(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static TypeSettings Find(Type type)
    {
        var properties = type.GetProperties(Public).Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .DistinctBy(property => property.Name, StringComparer.Ordinal).ToDictionary(property => property.Name, StringComparer.Ordinal);
        var constructor = type.GetConstructors().Where(candidate => candidate.GetParameters().All(parameter => Named(parameter) is not null))
            .MaxBy(candidate => candidate.GetParameters().Length);
        var parameters = (constructor?.GetParameters() ?? []).Select(parameter => new Setting(parameter, Named(parameter)!)).ToArray();
        var taken = parameters.Select(parameter => parameter.Property.Name).ToHashSet(StringComparer.Ordinal);
        return new TypeSettings(constructor, parameters, [.. properties.Values.Where(property => IsSetting(property) && !taken.Contains(property.Name)).OrderBy(property => property.Name, StringComparer.Ordinal)]);

        PropertyInfo? Named(ParameterInfo parameter) => properties.GetValueOrDefault(char.ToUpperInvariant(parameter.Name![0]) + parameter.Name[1..]);
    }

    private static bool IsSetting(PropertyInfo property) => property.SetMethod is { IsPublic: true } set
        && (set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) || (property.Name == nameof(Layer.Trainable) && property.DeclaringType == typeof(Layer)));
}

/// <summary>A parameter of a constructor and the property that tells what it was.</summary>
internal sealed record Setting(ParameterInfo Parameter, PropertyInfo Property)
{
    internal string Name => Parameter.Name!;

    internal bool IsOptional => Parameter.HasDefaultValue;
}
