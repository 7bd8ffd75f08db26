using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LatentSharp.Pictures;

/// <summary>What the pictures are drawn from: the rooms, what each project refers to, the types and who mentions whom.</summary>
internal sealed partial class Sources
{
    private const string Prefix = "LatentSharp.";

    private readonly Dictionary<string, List<SourceFile>> declarations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SourceFile>> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> bases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> references = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> contents;

    internal Sources(string root)
    {
        foreach (var folder in Directory.GetDirectories(Path.Combine(root, "src")).Order(StringComparer.Ordinal))
        {
            var room = Path.GetFileName(folder)[Prefix.Length..];
            references[room] = XDocument.Load(Path.Combine(folder, $"{Prefix}{room}.csproj")).Descendants("ProjectReference")
                .Select(reference =>
                    Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))[Prefix.Length..])
                .ToHashSet(StringComparer.Ordinal);
            files[room] = [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(path => path.Replace('\\', '/'))
                .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal).Select(path => SourceFile.Read(room, path))];
            foreach (var file in files[room])
            {
                foreach (Match match in Declaration().Matches(file.Code))
                {
                    var name = match.Groups["name"].Value;
                    if (!declarations.TryGetValue(name, out var places)) declarations[name] = places = [];
                    places.Add(file);
                    if (match.Groups["base"].Success) bases[name] = match.Groups["base"].Value;
                }
            }
        }
        contents = TableRow().Matches(File.ReadAllText(Path.Combine(root, "docs", "architecture.md")))
            .ToDictionary(match => match.Groups["room"].Value, match => match.Groups["holds"].Value, StringComparer.Ordinal);
        // From the ground up: a room stands above those it refers to.
        Rooms = [.. files.Keys.OrderBy(Height).ThenBy(room => references[room].Count).ThenBy(room => room, StringComparer.Ordinal)];
    }

    /// <summary>The rooms, each behind those that it refers to.</summary>
    internal IReadOnlyList<string> Rooms { get; }

    /// <summary>What a room holds, as the table of the page says.</summary>
    internal string Holds(string room) => contents[room];

    internal bool Refers(string room, string other) => references[room].Contains(other);

    /// <summary>Whether a type of the one room is mentioned in the other; a name that both declare says nothing.</summary>
    internal bool Uses(string room, string other)
    {
        var names = declarations.Where(pair => pair.Value.TrueForAll(file => file.Room == other)).Select(pair => pair.Key)
            .ToHashSet(StringComparer.Ordinal);
        return files[room].Exists(file => file.Words.Overlaps(names));
    }

    internal string RoomOf(string type) => FilesOf(type)[0].Room;

    /// <summary>Whether the code of one type mentions a word, as another type or a method.</summary>
    internal bool Mentions(string type, string word) => FilesOf(type).Exists(file => file.Words.Contains(word));

    /// <summary>The classes that derive from another at once.</summary>
    internal IEnumerable<string> DerivedFrom(string type) =>
        bases.Where(pair => pair.Value == type).Select(pair => pair.Key).Order(StringComparer.Ordinal);

    private List<SourceFile> FilesOf(string type) => declarations.TryGetValue(type, out var places)
        ? places : throw new InvalidOperationException($"eng/pictures draws the type {type}, which the sources do not have any more.");

    private int Height(string room) => references[room].Select(Height).DefaultIfEmpty(-1).Max() + 1;

    [GeneratedRegex(
        @"\b(?:class|struct|interface|enum|record(?: struct| class)?) (?<name>[A-Z]\w*)(?:<[^>{]*>)?"
        + @"(?:\((?>[^()]+|\((?<d>)|\)(?<-d>))*\))?(?:\s*:\s*(?<base>[A-Z]\w*))?",
        RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Declaration();

    [GeneratedRegex(
        @"^\| `LatentSharp\.(?<room>\w+)` \| (?<holds>[^|]+?) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex TableRow();
}
