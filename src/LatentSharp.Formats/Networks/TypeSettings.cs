using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// The settings of a type, by the one rule that saving knows: the parameters of its public constructor, each of which has a public property
/// of the same name, and its public init properties. A layer's <see cref="Layer.Trainable"/> counts as one of these.
/// </summary>
internal sealed class TypeSettings
{
    /// <summary>What a trimmed program keeps of a class that files name.</summary>
    internal const DynamicallyAccessedMemberTypes Kept =
        DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicProperties;

    private readonly Lazy<(ConstructorInfo? Constructor, Setting[] Parameters, PropertyInfo[] Properties)> found;

    internal TypeSettings([DynamicallyAccessedMembers(Kept)] Type type)
    {
        Type = type;
        found = new(() => Find(Type));
    }

    /// <summary>The type.</summary>
    [DynamicallyAccessedMembers(Kept)]
    internal Type Type { get; }

    /// <summary>
    /// The public constructor whose parameters are all properties, the longest if there are several; null when there is none.
    /// </summary>
    internal ConstructorInfo? Constructor => found.Value.Constructor;

    /// <summary>The constructor's parameters.</summary>
    internal IReadOnlyList<Setting> Parameters => found.Value.Parameters;

    /// <summary>The init properties that are no parameters, by name.</summary>
    internal IReadOnlyList<PropertyInfo> Properties => found.Value.Properties;

    /// <summary>The settings of a loss of a catalog.</summary>
    internal static TypeSettings Of(Loss loss) => new(loss.GetType());

    /// <summary>The settings of a small struct that layers have, as a size.</summary>
    [DynamicDependency(Kept, typeof(Size2D))]
    [DynamicDependency(Kept, typeof(Size3D))]
    [DynamicDependency(Kept, typeof(Margin))]
    [DynamicDependency(Kept, typeof(Margins))]
    [DynamicDependency(Kept, typeof(Margins3D))]
    [
        UnconditionalSuppressMessage(
            "Trimming", "IL2067", Justification = "Those named above are kept; what was trimmed of others is refused by name.")]
    internal static TypeSettings OfStruct(Type type) => new(type);

    /// <summary>The name as JSON has it: <c>useBias</c>.</summary>
    internal static string JsonName(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static (ConstructorInfo?, Setting[], PropertyInfo[]) Find([DynamicallyAccessedMembers(Kept)] Type type)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .DistinctBy(property => property.Name, StringComparer.Ordinal).ToDictionary(property => property.Name, StringComparer.Ordinal);
        var constructor = type.GetConstructors().Where(candidate =>
            candidate.GetParameters().All(parameter => Named(parameter) is not null))
            .MaxBy(candidate => candidate.GetParameters().Length);
        var parameters = (constructor?.GetParameters() ?? []).Select(parameter => new Setting(parameter, Named(parameter)!)).ToArray();
        var taken = parameters.Select(parameter => parameter.Property.Name).ToHashSet(StringComparer.Ordinal);
        return (constructor, parameters, [.. properties.Values.Where(property => IsSetting(property) && !taken.Contains(property.Name))
            .OrderBy(property => property.Name, StringComparer.Ordinal)]);

        PropertyInfo? Named(ParameterInfo parameter) =>
            properties.GetValueOrDefault(char.ToUpperInvariant(parameter.Name![0]) + parameter.Name[1..]);
    }

    private static bool IsSetting(PropertyInfo property) => property.SetMethod is { IsPublic: true } set
        && (set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            || (property.Name == nameof(Layer.Trainable) && property.DeclaringType == typeof(Layer)));
}

/// <summary>A parameter of a constructor and the property that tells what it was.</summary>
internal sealed record Setting(ParameterInfo Parameter, PropertyInfo Property)
{
    internal string Name => Parameter.Name!;

    internal bool IsOptional => Parameter.HasDefaultValue;
}
