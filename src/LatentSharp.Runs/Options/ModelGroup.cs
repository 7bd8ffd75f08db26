namespace LatentSharp;

/// <summary>
/// The kinds of models that one command chooses among, and their options as that command has them: one flag for all kinds that have the
/// option.
/// </summary>
public sealed class ModelGroup
{
    private readonly IReadOnlyList<ModelKind> kinds;

    /// <param name="kinds">Those to choose among, the one that learns when nothing is said first.</param>
    /// <param name="option">The option that chooses, as <c>--model</c>.</param>
    /// <param name="description">What it does.</param>
    internal ModelGroup(IReadOnlyList<ModelKind> kinds, string option, string description)
    {
        this.kinds = kinds;
        string[] names = [.. kinds.Select(kind => kind.Name)];
        Choice = OptionKinds.OneOf(option, description, names[0], names);
        Flags =
        [
            .. kinds.SelectMany(kind => kind.Options.Select(option => (Kind: kind, option.Spec)))
                .GroupBy(user => user.Spec.Name, StringComparer.Ordinal).Select(users => new ModelFlag([.. users], names)),
        ];
        Choices = [.. kinds.Select(kind => new ModelChoice(kind, spec => Flags.Any(flag => flag.Spec.Name == spec.Name && flag.IsCommon)))];
    }

    /// <summary>What <c>latent learn</c> learns features by.</summary>
    public static ModelGroup Learners { get; } = new(ModelKind.Learners, "--model", "What learns.");

    /// <summary>What <c>latent detect</c> detects by.</summary>
    public static ModelGroup Detectors { get; } = new(ModelKind.Detectors, "--model", "What detects.");

    /// <summary>What <c>latent cluster</c> finds clusters by.</summary>
    public static ModelGroup Clusterers { get; } = new(ModelKind.Clusterers, "--model", "What finds clusters.");

    /// <summary>What <c>latent denoise</c> learns.</summary>
    public static ModelGroup Denoisers { get; } = Restorer(new DenoiserOptions());

    /// <summary>What <c>latent enhance</c> learns.</summary>
    public static ModelGroup Enhancers { get; } = Restorer(new SuperResolutionOptions());

    /// <summary>What <c>latent compress</c> learns.</summary>
    public static ModelGroup Codecs { get; } = new(ModelKind.Codecs, "--model", "What learns.");

    /// <summary>The option that chooses among them.</summary>
    public OptionSpec<string> Choice { get; }

    /// <summary>The kinds, the one that learns when nothing is said first.</summary>
    public IReadOnlyList<ModelChoice> Choices { get; }

    /// <summary>The flags of all kinds, those of the first kind first.</summary>
    public IReadOnlyList<ModelFlag> Flags { get; }

    /// <summary>The options of a kind from what was given on the command line.</summary>
    /// <param name="model">The kind's name.</param>
    /// <param name="given">Texts by flag.</param>
    /// <exception cref="BadArgumentException">There is no such kind, it has no such option, or a text does not fit.</exception>
    public EstimatorOptions Read(string model, IReadOnlyDictionary<string, string> given)
    {
        ArgumentNullException.ThrowIfNull(given);
        Choice.Check(model);
        var kind = kinds.First(kind => kind.Name == model);
        return kind.Defaults.With([.. given.Select(pair =>
        {
            var option = kind.Option(pair.Key) ?? throw Foreign(pair.Key, kind);
            return (option, option.Spec.ReadValue(pair.Value));
        })]);
    }

    private static ModelGroup Restorer(RestorationOptions options) =>
        new([.. ModelKind.Restorers.Where(kind => kind.Name == options.Kind)], "--model", "What learns.");

    private BadArgumentException Foreign(string name, ModelKind kind)
    {
        var own = string.Join(", ", kind.Options.Select(option => option.Spec.Name));
        var owners = Flags.FirstOrDefault(flag => flag.Spec.Name == name)?.Models ?? [];
        return new BadArgumentException(owners.Count == 0
            ? $"{name}: no model has such an option; {kind.Name} takes {own}."
            : $"{name}: means nothing to {kind.Name}, which takes {own}; leave it out, or choose {Choice.Name} {OptionKinds.Or(owners)}.");
    }
}
