using System.CommandLine;
using System.CommandLine.Parsing;

namespace LatentSharp;

/// <summary>Says in one sentence what is wrong with a command line.</summary>
internal static class ParseErrors
{
    /// <summary>What other programs call our commands.</summary>
    private static readonly Dictionary<string, string> ElsewhereCalled = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = "learn", ["fit"] = "learn", ["run"] = "learn", ["transform"] = "features", ["encode"] = "features",
        ["embed"] = "features", ["extract"] = "features",
        ["classify"] = "predict", ["infer"] = "predict", ["decode"] = "reconstruct", ["inverse-transform"] = "reconstruct",
        ["test"] = "evaluate", ["score"] = "evaluate",
        ["eval"] = "evaluate", ["sample"] = "generate", ["describe"] = "data describe", ["get"] = "data get", ["download"] = "data get",
        ["help"] = "latent --help",
    };

    public static BadArgumentException Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var name = NameOf(parsed.CommandResult);
        if (parsed.UnmatchedTokens.Count > 0) return Unmatched(command, name, parsed.UnmatchedTokens[0]);

        var error = parsed.Errors.FirstOrDefault(error => error.SymbolResult is ArgumentResult or CommandResult) ?? parsed.Errors[0];
        return error.SymbolResult switch
        {
            OptionResult { Tokens.Count: 0, Option: ISpecOption option } =>
                new($"{option.Spec.Name}: its value is missing; it must be {option.Spec.Requirement}."),
            OptionResult { Option: ISpecOption option } => new($"{option.Spec.Name}: is given more than once; once is enough."),
            OptionResult { Option.Required: true } result => new($"{result.Option.Name}: is missing; {name} needs it."),
            ArgumentResult { Tokens.Count: 0 } result => Missing(name, result.Argument),
            CommandResult when command.Subcommands.Count > 0 =>
                new($"{name}: what to do is missing; there are {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}."),
            CommandResult when command.Arguments.FirstOrDefault(argument =>
                parsed.GetResult(argument) is null or { Tokens.Count: 0 }) is { } argument =>
                Missing(name, argument),
            _ => new($"{name}: {error.Message.TrimEnd('.')}; see '{name} --help'."),
        };
    }

    /// <summary>What is typed to call a command, as <c>latent data describe</c>.</summary>
    private static string NameOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{NameOf(parent)} {result.Command.Name}" : "latent";

    private static BadArgumentException Missing(string command, Argument argument) =>
        new($"{command}: {argument.Name} is missing: {Lower(argument.Description ?? argument.Name)}");

    private static BadArgumentException Unmatched(Command command, string name, string token)
    {
        if (command.Subcommands.Count > 0 && !token.StartsWith('-'))
        {
            var commands = command.Subcommands.Select(sub => sub.Name).ToArray();
            return new(
                $"{name}: '{token}' is no command; {Meant(command, token, commands) ?? $"there are {string.Join(", ", commands)}"}.");
        }
        if (!token.StartsWith('-')) return new($"{name}: '{token}' is one argument too many; see '{name} --help'.");
        var typed = token.Split('=')[0];
        var options = command.Options.Select(option => option.Name).ToArray();
        return new($"{typed}: {name} has no such option; {Suggest(typed, options) ?? $"see '{name} --help'"}.");
    }

    /// <summary>A command that is spelled nearly so, is called so elsewhere, or that takes the data that were named in its place.</summary>
    private static string? Meant(Command command, string token, string[] commands)
    {
        if (command is not RootCommand) return Suggest(token, commands);
        if (ElsewhereCalled.TryGetValue(token, out var here)) return $"perhaps {here} is meant";
        return Path.Exists(token) || DataSource.IsName(token) ? $"perhaps 'latent learn {token}' is meant" : Suggest(token, commands);
    }

    private static string? Suggest(string typed, string[] names) =>
        Spelling.Nearest(typed, names) is { } nearest ? $"perhaps {nearest} is meant" : null;

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
