namespace LatentSharp;

/// <summary>An option of models as the command line has it: one flag for all kinds that have the option.</summary>
public sealed class ModelFlag
{
    private readonly (ModelKind Kind, OptionSpec Spec)[] users;
    private readonly string[] all;

    /// <param name="users">The kinds that have the option.</param>
    /// <param name="all">The names of all kinds that it is chosen among.</param>
    internal ModelFlag((ModelKind Kind, OptionSpec Spec)[] users, string[] all) => (this.users, this.all) = (users, all);

    /// <summary>The declaration, of the first kind that has the option.</summary>
    public OptionSpec Spec => users[0].Spec;

    /// <summary>The kinds that have the option.</summary>
    public IReadOnlyList<string> Models => [.. users.Select(user => user.Kind.Name)];

    /// <summary>Whether most kinds have it.</summary>
    public bool IsCommon => 2 * users.Length > all.Length;

    /// <summary>What the help says: what it does, what fits, the default of each kind, and which kinds have it.</summary>
    public string Help
    {
        get
        {
            var defaults = users.GroupBy(user => user.Spec.DefaultText, StringComparer.Ordinal)
                .Select((group, place) =>
                    place == 0 ? group.Key : $"{string.Join(", ", group.Select(user => user.Kind.Name))}: {group.Key}");
            var (others, few) = (all.Except(Models, StringComparer.Ordinal).ToArray(), users.Length <= all.Length / 2);
            var whose = others.Length == 0 ? "" : few ? $" (for {OptionKinds.Or(Models)})" : $" (not for {OptionKinds.Or(others)})";
            return $"{Spec.Description.TrimEnd('.')}: {Spec.Requirement} [default: {string.Join("; ", defaults)}]{whose}";
        }
    }

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
}
