namespace LatentSharp;

/// <summary>The eight of Kodak's photos, in two halves of which one is learned from and the other judges.</summary>
internal static class KodakSet
{
    public static IReadOnlyList<string> First { get; } = ["kodim03.png", "kodim05.png", "kodim07.png", "kodim12.png"];

    public static IReadOnlyList<string> Second { get; } = ["kodim15.png", "kodim16.png", "kodim20.png", "kodim23.png"];

    /// <summary>Copies photos to a new folder, and gives its path.</summary>
    public static string Copy(Effort effort, string place, string name, IReadOnlyList<string> files)
    {
        var source = effort.Place(ExperimentData.Kodak);
        var folder = Directory.CreateDirectory(Path.Combine(place, name)).FullName;
        foreach (var file in files) File.Copy(Path.Combine(source, file), Path.Combine(folder, file));
        return folder;
    }
}
