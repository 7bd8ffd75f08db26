using System.Globalization;
using System.Text.RegularExpressions;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>
/// Every <c>./latent</c> line of README and docs runs, in the order of its page, on small data of the names that the page uses. Only the
/// epochs are cut, and sets that have to be fetched are left out, as are queries where there is no database.
/// </summary>
public sealed partial class DocumentedCommandTests(PostgresServer server) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("latent-docs-").FullName;

    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(Repository.Root, "*.md").Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md"))
            .Where(path => Commands(path).Length > 0).Select(path => Path.GetRelativePath(Repository.Root, path))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void CommandsDoWhatThePageShows(string page)
    {
        Write(
            "measurements.csv", "a,b,c,d,e,f,g,h,class", 40,
            row => string.Join(',', Numbers(row, 8)) + (row % 2 == 0 ? ",left" : ",right"));
        Write(
            "iris.csv", "length,width,petal length,petal width,species", 30,
            row => string.Join(',', Numbers(row, 4)) + ",species" + (row % 3));
        Write(
            "houses.csv", "area,rooms,heating,district", 30,
            row =>
                $"{(row % 7 == 0 ? "NA" : row.ToString(CultureInfo.InvariantCulture))},{row % 5}"
                + $",{(row % 4 == 0 ? "gas" : "wood")},{(row % 2 == 0 ? "north" : "south")}");
        Write(
            "steps.csv", "patient,pace,pulse,outcome", 60,
            row => $"{row / 6},{string.Join(',', Numbers(row, 2))},{(row / 6 % 2 == 0 ? "well" : "ill")}");
        Write(
            "temperature.csv", "time,degrees", 120,
            row => string.Create(CultureInfo.InvariantCulture,
                $"2024-01-{(row / 24) + 1:00} {row % 24:00}:00:00,{Math.Sin(row / 4.0):F3}"));
        Write("book.txt", "ROMEO:", 120, row => $"{(row % 7 == 0 ? "JULIET:" : "What light is this,")} {row * 37 % 101} of them.");
        foreach (var part in new[] { "TRAIN", "TEST" })
            Write(
                $"JapaneseVowels/JapaneseVowels_{part}.ts", "@univariate false\n@classLabel true 1 2\n@data", 12,
                row =>
                    $"{string.Join(',', Numbers(row, 5 + (row % 3)))}:{string.Join(',', Numbers(row + 1, 5 + (row % 3)))}:{1 + (row % 2)}");

        string[] questions = ["place\twhere is the old river", "person\twho wrote the book", "place\twhich city is by the sea"];
        Write("questions.txt", "person\twho is it", 30, row => questions[row % 3]);
        Write("new-questions.txt", "who read the book", 3, _ => "where is the sea");
        Write("reviews.csv", "stars,review", 30, row => row % 2 == 0 ? "5,\"A good book, and short.\"" : "1,Not a good book");
        Write("story.txt", "The river runs to the sea.", 12, row => $"The old river runs by city {row}. It is {row} miles long.");
        foreach (var photos in new[] { "photos", "new-photos" }) Photos(photos);
        foreach (var recordings in new[] { "recordings", "new-recordings" }) Recordings(recordings);

        foreach (var command in Commands(Path.Combine(Repository.Root, page)))
        {
            var arguments = Argument().Matches(command).Select(argument => argument.Value.Trim('"'))
                .Select(argument => argument.EndsWith('…') ? NewestRun(argument[..^1]) : argument).ToList();
            var asks = command.Contains("--query \"", StringComparison.Ordinal);
            if (asks && !server.IsRunning) continue;
            if ((arguments[0] == "learn" && !arguments.Contains("minirocket") && !arguments.Contains("umap")
                    && !arguments.Contains("tf-idf"))
                || (arguments[0] is "denoise" or "enhance" && !arguments[1].StartsWith("runs/", StringComparison.Ordinal)))
                arguments.AddRange(["--epochs", "1"]);
            if (arguments[0] is "compare" or "tune") arguments[arguments.IndexOf("--budget") + 1] = "2s";
            if (arguments.Contains("new.csv")) WriteNew(arguments[1]);
            var outcome = asks
                ? LatentProgram.RunWith(QueryOptions.Variable, server.Connection, folder, [.. arguments])
                : LatentProgram.Run(folder, [.. arguments]);
            outcome.ExitCode.ShouldBe(0, $"{command}\n{outcome.Error}");
            if (arguments.IndexOf("--out") is >= 0 and var at) Path.Exists(Path.Combine(folder, arguments[at + 1])).ShouldBeTrue(command);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>
    /// What stands behind <c>./latent</c> in the shell fences of a page, without comments and without sets that are not in the program.
    /// </summary>
    private static string[] Commands(string path) =>
        [
            .. Fence().Matches(File.ReadAllText(path)).SelectMany(fence => fence.Groups["code"].Value.Split('\n'))
            .Where(line => line.StartsWith("./latent ", StringComparison.Ordinal))
            .Select(line => line["./latent ".Length..].Split(" #")[0].Trim()).Where(command =>
                !command.Contains("mnist", StringComparison.Ordinal))];

    /// <summary>The newest run whose path begins as the page says: <c>runs/digits-autoencoder-…</c>.</summary>
    private string NewestRun(string beginning) => new DirectoryInfo(Path.Combine(folder, "runs")).GetDirectories()
        .OrderByDescending(run => run.CreationTimeUtc).Select(run => "runs/" + run.Name)
        .First(run => run.StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>New samples of the kind that a run has learned from.</summary>
    private void WriteNew(string run)
    {
        var columns = File.ReadAllText(Path.Combine(folder, run, "metrics.json")).Contains("\"data\": \"digits\"", StringComparison.Ordinal)
            ? 64
            : 8;
        Write(
            "new.csv", columns == 8 ? "a,b,c,d,e,f,g,h" : string.Join(',', Enumerable.Range(0, 64).Select(i => $"p{i}")), 5,
            row => string.Join(',', Numbers(row, columns)));
    }

    /// <summary>Two pictures, large enough that the heads of their codes do not take the bits a pixel that a page asks for.</summary>
    private void Photos(string name)
    {
        const int Width = 72, Height = 64;
        Directory.CreateDirectory(Path.Combine(folder, name));
        for (var i = 0; i < 2; i++)
        {
            byte[] pixels = [.. Enumerable.Range(0, Height * Width * 3).Select(at => (byte)(128 + (100 * Math.Sin((at * 0.05) + i))))];
            File.WriteAllBytes(Path.Combine(folder, name, $"{i}.png"), PngWriter.Encode(pixels, Width, Height, 3));
        }
    }

    /// <summary>Tones of two classes and two speakers.</summary>
    private void Recordings(string name)
    {
        Directory.CreateDirectory(Path.Combine(folder, name));
        for (var i = 0; i < 12; i++)
        {
            float[] sound = [.. Enumerable.Range(0, 2400).Select(n => (float)(0.4 * Math.Sin(n * (0.2 + (0.3 * (i % 2)) + (0.01 * i)))))];
            File.WriteAllBytes(Path.Combine(folder, name, $"{i % 2}_{(i < 6 ? "anna" : "ben")}_{i}.wav"), WavWriter.Encode(sound, 8000));
        }
    }

    private static IEnumerable<string> Numbers(int row, int count) =>
        Enumerable.Range(0, count).Select(i => Math.Round(8 + (7 * Math.Sin((row * 1.7) + i)), 3).ToString(CultureInfo.InvariantCulture));

    private void Write(string name, string head, int rows, Func<int, string> row)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, head + "\n" + string.Concat(Enumerable.Range(0, rows).Select(i => row(i) + "\n")));
    }

    [GeneratedRegex("```sh\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Argument();
}
