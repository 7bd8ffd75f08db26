using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LatentSharp;

/// <summary>
/// Makes the parts of a network from its configuration, and nothing that the tables of <see cref="NetworkTypes"/> do not name.
/// </summary>
internal sealed class ConfigReader
{
    internal const int Depth = 128;

    // Arrays of these types there are in every program.
    private static readonly Type[] Arrays =
    [
        typeof(int[]), typeof(long[]), typeof(float[]), typeof(double[]), typeof(Index[]), typeof(Shape[]),
    ];

    // A trimmed program does not keep which references may be null.
    private static readonly bool TellsNullability =
        !AppContext.TryGetSwitch("System.Reflection.NullabilityInfoContext.IsSupported", out var isSupported) || isSupported;

    private readonly ConfigValue root;
    private readonly Dictionary<int, Layer> shared = [];
    private readonly GraphReader graphs;

    internal ConfigReader(ConfigValue root)
    {
        this.root = root;
        graphs = new GraphReader(this);
    }

    /// <summary>A reader of what was just written.</summary>
    internal static ConfigReader Of(JsonNode node) =>
        new(new ConfigValue(JsonSerializer.SerializeToElement(node, NetworkJson.Default.JsonNode), "configuration", ""));

    internal object Read(Type type) => Read(root, type);

    /// <summary>A setting of some type, or null where that is possible.</summary>
    private object? Read(ConfigValue value, Type type, bool mayBeNull) => value.IsNull && mayBeNull ? null : Read(value, type);

    /// <summary>A setting of some type.</summary>
    /// <exception cref="BadFileException">It is not what this type takes.</exception>
    internal object Read(ConfigValue value, Type type)
    {
        if (value.IsNull) throw value.Bad("null is not possible here");
        if (Nullable.GetUnderlyingType(type) is { } inner) return Read(value, inner);
        if (type == typeof(bool)) return value.Flag();
        if (type == typeof(int)) return value.Whole();
        if (type == typeof(long)) return value.Long();
        if (type == typeof(double)) return value.Number();
        if (type == typeof(float)) return (float)value.Number();
        if (type == typeof(string)) return value.Text();
        if (type.IsEnum) return ReadEnum(value, type);
        if (type == typeof(Shape)) return ReadShape(value);
        if (type == typeof(Index)) return ReadIndex(value);
        if (type == typeof(Range)) return ReadRange(value);
        if (type == typeof(Layer) || type.IsSubclassOf(typeof(Layer))) return ReadLayer(value, type);
        if (NetworkTypes.KindOf(type) is { } kind) return ReadPart(value, kind);
        if (ElementOf(type) is { } element) return ReadList(value, element);
        return type.IsValueType ? ReadTuple(value, type) : throw value.Bad($"a {type.Name} cannot be read");
    }

