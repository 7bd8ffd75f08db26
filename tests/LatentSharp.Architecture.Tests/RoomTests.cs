using System.Text.RegularExpressions;
using System.Xml.Linq;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Who may know whom: docs/architecture.md, "The rooms".</summary>
public partial class RoomTests
{
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Tensors"] = [],
        ["Networks"] = ["Tensors"],
        ["Formats"] = ["Tensors", "Networks"],
        ["Data"] = ["Tensors", "Formats"],
        ["Evaluation"] = ["Tensors"],
        ["Features"] = ["Tensors", "Networks", "Evaluation"],
        ["Runs"] = ["Tensors", "Networks", "Formats", "Data", "Evaluation", "Features"],
        ["Cli"] = ["Tensors", "Networks", "Formats", "Data", "Evaluation", "Features", "Runs"],
    };

    public static TheoryData<string> Projects => [.. Rooms];

    private static IEnumerable<string> Rooms =>
        Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)["LatentSharp.".Length..]);

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_the_rooms_it_may_know(string room)
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src", $"LatentSharp.{room}", $"LatentSharp.{room}.csproj"));
        var references = project.Descendants("ProjectReference").Select(reference =>
            Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)["LatentSharp.".Length..]);
        references.Except(MayKnow[room]).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(PublicSurfaceTests.Rooms), MemberType = typeof(PublicSurfaceTests))]
    public void A_built_room_uses_only_the_rooms_it_may_know(string room)
    {
        var used = System.Reflection.Assembly.Load($"LatentSharp.{room}").GetReferencedAssemblies().Select(assembly => assembly.Name!)
            .Where(name => name.StartsWith("LatentSharp.", StringComparison.Ordinal)).Select(name => name["LatentSharp.".Length..]);
        used.Except(MayKnow[room]).ShouldBeEmpty();
    }

    [Fact]
    public void Projects_see_only_what_they_refer_to_themselves() =>
        XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("DisableTransitiveProjectReferences")
            .Single().Value.ShouldBe("true");

    [Fact]
    public void Networks_know_no_files() =>
        Mentions("LatentSharp.Networks", "", @"\b(FileStream|Safetensors|AtomicFile|NetworkFile|File\.\w+)\b").ShouldBeEmpty();

    [Fact]
    public void Data_uses_no_network() =>
        Mentions("LatentSharp.Data", "", @"\b(Layer|Sequential|Model|Optimizer|Loss)\b").ShouldBeEmpty();

    [Fact]
    public void Kernels_know_no_tensors_shapes_or_tapes() =>
        Mentions(
            "LatentSharp.Tensors", "Kernels",
            @"\b(Tensor|Shape|TensorBody|Arena|Recording|GradientTape|Node|Parameter|Ops)\b").ShouldBeEmpty();

    [Fact]
    public void Autodiff_knows_of_operations_only_that_gradients_are_added() =>
        Mentions("LatentSharp.Tensors", "Autodiff", @"\bOps\.(?!Add\b)").ShouldBeEmpty();

    [Fact]
    public void Pointers_stay_in_the_kernels()
    {
        var files = Sources("LatentSharp.Tensors", "")
            .Where(file => !file.Contains("/Kernels/") && !file.EndsWith("/Storage.cs", StringComparison.Ordinal)).ToList();
        files.Count.ShouldBeGreaterThan(20);
        files.Where(file => Unsafe().IsMatch(Code(file))).ShouldBeEmpty();
    }

    [Fact]
    public void The_library_never_writes_to_the_console() =>
        Rooms.Where(room => room != "Cli")
            .SelectMany(room => Mentions($"LatentSharp.{room}", "", @"\bConsole\.")).ShouldBeEmpty();

    private static IEnumerable<string> Mentions(string project, string folder, string pattern)
    {
        var files = Sources(project, folder).ToList();
        files.ShouldNotBeEmpty();
        return files.SelectMany(file =>
            Regex.Matches(Code(file), pattern, RegexOptions.ExplicitCapture).Select(match => $"{Path.GetFileName(file)}: {match.Value}"));
    }

    private static IEnumerable<string> Sources(string project, string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", project, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => file.Replace('\\', '/')).Where(file => !file.Contains("/obj/") && !file.Contains("/bin/"));

    /// <summary>The file without comments and strings.</summary>
    private static string Code(string file) => CommentsAndStrings().Replace(File.ReadAllText(file), "");

    [GeneratedRegex(@"//.*|""(\\.|[^""\\])*""")]
    private static partial Regex CommentsAndStrings();

    [GeneratedRegex(@"\bunsafe\b|\bfixed \(")]
    private static partial Regex Unsafe();
}
