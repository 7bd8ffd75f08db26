using System.Reflection;
using System.Text;

namespace LatentSharp.Tests;

/// <summary>Writes what an assembly shows to its users, one line a member, sorted.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    internal static string Of(Assembly assembly)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        // An extension block's own type has a name that only the compiler knows; its members stand beside it as static ones.
        foreach (var type in assembly.GetExportedTypes().Where(type => !type.FullName!.Contains('<', StringComparison.Ordinal)))
        {
            lines.Add($"{Name(type)} : {Kind(type)}");
            foreach (var member in type.GetMembers(Declared).Where(member => IsVisible(member) && member is not Type))
                lines.Add($"{Name(type)}.{Describe(member)}");
        }
        return string.Join('\n', lines) + "\n";
    }

    private static string Kind(Type type)
    {
        var kind = type.IsEnum ? "enum"
            : type.IsValueType ? "struct"
            : type.IsInterface ? "interface"
            : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
                : type.IsAbstract ? "abstract class"
                : type.IsSealed ? "sealed class"
                : "class";
        return type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum)
            ? $"{kind} : {Name(parent)}"
            : kind;
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodInfo { IsSpecialName: true } method when !method.Name.StartsWith("op_", StringComparison.Ordinal) => false,
        MethodBase method => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && !method.Name.Contains('<'),
        FieldInfo field => field.IsPublic && field.Name != "value__",
        PropertyInfo property => property.GetAccessors(true).Any(IsVisibleAccessor) && property.Name != "EqualityContract",
        EventInfo => true,
        _ => false,
    };

    private static bool IsVisibleAccessor(MethodInfo accessor) => accessor.IsPublic || accessor.IsFamily || accessor.IsFamilyOrAssembly;

    private static string Describe(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor.GetParameters())})",
        MethodInfo method =>
            $"{(method.IsStatic ? "static " : "")}{method.Name}{Generics(method)}({Parameters(method.GetParameters())}) "
            + $": {Name(method.ReturnType)}",
        PropertyInfo property =>
            $"{property.Name}{(property.GetIndexParameters() is { Length: > 0 } index ? $"[{Parameters(index)}]" : "")} "
            + $"{{{Accessors(property)} }} : {Name(property.PropertyType)}",
        FieldInfo field =>
            $"{field.Name}{(field.IsLiteral ? FormattableString.Invariant($" = {field.GetRawConstantValue()}") : "")} "
            + $": {Name(field.FieldType)}",
        _ => member.Name,
    };

    private static string Accessors(PropertyInfo property)
    {
        var text = new StringBuilder();
        if (property.GetMethod is { } get && IsVisibleAccessor(get)) text.Append(" get;");
        if (property.SetMethod is { } set && IsVisibleAccessor(set))
            text.Append(
                set.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit") ? " init;" : " set;");
        return text.ToString();
    }

    private static string Parameters(ParameterInfo[] parameters) =>
        string.Join(
            ", ", parameters.Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? "?" : "")}"));

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Name(Type type)
    {
        if (type.IsByRef) return $"ref {Name(type.GetElementType()!)}";
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        var name = type.IsNested && !type.IsGenericParameter ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;
        if (!type.IsGenericType) return name;
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? name : $"{name[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
