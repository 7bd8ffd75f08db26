using System.Text;

namespace LatentSharp;

/// <summary>The options of some kinds of models as a table in Markdown, for the documentation.</summary>
internal static class OptionTable
{
    /// <summary>
    /// One row an option: its names in C# and on the command line, the default of each kind, what fits, what it does, and who has it.
    /// </summary>
    /// <param name="kinds">Whose options.</param>
    public static string Markdown(IReadOnlyList<ModelKind> kinds)
    {
        var text = new StringBuilder("| Option | In C# | Default | It must be | What it does |\n|---|---|---|---|---|\n");
        var options = kinds.SelectMany(kind => kind.Options.Select(option => (Kind: kind, Option: option)))
            .GroupBy(user => user.Option.Spec.Name, StringComparer.Ordinal);
        foreach (var users in options)
        {
            var option = users.First().Option;
            var defaults = users.GroupBy(user => user.Option.Spec.DefaultText, StringComparer.Ordinal)
                .Select((group, place) =>
                    place == 0 ? group.Key : $"{string.Join(", ", group.Select(user => user.Kind.Name))}: {group.Key}");
            var whose = users.Count() == kinds.Count ? "" : $" Only {OptionKinds.Or([.. users.Select(user => user.Kind.Name)])}.";
            text.Append("| `").Append(option.Spec.Name).Append("` | `").Append(option.Name).Append("` | ").AppendJoin("; ", defaults)
                .Append(" | ").Append(option.Spec.Requirement).Append(" | ").Append(option.Spec.Description).Append(whose).Append(" |\n");
        }
        return text.ToString();
    }
}
