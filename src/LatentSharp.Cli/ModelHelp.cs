using System.CommandLine;
using System.CommandLine.Invocation;

namespace LatentSharp;

/// <summary>
/// The help of a command that chooses among kinds of models, as <c>latent learn</c>: the models by the data that they suit, then the
/// options
/// by what they are about. With <c>--model NAME</c> the options of that model, with its own defaults.
/// </summary>
/// <param name="group">The kinds.</param>
/// <param name="model">The option that names the model.</param>
/// <param name="about">Options that belong to no model, by what they are about.</param>
internal sealed class ModelHelp(
    ModelGroup group, Option<string> model, IReadOnlyList<(string Title, Option[] Options)> about) : SynchronousCommandLineAction
{
    private const int Indent = 2, Gap = 2, NameColumn = 32, NarrowestText = 40;

    private readonly TextWriter writer = Console.Out;
    private readonly int width = Console.IsOutputRedirected ? int.MaxValue : Math.Max(NameColumn + NarrowestText, Console.WindowWidth - 1);

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var named = parseResult.GetResult(model) is { Implicit: false, Tokens: [var token, ..] } ? token.Value : null;
        if (named is not null && group.Choices.FirstOrDefault(choice => choice.Name == named) is { } choice) WriteModel(
            parseResult.CommandResult.Command, choice);
        else WriteAll(parseResult.CommandResult.Command);
        return 0;
    }

    private void WriteAll(Command command)
    {
        writer.WriteLine(command.Description);
        writer.WriteLine();
        writer.WriteLine($"latent {command.Name} <DATA> [options]");
        Row("<DATA>", command.Arguments[0].Description!);
        foreach (var suited in group.Choices.GroupBy(choice => choice.Suits, StringComparer.Ordinal))
        {
            Title($"Models for {suited.Key}");
            foreach (var choice in suited)
            {
                Row($"{model.Name} {choice.Name}", choice.Purpose + (choice == group.Choices[0] ? " [default]" : ""));
                if (choice.OwnOptions.Count > 0) Row("", "takes " + string.Join(' ', choice.OwnOptions.Select(spec => spec.Name)));
            }
        }
        Title("Options of most models");
        foreach (var flag in group.Flags.Where(flag => flag.IsCommon)) Row($"{flag.Spec.Name} <{flag.Spec.Placeholder}>", flag.Help);
        WriteOthers();
        Title($"Options of some models; latent {command.Name} {model.Name} NAME --help tells those of one");
        foreach (var flag in group.Flags.Where(flag => !flag.IsCommon)) Row($"{flag.Spec.Name} <{flag.Spec.Placeholder}>", flag.Help);
    }

    private void WriteModel(Command command, ModelChoice choice)
    {
        writer.WriteLine($"{choice.Name}: {choice.Purpose}. For {choice.Suits}.");
        writer.WriteLine();
        writer.WriteLine($"latent {command.Name} <DATA> {model.Name} {choice.Name} [options]");
        Title($"Options of {choice.Name}");
        foreach (var spec in choice.Options)
            Row(
                $"{spec.Name} <{spec.Placeholder}>",
                $"{spec.Description.TrimEnd('.')}: "
                + $"{spec.Requirement}{(spec.DefaultText.Length > 0 ? $" [default: {spec.DefaultText}]" : "")}");
        WriteOthers();
    }

    private void WriteOthers()
    {
        foreach (var (title, options) in about)
        {
            Title(title);
            foreach (var option in options) Row(option.Name + (option.HelpName is { } name ? $" <{name}>" : ""), option.Description ?? "");
        }
    }

    private void Title(string text)
    {
        writer.WriteLine();
        writer.WriteLine(text);
    }

    /// <summary>A name, and beside it a text in lines that fit the terminal.</summary>
    private void Row(string name, string text)
    {
        var line = new string(' ', Indent) + name;
        line = line.Length + Gap > NameColumn ? line + new string(' ', Gap) : line.PadRight(NameColumn);
        var start = line.Length;
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length >= width && line.Length > start)
            {
                writer.WriteLine(line.TrimEnd());
                line = new string(' ', NameColumn);
                start = NameColumn;
            }
            line += word + " ";
        }
        writer.WriteLine(line.TrimEnd());
    }
}
