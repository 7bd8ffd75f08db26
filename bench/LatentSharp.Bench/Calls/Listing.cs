using System.Text.RegularExpressions;

namespace LatentSharp.Bench;

/// <summary>The machine code of one method as <c>DOTNET_JitDisasm</c> writes it.</summary>
/// <param name="Name">The method with its types.</param>
/// <param name="CallsInLoops">What is called between a label and a jump back to it.</param>
internal sealed partial record Listing(string Name, IReadOnlyList<string> CallsInLoops)
{
    /// <summary>The methods that were optimised at once, as loops of kernels are, and whose name has a word, the lanes' type.</summary>
    internal static List<Listing> Of(string text, string word)
    {
        var found = new List<Listing>();
        foreach (var part in text.Split("; Assembly listing for method ").Skip(1))
        {
            var lines = part.Split('\n');
            var header = lines[0].Trim();
            const string optimised = " (FullOpts)";
            if (!header.EndsWith(optimised, StringComparison.Ordinal) || !header.Contains(word, StringComparison.Ordinal)) continue;
            found.Add(new Listing(header[..^optimised.Length], InLoops(lines)));
        }
        return found;
    }

    private static List<string> InLoops(string[] lines)
    {
        var labels = new Dictionary<string, int>(StringComparer.Ordinal);
        var (calls, loops) = (new List<(int Line, string Callee)>(), new List<(int First, int Last)>());
        for (var i = 0; i < lines.Length; i++)
        {
            if (Label().Match(lines[i]) is { Success: true } label) labels[label.Groups[1].Value] = i;
            else if (Call().Match(lines[i]) is { Success: true } call) calls.Add((i, Callee(call.Groups[1].Value.Trim())));
            else if (Jump().Match(lines[i]) is { Success: true } jump && labels.TryGetValue(jump.Groups[1].Value, out var first))
                loops.Add((first, i));
        }
        return [.. calls.Where(call => loops.Exists(loop => loop.First < call.Line && call.Line < loop.Last)).Select(call => call.Callee)];
    }

    /// <summary>Where the address of the method is read first, its name stands in brackets.</summary>
    private static string Callee(string operand) => operand is ['[', .. var name, ']'] ? name : operand;

    [GeneratedRegex(@"^(G_\w+):")]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s+(?:call|bl|blr)\s+(.*)$")]
    private static partial Regex Call();

    [GeneratedRegex(@"^\s+(?:j|b|cb|tb)\w*\.?\w*\s+.*?(G_\w+)$")]
    private static partial Regex Jump();
}
