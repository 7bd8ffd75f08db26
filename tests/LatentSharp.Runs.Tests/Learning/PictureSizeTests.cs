namespace LatentSharp.Tests;

public sealed class PictureSizeTests
{
    [Fact]
    public void NewPhotosAreReadAsThoseThatWereLearnedFrom()
    {
        using var place = new TemporaryFolder();
        Directory.CreateDirectory(place.File("photos"));
        for (var i = 0; i < 10; i++) File.WriteAllBytes(place.File($"photos/{i}.jpg"), Photo(20 + i, 14 + (2 * i), 3, 20 * i));
        File.WriteAllBytes(place.File("grey.jpg"), Photo(31, 17, 1, 100));
        var request = new LearnRequest
        {
            Data = place.File("photos"), Estimator = new PcaOptions { LatentSize = 2 }, Output = place.File("run"),
            Reading = new DataOptions { Size = new(6, 4), Fit = PictureFit.Stretch },
        };

        var run = LearnRun.Run(request);

        run.Model.InputShape.ShouldBe([4, 6, 3]);
        File.ReadAllText(Path.Combine(run.Folder, "report.html")).ShouldContain(
            "10 pictures of 20 x 14 to 29 x 32 pixels were stretched to 6 x 4");
        var saved = SavedModel.Load(run.Folder);
        (saved.Size, saved.Fit).ShouldBe((new PictureSize(6, 4), PictureFit.Stretch));
        var all = ApplyRun.Features(run.Folder, place.File("photos"), place.File("all.npy"));
        var one = ApplyRun.Features(run.Folder, place.File("photos/3.jpg"), place.File("one.npy"));
        one.ToArray().ShouldBe(all.Rows(3, 1).ToArray());
        ApplyRun.Features(run.Folder, place.File("grey.jpg"), place.File("grey.npy")).Shape.ShouldBe([1, 2]);
    }

    [Fact]
    public void AFitWithoutASizeAndASizeOutOfRangeAreRefused()
    {
        Refusal(new DataOptions { Fit = PictureFit.Pad }).ShouldBe("--fit: pad needs a size; say --size too.");
        Refusal(new DataOptions { Size = new(0, 5) }).ShouldContain("--size");
        LearnOptions.Size.ReadValue("64").ShouldBe(new PictureSize(64, 64));
        LearnOptions.Size.ReadValue("64x48").ShouldBe(new PictureSize(64, 48));
        LearnOptions.Size.TryRead("64x", out _).ShouldBeFalse();
        LearnOptions.Size.TryRead("1x2x3", out _).ShouldBeFalse();

        static string Refusal(DataOptions reading) => Should.Throw<BadArgumentException>(() =>
            LearnRun.Run(new LearnRequest { Data = "digits", Estimator = new PcaOptions(), Reading = reading })).Message;
    }

    private static byte[] Photo(int width, int height, int channels, int value)
    {
        var pixels = new byte[width * height * channels];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)((value + (i / channels % width * 3)) % 250);
        return JpegWriter.Encode(pixels, width, height, channels, 90);
    }
}
