namespace LatentSharp.Tests;

/// <summary>A folder of a test's own, gone at its end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("latent-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a text file and returns its path.</summary>
    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    /// <summary>A series of one channel, 100 steps of a saw's teeth.</summary>
    public string LongSeries() =>
        Write("series.csv", "v\n" + string.Concat(Enumerable.Range(0, 100).Select(i => FormattableString.Invariant($"{i % 7}.5\n"))));

    /// <summary>A table of two clusters in three columns, each row labelled: enough to learn from in a moment.</summary>
    public string Clusters(string name = "clusters.csv", int rows = 40)
    {
        var lines = new List<string> { "width,height,depth,kind" };
        var state = 12345u;
        for (var i = 0; i < rows; i++)
        {
            var centre = i % 2 == 0 ? 1.0 : 4.0;
            lines.Add(
                FormattableString.Invariant(
                    $"{centre + Next():F4},{(2 * centre) + Next():F4},{Next():F4},{(i % 2 == 0 ? "small" : "large")}"));
        }
        return Write(name, string.Join('\n', lines) + "\n");

        double Next()
        {
            state = (state * 1664525) + 1013904223;
            return state / (double)uint.MaxValue;
        }
    }

    /// <summary>Sixty questions of two kinds, each with its kind before a tab.</summary>
    public string Texts(string name = "questions.txt") => Write(name, string.Concat(Enumerable.Range(0, 10).Select(_ =>
        "place\twhere is the old river\nplace\twhich city is near the sea\nplace\twhere runs the river\n"
        + "person\twho wrote the book\nperson\twho is the king of the sea\nperson\twho read the old book\n")));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
