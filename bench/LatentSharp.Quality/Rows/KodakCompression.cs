using System.Diagnostics;

namespace LatentSharp.Quality;

/// <summary>Lossy compression of photos that it did not learn from, beside JPEG.</summary>
internal sealed class KodakCompression : QualityRow
{
    private const double Bits = 0.5;

    /// <summary>Each half is compressed by what the other taught.</summary>
    private static readonly string[][] Halves =
    [
        ["kodim03.png", "kodim05.png", "kodim07.png", "kodim12.png"], ["kodim15.png", "kodim16.png", "kodim20.png", "kodim23.png"],
    ];

    public override string Name => "kodak_compress";

    public override string Description =>
        "latent compress by its defaults, learned from four Kodak pictures (3, 5, 7, 12 or 15, 16, 20, 23) in patches of 256 x 256, at "
        + "most 0.5 bits a pixel for each of the other four, from the bytes that were written; then the other way about: the mean PSNR "
        + "of the eight, over all channels, of what decompressing writes";

    public override double Published => 31.90;

    public override string Source =>
        "JPEG by libjpeg (Pillow 9.4, optimised tables, colour halved) on the same eight pictures, between the qualities on both sides of "
        + "0.5 bits a pixel: tests/references/kodak_jpeg.py; 28.94 dB is told for all 24";

    public override double Goal => 31.90;

    public override Better Better => Better.Higher;

    public override double Measure(Effort effort)
    {
        var source = Path.Combine(
            Environment.GetEnvironmentVariable("LATENT_DATA") ?? throw new BadFileException("LATENT_DATA names no folder."), "kodak");
        var place = Directory.CreateTempSubdirectory("latent-kodak-").FullName;
        var figures = new List<double>();
        try
        {
            for (var half = 0; half < Halves.Length; half++)
            {
                var train = Folder(place, source, $"train{half}", Halves[half]);
                var test = Folder(place, source, $"test{half}", Halves[1 - half]);
                var run = Path.Combine(place, $"run{half}");
                var before = Process.GetCurrentProcess().TotalProcessorTime;
                CodecRun.Run(new CodecRequest { Data = train, Test = test, Output = run });
                var seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
                effort.Say(FormattableString.Invariant($"learned and measured in {seconds:F0} s of processor time"));
                foreach (var picture in Halves[1 - half])
                {
                    var (file, packed, back) = (Path.Combine(test, picture), Path.Combine(place, "packed"), Path.Combine(place, picture));
                    var request = new CompressRequest { Model = run, Data = file, Output = packed, BitsPerPixel = Bits };
                    var result = CompressRun.Pictures(request);
                    CompressRun.Restore(run, packed, back);
                    var psnr = PictureQuality.PeakSignalToNoise(Read(file), Read(Path.Combine(back, picture)), 255);
                    figures.Add(psnr);
                    effort.Say(FormattableString.Invariant(
                        $"{picture}: {result.Bytes} bytes, {result.BitsPerPixel:F4} bits a pixel, PSNR {psnr:F3} dB, deflate ")
                        + FormattableString.Invariant($"{result.DeflatedBitsPerPixel:F2} bits a pixel"));
                }
            }
            return figures.Average();
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    private static Tensor Read(string file) => PngReader.Read(file).ToTensor();

    private static string Folder(string place, string source, string name, string[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(place, name)).FullName;
        foreach (var file in files) File.Copy(Path.Combine(source, file), Path.Combine(folder, file));
        return folder;
    }
}
