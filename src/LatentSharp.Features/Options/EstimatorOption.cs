using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace LatentSharp;

/// <summary>An option of an estimator: the property of its options record and what <see cref="OptionAttribute"/> says about it.</summary>
public sealed class EstimatorOption
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<EstimatorOption>> Known = new();

    private readonly PropertyInfo property;

    private EstimatorOption(PropertyInfo property, OptionAttribute declared, EstimatorOptions defaults)
    {
        this.property = property;
        Spec = Describe(property.PropertyType, declared, property.GetValue(defaults));
        AbsentMeans = declared.AbsentMeans;
        Search = SearchRange.Of(declared);
    }

    /// <summary>The property's name, as <c>LearningRate</c>.</summary>
    public string Name => property.Name;

    /// <summary>The name in saved configurations, as <c>learningRate</c>.</summary>
    public string Key => char.ToLowerInvariant(Name[0]) + Name[1..];

    /// <summary>The name on the command line, the default, what fits, and what it does.</summary>
    public OptionSpec Spec { get; }

    /// <summary>The type of its values.</summary>
    public Type Type => property.PropertyType;

    /// <summary>What a saved configuration without it meant; null when every one has it.</summary>
    public object? AbsentMeans { get; }

    /// <summary>Where a search looks for good values; null for what is not searched.</summary>
    public SearchRange? Search { get; }

    /// <summary>The options of a kind, those shared by all kinds first.</summary>
    /// <param name="options">Any options of the kind.</param>
    public static IReadOnlyList<EstimatorOption> Of(EstimatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (Known.TryGetValue(options.GetType(), out var known)) return known;
        return Known[options.GetType()] = Find(options.GetType(), options.Defaults());
    }

    /// <summary>The value in a record of options.</summary>
    public object? Get(EstimatorOptions options) => property.GetValue(options);

    /// <summary>The value of an option as the command line has it.</summary>
    internal static string TextOf(EstimatorOptions options, string name)
    {
        var option = Of(options).First(option => option.Name == name);
        return option.Spec.WriteValue(option.Get(options));
    }

    /// <summary>Puts a value into a record that nobody else has seen yet.</summary>
    internal void Set(EstimatorOptions options, object? value) => property.SetValue(options, value);

    /// <summary>Says that a value does not fit.</summary>
    internal BadArgumentException Refuse(object? value, string problem) =>
        new($"{Name}: {(value is null ? "null" : Spec.WriteValue(value))} does not fit; {problem}.") { Option = Name };

    private static EstimatorOption[] Find(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] Type type, EstimatorOptions defaults)
    {
        // Declared in the bases first, then in the order of the source.
        var bases = new List<Type>();
        for (var at = type; at is not null; at = at.BaseType) bases.Insert(0, at);
        // How many features are wanted is what people ask for first.
        if (bases.Remove(typeof(FeatureOptions))) bases.Insert(0, typeof(FeatureOptions));
        return
        [
            .. from property in type.GetProperties()
               let declared = property.GetCustomAttribute<OptionAttribute>()
               where declared is not null && defaults.Offers(property.DeclaringType!)
               orderby bases.IndexOf(property.DeclaringType!), declared.Line
               select new EstimatorOption(property, declared, defaults),
        ];
    }

    private static OptionSpec Describe(Type type, OptionAttribute declared, object? value)
    {
        var (flag, description) = (declared.Flag, declared.Description);
        var range = new NumberRange
        {
            AtLeast = declared.AtLeast, Above = declared.Above, AtMost = declared.AtMost, Below = declared.Below,
        };
        if (type == typeof(double?)) return OptionKinds.RealOrAutomatic(flag, description, range, declared.Automatic);
        if (type == typeof(int?)) return OptionKinds.WholeOrAutomatic(flag, description, (int)declared.AtLeast, declared.Automatic);
        if (type == typeof(IReadOnlyList<int>) && value is null)
            return OptionKinds.WidthsOrAutomatic(flag, description, declared.Automatic);
        // By the type, since an array of an enumeration is one of whole numbers too.
        if (type == typeof(IReadOnlyList<AnomalyMember>))
            return OptionKinds.Several(flag, description, (IReadOnlyList<AnomalyMember>)value!);
        return value switch
        {
            int whole =>
                OptionKinds.Whole(
                    flag, description, whole, (int)declared.AtLeast,
                    double.IsFinite(declared.AtMost) ? (int)declared.AtMost : int.MaxValue),
            long seed => OptionKinds.Seed(flag, description, seed),
            double real => OptionKinds.Real(flag, description, real, range),
            bool choice => OptionKinds.YesNo(flag, description, choice),
            Enum choice => OptionKinds.Choice(flag, description, choice),
            IReadOnlyList<int> widths => OptionKinds.Widths(flag, description, widths, declared.TakesNone),
            _ => throw new NotSupportedException($"{flag}: options of the type {type.Name} are not known."),
        };
    }
}
