namespace LatentSharp;

/// <summary>An option of models as the command line has it: one flag for all kinds that have the option.</summary>
public sealed class ModelFlag
{
    private readonly (ModelKind Kind, OptionSpec Spec)[] users;

    private ModelFlag((ModelKind Kind, OptionSpec Spec)[] users) => this.users = users;

    /// <summary>The flags of all kinds, those of the first kind first.</summary>
    public static IReadOnlyList<ModelFlag> All { get; } =
    [
        .. ModelKind.All.SelectMany(kind => kind.Options.Select(option => (Kind: kind, option.Spec)))
            .GroupBy(user => user.Spec.Name, StringComparer.Ordinal).Select(users => new ModelFlag([.. users])),
    ];

    /// <summary>The declaration, of the first kind that has the option.</summary>
    public OptionSpec Spec => users[0].Spec;

    /// <summary>The kinds that have the option.</summary>
    public IReadOnlyList<string> Models => [.. users.Select(user => user.Kind.Name)];

    /// <summary>Whether most kinds have it.</summary>
    public bool IsCommon => 2 * users.Length > ModelKind.Names.Count;

    /// <summary>What the help says: what it does, what fits, the default of each kind, and which kinds have it.</summary>
    public string Help
    {
        get
        {
            var defaults = users.GroupBy(user => user.Spec.DefaultText, StringComparer.Ordinal)
                .Select((group, place) =>
                    place == 0 ? group.Key : $"{string.Join(", ", group.Select(user => user.Kind.Name))}: {group.Key}");
            var (others, few) = (
                ModelKind.Names.Except(Models, StringComparer.Ordinal).ToArray(), users.Length <= ModelKind.Names.Count / 2);
            var whose = others.Length == 0 ? "" : few ? $" (for {OptionKinds.Or(Models)})" : $" (not for {OptionKinds.Or(others)})";
            return $"{Spec.Description.TrimEnd('.')}: {Spec.Requirement} [default: {string.Join("; ", defaults)}]{whose}";
        }
    }

    /// <summary>The options of a kind from what was given on the command line.</summary>
    /// <param name="model">The kind's name.</param>
    /// <param name="given">Texts by flag.</param>
    /// <exception cref="BadArgumentException">There is no such kind, it has no such option, or a text does not fit.</exception>
    public static EstimatorOptions Read(string model, IReadOnlyDictionary<string, string> given)
    {
        ArgumentNullException.ThrowIfNull(given);
        var kind = ModelKind.Find(LearnOptions.Model.Check(model))!;
        return kind.Defaults.With([.. given.Select(pair =>
        {
            var option = kind.Option(pair.Key) ?? throw Foreign(pair.Key, kind);
            return (option, option.Spec.ReadValue(pair.Value));
        })]);
    }

    /// <summary>Whether most kinds have the option of this name.</summary>
    internal static bool IsShared(string name) => All.Any(flag => flag.Spec.Name == name && flag.IsCommon);

    /// <summary>Does something that may refuse an option, and calls the option by its flag then.</summary>
    internal static T Named<T>(EstimatorOptions options, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (BadArgumentException e) when (
            e.Option is { } name && EstimatorOption.Of(options).FirstOrDefault(option => option.Name == name) is { } option)
        {
            throw new BadArgumentException(option.Spec.Name + e.Message[name.Length..], e);
        }
    }

    /// <inheritdoc cref="Named{T}"/>
    internal static void Named(EstimatorOptions options, Action action) => Named(options, () =>
    {
        action();
        return true;
    });

    private static BadArgumentException Foreign(string name, ModelKind kind)
    {
        var own = string.Join(", ", kind.Options.Select(option => option.Spec.Name));
        var owners = All.FirstOrDefault(flag => flag.Spec.Name == name)?.Models ?? [];
        return new BadArgumentException(owners.Count == 0
            ? $"{name}: no model has such an option; {kind.Name} takes {own}."
            : $"{name}: means nothing to {kind.Name}, which takes {own}; leave it out, or choose --model {OptionKinds.Or(owners)}.");
    }
}
