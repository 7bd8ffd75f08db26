namespace LatentSharp;

/// <summary>Lossy compression of photos that it did not learn from, beside JPEG.</summary>
internal static class CompressionExperiments
{
    private const double Bits = 0.5, Jpeg = 31.90;

    /// <summary>Each half is compressed by what the other taught.</summary>
    private static readonly IReadOnlyList<string>[] Halves = [KodakSet.First, KodakSet.Second];

    public static IEnumerable<Experiment> All =>
    [
        new(effort => Effort.InFolder(place => Halves.Index().SelectMany(half => Quality(place, half.Index, effort)).Average()))
        {
            Name = "kodak_compress",
            Recipe = "latent compress by its defaults, learned from four Kodak pictures (3, 5, 7, 12 or 15, 16, 20, 23) in patches of "
                + "256 x 256, at most 0.5 bits a pixel for each of the other four, from the bytes that were written; then the other way "
                + "about: the mean PSNR of the eight, over all channels, of what decompressing writes",
            Published = Jpeg,
            Source = "JPEG by libjpeg (Pillow 9.4, optimised tables, colour halved) on the same eight pictures, between the qualities on "
                + "both sides of 0.5 bits a pixel: tests/references/kodak_jpeg.py; 28.94 dB is told for all 24",
            Goal = Jpeg,
            Expected = TimeSpan.FromMinutes(10),
            Data = [ExperimentData.Kodak],
        },
    ];

    /// <summary>The PSNR of each picture of the other half.</summary>
    private static List<double> Quality(string place, int half, Effort effort)
    {
        var train = KodakSet.Copy(effort, place, $"train{half}", Halves[half]);
        var test = KodakSet.Copy(effort, place, $"test{half}", Halves[1 - half]);
        var run = Path.Combine(place, $"run{half}");
        var before = Environment.CpuUsage.TotalTime;
        CodecRun.Run(new CodecRequest { Data = train, Test = test, Output = run }, cancellation: effort.Cancellation);
        effort.Say(FormattableString.Invariant(
            $"learned and measured in {(Environment.CpuUsage.TotalTime - before).TotalSeconds:F0} s of processor time"));
        var figures = new List<double>();
        foreach (var picture in Halves[1 - half])
        {
            var (file, packed, back) = (Path.Combine(test, picture), Path.Combine(place, "packed"), Path.Combine(place, picture));
            var result = CompressRun.Pictures(new CompressRequest { Model = run, Data = file, Output = packed, BitsPerPixel = Bits });
            CompressRun.Restore(run, packed, back);
            figures.Add(PictureQuality.PeakSignalToNoise(Read(file), Read(Path.Combine(back, picture)), 255));
            effort.Say(FormattableString.Invariant(
                $"{picture}: {result.Bytes} bytes, {result.BitsPerPixel:F4} bits a pixel, PSNR {figures[^1]:F3} dB, deflate ")
                + FormattableString.Invariant($"{result.DeflatedBitsPerPixel:F2} bits a pixel"));
        }
        return figures;
    }

    private static Tensor Read(string file) => PngReader.Read(file).ToTensor();
}
