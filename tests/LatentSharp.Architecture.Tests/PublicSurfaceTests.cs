using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>
/// What users see is a reviewed text: <c>api/*.txt</c>. After a wanted change run the tests once with <c>LATENT_UPDATE_API=1</c> and read
/// the difference.
/// </summary>
public class PublicSurfaceTests
{
    public static TheoryData<string> Rooms => ["Tensors", "Networks", "Formats", "Data", "Evaluation", "Features", "Runs"];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void The_public_surface_is_the_reviewed_one(string room)
    {
        var surface = PublicSurface.Of(System.Reflection.Assembly.Load($"LatentSharp.{room}"));
        var path = Path.Combine(Repository.Root, "api", $"LatentSharp.{room}.txt");
        if (Environment.GetEnvironmentVariable("LATENT_UPDATE_API") == "1") File.WriteAllText(path, surface);
        File.ReadAllText(path).ReplaceLineEndings("\n")
            .ShouldBe(surface, $"api/LatentSharp.{room}.txt differs; LATENT_UPDATE_API=1 writes it anew.");
    }
}
