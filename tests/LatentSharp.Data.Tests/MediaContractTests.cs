using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>
/// The laws of <see cref="LoaderContractTests"/> that hold for texts and recordings, in which there is no number to be wrong. A recording
/// and a text of a folder lie beside a good one.
/// </summary>
public sealed class MediaContractTests : IDisposable
{
    private const int Damaged = 200, Cuts = 40;

    private static readonly Dictionary<string, (byte[] Good, DataOptions Options)> Loaders = new(StringComparer.Ordinal)
    {
        ["folder/b.wav"] = (WavWriter.Encode([.. Enumerable.Range(0, 40).Select(n => n / 64f)], 8000), Wave),
        ["folder/b.mp3"] = (Recording(".mp3"), Wave),
        ["folder/b.ogg"] = (Recording(".ogg"), Wave),
        ["folder/b.txt"] = ("caf\u00e9 au lait\nb a b\n"u8.ToArray(), new() { Text = new() }),
        ["data.txt"] = (
            "spam\tFree: entry\nham\tSee you\nham\tcaf\u00e9\n"u8.ToArray(), new() { Text = new() { LabelSeparator = '\t' } }),
        ["data.jsonl"] = (
            "{\"kind\":\"x\",\"text\":\"Hello \\\"you\\\"\"}\n{\"text\":\"Bye you\",\"kind\":\"y\"}\n"u8.ToArray(),
            new() { Label = "kind", Text = new() { Source = "text" } }),
        ["data.csv"] = (
            "kind,text\nx,\"Hello, \"\"you\"\"\"\ny,Bye you\nx,caf\u00e9\n"u8.ToArray(),
            new() { Label = "kind", Text = new() { Source = "text" } }),
    };

    private readonly TemporaryFolder folder = new();

    private static DataOptions Wave => new() { Sound = new() { Features = SoundFeatures.Wave, Seconds = 0.01 } };

    public static TheoryData<string> Names => new(Loaders.Keys);

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_good_file_gives_the_same_twice_and_under_every_culture(string name)
    {
        var first = Open(name, Loaders[name].Good);
        first.Count.ShouldBeGreaterThan(1);
        foreach (var again in new[] { Open(name, Loaders[name].Good), InCulture.German(() => Open(name, Loaders[name].Good)) })
        {
            again.Samples.Shape.ShouldBe(first.Samples.Shape);
            again.Samples.ToArray().ShouldBe(first.Samples.ToArray());
            again.Labels?.ToArray<int>().ShouldBe(first.Labels?.ToArray<int>());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_beginning_of_a_file_is_read_or_refused(string name)
    {
        var good = Loaders[name].Good;
        for (var cut = 0; cut < Cuts; cut++) OpenOrRefuse(name, good[..(good.Length * cut / Cuts)]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_files_are_read_or_refused_and_take_little_memory(string name)
    {
        var refused = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < Damaged; number++)
            if (!OpenOrRefuse(name, Damage.Do(Loaders[name].Good, number))) refused++;
        refused.ShouldBeGreaterThan(Damaged / 10);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(Damaged * (1L << 20));
    }

    private static byte[] Recording(string ending) => ReferenceArchive.Read("Sounds", "sounds.zip")
        .Where(file => file.Key.StartsWith("good/", StringComparison.Ordinal) && file.Key.EndsWith(ending, StringComparison.Ordinal))
        .MinBy(file => file.Value.Length).Value;

    private bool OpenOrRefuse(string name, byte[] content)
    {
        try
        {
            var data = Open(name, content);
            data.Count.ShouldBeGreaterThan(1);
            Array.TrueForAll(data.Samples.ToArray(), float.IsFinite).ShouldBeTrue();
            return true;
        }
        catch (BadFileException e)
        {
            e.Message.ShouldStartWith(folder.Path);
            return false;
        }
        catch (BadArgumentException e)
        {
            // Damage may hit the name of the column of labels or of texts, which then is not there.
            e.Message.ShouldContain(Loaders[name].Options.Label.ShouldNotBeNull());
            return false;
        }
    }

    private Dataset Open(string name, byte[] content)
    {
        var (good, options) = Loaders[name];
        if (!name.StartsWith("folder/", StringComparison.Ordinal)) return DataSource.Open(folder.Write(name, content), options);
        Directory.CreateDirectory(folder.File("folder"));
        folder.Write(name, content);
        folder.Write(name.Replace("/b.", "/a.", StringComparison.Ordinal), good);
        return DataSource.Open(folder.File("folder"), options);
    }
}
