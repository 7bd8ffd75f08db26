namespace LatentSharp;

/// <summary>A kind of model as somebody who chooses one sees it.</summary>
public sealed record ModelChoice
{
    /// <param name="kind">The kind.</param>
    /// <param name="isShared">Whether most other kinds of the same choice have an option too.</param>
    internal ModelChoice(ModelKind kind, Func<OptionSpec, bool> isShared)
    {
        (Name, Suits, Purpose) = (kind.Name, kind.Suits, kind.Purpose);
        Options = [.. kind.Options.Select(option => option.Spec)];
        OwnOptions = [.. Options.Where(spec => !isShared(spec))];
    }

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