    /// <summary>Makes something, and says where in the file the fault lies when it refuses its settings.</summary>
    internal static T Make<T>(ConfigValue place, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception e) when (
            e is not BadFileException and (ArgumentException or ArithmeticException or InvalidOperationException
                or NotSupportedException or IndexOutOfRangeException or FormatException))
        {
            throw new BadFileException(place.Bad(e.Message.ReplaceLineEndings(" ")).Message, e);
        }
    }

    private Layer ReadLayer(ConfigValue value, Type type)
    {
        if (value.Find("shared") is { } reference)
        {
            value.AllowOnly(["shared"]);
            var again = shared.GetValueOrDefault(reference.Whole()) ?? throw reference.Bad("no layer before this one has this id");
            return type.IsInstanceOfType(again) ? again : throw value.Bad($"a {type.Name} is expected here");
        }
        var kind = NetworkTypes.KindOf(typeof(Layer))!;
        var name = value.Get("type");
        var made = kind.FindType(name.Text()) ?? throw Unknown(name, kind);
        if (!type.IsAssignableFrom(made.Type)) throw value.Bad($"a {type.Name} is expected here");
        var layer = (Layer)(made.Type == typeof(Model) ? graphs.Read(value) : Construct(value, made, ["id"]));
        graphs.Weigh(layer, value);
        if (value.Find("id") is { } id && !shared.TryAdd(id.Whole(), layer)) throw id.Bad("another layer has this id");
        return layer;
    }

    private object ReadPart(ConfigValue value, NetworkKind kind)
    {
        if (kind.Root == typeof(Schedule) && value.Element.ValueKind == JsonValueKind.Number)
            return Make(value, () => (Schedule)value.Number());
        var name = value.Element.ValueKind == JsonValueKind.String ? value : value.Get("type");
        if (kind.FindType(name.Text()) is { } type) return Construct(value, type, []);
        var member = kind.FindMember(name.Text()) ?? throw Unknown(name, kind);
        var held = (member as PropertyInfo)?.GetValue(null);
        return NetworkKind.MakerOf(member) is { } maker ? CallMember(value, maker, held) : WithProperties(value, held!);
    }

    private object CallMember(ConfigValue value, MethodInfo method, object? owner)
    {
        var parameters = method.GetParameters();
        if (value.Element.ValueKind == JsonValueKind.Object)
            value.AllowOnly(parameters.Select(parameter => parameter.Name!).Prepend("type"));
        var arguments = parameters.Select(parameter => Argument(value, parameter)).ToArray();
        return Make(value, () => method.Invoke(owner, BindingFlags.DoNotWrapExceptions, null, arguments, null)!);
    }

    /// <summary>What a catalog holds; a loss with other settings is a copy of it.</summary>
    private object WithProperties(ConfigValue value, object held)
    {
        if (value.Element.ValueKind == JsonValueKind.String) return held;
        var properties = held is Loss loss ? TypeSettings.Of(loss).Properties : [];
        value.AllowOnly(properties.Select(property => TypeSettings.JsonName(property.Name)).Prepend("type"));
        var given = properties.Where(property => value.Find(TypeSettings.JsonName(property.Name)) is not null).ToList();
        if (given.Count == 0) return held;
        var copy = (Loss)held with { };
        SetProperties(value, copy, given);
        return copy;
    }

    /// <summary>Something of a class, from its constructor's parameters and its init properties.</summary>
    private object Construct(ConfigValue value, TypeSettings settings, string[] more)
    {
        if (value.Element.ValueKind == JsonValueKind.Object)
            value.AllowOnly(
                [
                    .. settings.Parameters.Select(parameter => TypeSettings.JsonName(parameter.Name)),
                    .. settings.Properties.Select(property => TypeSettings.JsonName(property.Name)), "type", .. more]);
        var constructor = settings.Constructor ?? throw value.Bad($"a {settings.Type.Name} cannot be made");
        var arguments = settings.Parameters.Select(parameter => Argument(value, parameter.Parameter)).ToArray();
        var made = Make(value, () => constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null));
        SetProperties(value, made, settings.Properties);
        return made;
    }

    /// <summary>Sets those of some properties that the file has.</summary>
    internal void SetProperties(ConfigValue value, object made, IEnumerable<PropertyInfo> properties)
    {
        if (value.Element.ValueKind != JsonValueKind.Object) return;
        foreach (var property in properties)
        {
            if (value.Find(TypeSettings.JsonName(property.Name)) is not { } given) continue;
            var read = Read(given, property.PropertyType, MayBeNull(property, made));
            Make(given, () =>
            {
                property.SetValue(made, read, BindingFlags.DoNotWrapExceptions, null, null, null);
                return made;
            });
        }
    }

    private object? Argument(ConfigValue value, ParameterInfo parameter)
    {
        var name = TypeSettings.JsonName(parameter.Name!);
        if (value.Element.ValueKind == JsonValueKind.Object && value.Find(name) is { } given)
            return Read(given, parameter.ParameterType, MayBeNull(parameter));
        if (!parameter.HasDefaultValue) throw value.Bad($"'{name}' is missing");
        return parameter.DefaultValue;
    }

    private static bool MayBeNull(ParameterInfo parameter) => TellsNullability
        ? new NullabilityInfoContext().Create(parameter).WriteState != NullabilityState.NotNull
        : parameter is { HasDefaultValue: true, DefaultValue: null } && IsOfNull(parameter.ParameterType);

    private static bool MayBeNull(PropertyInfo property, object made) => TellsNullability
        ? new NullabilityInfoContext().Create(property).WriteState != NullabilityState.NotNull
        : property.GetValue(made) is null && IsOfNull(property.PropertyType);

    private static bool IsOfNull(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    private static BadFileException Unknown(ConfigValue name, NetworkKind kind) => name.Bad(
        $"'{ConfigValue.Shorten(name.Text())}' is no {kind.What} that is known; a class of your own is made known "
        + $"by NetworkTypes.Register, and there are {string.Join(", ", kind.Names)}");

    private static object ReadEnum(ConfigValue value, Type type)
    {
        var text = value.Text();
        var name = Enum.GetNames(type).FirstOrDefault(name => TypeSettings.JsonName(name) == text)
            ?? throw value.Bad(
                $"'{ConfigValue.Shorten(text)}' is not one of {string.Join(", ", Enum.GetNames(type).Select(TypeSettings.JsonName))}");
        return Enum.Parse(type, name);
    }

    internal static Shape ReadShape(ConfigValue value)
    {
        var sizes = value.Items();
        if (sizes.Count > Shape.MaxRank) throw value.Bad($"{sizes.Count} sizes are too many; a shape has at most {Shape.MaxRank}");
        return Make(value, () => new Shape([.. sizes.Select(size => size.Whole(Shape.Any))]));
    }

    private static Index ReadIndex(ConfigValue value)
    {
        if (value.Element.ValueKind == JsonValueKind.Number) return value.Whole(0);
        return ParseIndex(value, value.Text());
    }

    private static Range ReadRange(ConfigValue value)
    {
        var parts = value.Text().Split("..");
        return parts.Length == 2
            ? new Range(ParseIndex(value, parts[0]), ParseIndex(value, parts[1]))
            : throw value.Bad("a range such as '1..^1' is expected here");
    }

    private static Index ParseIndex(ConfigValue value, string text)
    {
        var fromEnd = text.StartsWith('^');
        return int.TryParse(
            text.AsSpan(fromEnd ? 1 : 0), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture,
            out var number)
            ? new Index(number, fromEnd) : throw value.Bad("an index such as 2 or '^1' is expected here");
    }

    /// <summary>The type of the items of an array or of a list's interface.</summary>
    private static Type? ElementOf(Type type)
    {
        if (type.IsArray) return type.GetElementType();
        return type.IsGenericType && type.GetGenericTypeDefinition() is var open
            && (open == typeof(IReadOnlyList<>) || open == typeof(IReadOnlyCollection<>) || open == typeof(IEnumerable<>))
            ? type.GetGenericArguments()[0] : null;
    }

    private Array ReadList(ConfigValue value, Type element)
    {
        var items = value.Items();
        var list = ArrayOf(element, items.Count);
        for (var i = 0; i < items.Count; i++) list.SetValue(Read(items[i], element), i);
        return list;
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Arrays of references share one code.")]
    private static Array ArrayOf(Type element, int count) => Array.Find(Arrays, array => array.GetElementType() == element) is { } known
        ? Array.CreateInstanceFromArrayType(known, count) : Array.CreateInstance(element, count);

    /// <summary>A tuple, or a small struct such as a size: the list of its constructor's arguments.</summary>
    private object ReadTuple(ConfigValue value, Type type)
    {
        var constructor = ConstructorOf(type) ?? throw value.Bad($"a {type.Name} cannot be read");
        var parameters = constructor.GetParameters();
        var items = value.Items();
        if (items.Count != parameters.Length) throw value.Bad($"{items.Count} values are here; {parameters.Length} are expected");
        var arguments = parameters.Select((parameter, i) => Read(items[i], parameter.ParameterType)).ToArray();
        return Make(value, () => constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null));
    }

    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof((int, int)))]
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The one kind of tuple that layers have is named above.")]
    private static ConstructorInfo? ConstructorOf(Type type) => type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal)
        ? type.GetConstructors().FirstOrDefault() : TypeSettings.OfStruct(type).Constructor;
}
