using System.Globalization;

namespace LatentSharp;

/// <summary>
/// One option of a command or an estimator, said once: its name, what it does, its default and what fits. The command line's help and
/// parsing, the checks of options, the saved configuration and the tables of the documentation all read it here.
/// </summary>
public abstract class OptionSpec
{
    private protected OptionSpec(string name, string placeholder, string description, string requirement)
    {
        Name = name;
        Placeholder = placeholder;
        Description = description;
        Requirement = requirement;
    }

    /// <summary>The name with its dashes, as <c>--learning-rate</c>.</summary>
    public string Name { get; }

    /// <summary>What stands for the value in the help, as <c>N</c>.</summary>
    public string Placeholder { get; }

    /// <summary>What it does, in a few words.</summary>
    public string Description { get; }

    /// <summary>What fits, as it completes "it must be …".</summary>
    public string Requirement { get; }

    /// <summary>The default as text, empty when there is none.</summary>
    public abstract string DefaultText { get; }

    /// <summary>The value that a text names, whatever its type.</summary>
    /// <exception cref="BadArgumentException">It names none that fits.</exception>
    internal abstract object? ReadValue(string text);

    /// <summary>The value that a text names, if it names one that fits.</summary>
    internal abstract bool TryRead(string text, out object? value);

    /// <summary>Whether a value of the option's type fits.</summary>
    internal abstract bool Accepts(object? value);

    /// <summary>A value of the option's type as text.</summary>
    internal abstract string WriteValue(object? value);
}

/// <summary>An option whose value is a <typeparamref name="T"/>.</summary>
public sealed class OptionSpec<T> : OptionSpec
{
    private readonly Func<string, (bool Ok, T Value)> read;
    private readonly Func<T, bool> fits;
    private readonly Func<T, string> write;

    internal OptionSpec(
        string name, string placeholder, string description, string requirement, T defaultValue,
        Func<string, (bool Ok, T Value)> read, Func<T, bool> fits, Func<T, string> write)
        : base(name, placeholder, description, requirement)
    {
        Default = defaultValue;
        this.read = read;
        this.fits = fits;
        this.write = write;
    }

    /// <summary>The value when nothing is said.</summary>
    public T Default { get; }

    /// <inheritdoc/>
    public override string DefaultText => Default is null ? WhenNothingIsSaid : Write(Default);

    /// <summary>What stands for a default that follows from the data.</summary>
    internal string WhenNothingIsSaid { get; init; } = "";

    /// <summary>The greatest whole number that the type of the value has; null where it is no whole number.</summary>
    internal long? Most { get; init; }

    /// <summary>The value that a text names.</summary>
    /// <exception cref="BadArgumentException">It names none that fits.</exception>
    public T Read(string text)
    {
        var (ok, value) = read(text);
        if (ok && fits(value)) return value;
        // What fits goes on without end in the help; only here does it matter that numbers of a type do not.
        var isTooGreat = !ok && Most is not null && text.Length > 0 && text.All(char.IsAsciiDigit);
        throw Refuse($"'{text}'", isTooGreat ? string.Create(CultureInfo.InvariantCulture, $", and {Most} at most") : "");
    }

    /// <summary>The value, when it fits.</summary>
    /// <exception cref="BadArgumentException">It does not.</exception>
    public T Check(T value) => fits(value) ? value : throw Refuse(Write(value));

    /// <summary>The value as text that <see cref="Read"/> understands.</summary>
    public string Write(T value) => write(value);

    internal override object? ReadValue(string text) => Read(text);

    internal override bool TryRead(string text, out object? value)
    {
        (var ok, value) = read(text);
        return ok && fits((T)value!);
    }

    internal override bool Accepts(object? value) => fits((T)value!);

    internal override string WriteValue(object? value) => Write((T)value!);

    private BadArgumentException Refuse(string value, string limit = "") =>
        new($"{Name}: {value} does not fit; it must be {Requirement}{limit}.");
}
