using System.CommandLine;
using System.CommandLine.Parsing;

namespace LatentSharp;

/// <summary>An option of the command line that knows its declaration.</summary>
internal interface ISpecOption
{
    OptionSpec Spec { get; }
}

/// <summary>A declared option on the command line.</summary>
internal sealed class SpecOption<T> : Option<string>, ISpecOption
{
    private readonly OptionSpec<T> spec;

    public SpecOption(OptionSpec<T> spec) : base(spec.Name)
    {
        this.spec = spec;
        Description = spec.DefaultText.Length > 0
            ? $"{spec.Description.TrimEnd('.')}: {spec.Requirement} [default: {spec.DefaultText}]"
            : spec.Description;
        HelpName = spec.Placeholder;
        Arity = ArgumentArity.ExactlyOne;
    }

    public OptionSpec Spec => spec;

    /// <summary>Whether the user gave a value, and which.</summary>
    public bool IsGiven(ParseResult parsed, out T value)
    {
        var given = parsed.GetResult(this) is { Implicit: false } result && result.Tokens.Count > 0;
        value = given ? spec.Read(parsed.GetRequiredValue(this)) : spec.Default;
        return given;
    }

    /// <summary>The user's value, or else the default.</summary>
    public T Value(ParseResult parsed)
    {
        IsGiven(parsed, out var value);
        return value;
    }
}

/// <summary>An option of models on the command line; its text is read by the chosen model.</summary>
internal sealed class ModelOption : Option<string>, ISpecOption
{
    public ModelOption(ModelFlag flag) : base(flag.Spec.Name)
    {
        Spec = flag.Spec;
        Description = flag.Help;
        HelpName = flag.Spec.Placeholder;
        Arity = ArgumentArity.ExactlyOne;
    }

    public OptionSpec Spec { get; }

    /// <summary>Whether the user gave a value.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetResult(this) is { Implicit: false } result && result.Tokens.Count > 0;
}
