namespace LatentSharp;

/// <summary>A kind of model as somebody who chooses one sees it.</summary>
public sealed record ModelChoice
{
    private ModelChoice(ModelKind kind)
    {
        (Name, Suits, Purpose) = (kind.Name, kind.Suits, kind.Purpose);
        Options = [.. kind.Options.Select(option => option.Spec)];
        OwnOptions = [.. Options.Where(spec => !ModelFlag.IsShared(spec.Name))];
    }

    /// <summary>All kinds, the one that learns when nothing is said first.</summary>
    public static IReadOnlyList<ModelChoice> All { get; } = [.. ModelKind.All.Select(kind => new ModelChoice(kind))];

    /// <summary>Its name on the command line.</summary>
    public string Name { get; }

    /// <summary>The data that it suits, as <c>tables and small images</c>.</summary>
    public string Suits { get; }

    /// <summary>What it is good for, in a few words.</summary>
    public string Purpose { get; }

    /// <summary>All its options, with its own defaults.</summary>
    public IReadOnlyList<OptionSpec> Options { get; }

    /// <summary>Those among them that most other kinds lack.</summary>
    public IReadOnlyList<OptionSpec> OwnOptions { get; }
}
