using LatentSharp.Pictures;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>The pictures of docs/architecture.md show the sources as they are.</summary>
public class PictureTests
{
    private static readonly Sources Sources = new(Repository.Root);

    public static TheoryData<string> Pictures => [.. Drawings.All(Sources).Select(drawing => drawing.Name)];

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_picture_is_what_the_sources_say(string name)
    {
        var drawn = Drawings.All(Sources).Single(drawing => drawing.Name == name).Picture;
        File.ReadAllText(Path.Combine(Repository.Root, "docs", name)).ReplaceLineEndings("\n")
            .ShouldBe(drawn, $"docs/{name} is older than the sources; `dotnet run --project eng/pictures` draws it anew.");
    }

    [Fact]
    public void A_way_that_the_code_does_not_go_any_more_is_refused() =>
        Should.Throw<InvalidOperationException>(() => new Way("", [new Station("Model", null, "Shape")]).Check(Sources, 0))
            .Message.ShouldContain("Shape does not mention Model any more");
}
