using System.CommandLine;
using System.Globalization;

namespace LatentSharp;

/// <summary>
/// <c>latent compress MODEL DATA --out FILE</c>, <c>latent compress PICTURES</c>, which learns a model for it, and
/// <c>latent decompress MODEL FILE --out PATH</c>.
/// </summary>
internal static class CompressCommands
{
    public static Command Compress()
    {
        var paths = new Argument<string[]>("[MODEL] DATA")
        {
            Arity = new ArgumentArity(1, 2),
            Description = "What to compress, before it a finished run folder: a variational autoencoder compresses without loss, a picture "
                + "codec pictures with loss. A picture or folder of pictures alone is what a picture codec is learned from.",
        };
        var output = new SpecOption<string?>(CompressOptions.Output);
        var quality = new SpecOption<double?>(CompressOptions.Quality);
        var bits = new SpecOption<double?>(CompressOptions.BitsPerPixel);
        var binarize = new SpecOption<bool>(CompressOptions.Binarize);
        var part = new SpecOption<Enum>(ApplyOptions.Part);
        var reading = new ReadingOptions();
        var flags = ModelGroup.Codecs.Flags.Select(flag => new ModelOption(flag)).ToArray();
        var test = new SpecOption<string?>(CompressOptions.Test);
        var threads = new SpecOption<int>(LearnOptions.Threads);
        var command = new Command(
            "compress", "Compresses data by a finished model, without loss or pictures with loss, or learns from pictures to do so.")
        {
            paths, output, quality, bits, binarize, part, test, threads,
        };
        foreach (var flag in flags) command.Add(flag);
        reading.AddKnownTo(command);
        command.SetAction(parsed =>
        {
            var given = flags.Where(flag => flag.IsGiven(parsed)).ToDictionary(
                flag => flag.Name, flag => parsed.GetRequiredValue(flag), StringComparer.Ordinal);
            int? count = threads.IsGiven(parsed, out var number) ? number : null;
            if (parsed.GetRequiredValue(paths) is not [var model, var data])
            {
                return Learn(new CodecRequest
                {
                    Data = parsed.GetRequiredValue(paths)[0],
                    Estimator = (PictureCodecOptions)ModelGroup.Codecs.Read(ModelGroup.Codecs.Choice.Default, given),
                    Test = test.Value(parsed),
                    Output = output.Value(parsed),
                    Threads = count,
                });
            }
            if (given.Count > 0)
                throw new BadArgumentException($"{given.Keys.First()}: means nothing to a model that has learned; leave it out.");
            var lines = CompressRun.Run(
                new CompressRequest
                {
                    Model = model,
                    Data = data,
                    Output = output.Value(parsed),
                    Quality = quality.Value(parsed),
                    BitsPerPixel = bits.Value(parsed),
                    Binarize = binarize.IsGiven(parsed, out var yes) ? yes : null,
                    Part = part.IsGiven(parsed, out var rows) ? (DataPart)rows : null,
                    Reading = reading.Value(parsed),
                    Threads = count,
                },
                new ErrorNotes());
            foreach (var line in lines) Console.Out.WriteLine(line);
            Console.Out.WriteLine(output.Value(parsed));
            return 0;
        });
        return command;
    }

    public static Command Decompress()
    {
        var model = CommonArguments.Model();
        var file = new Argument<string>("FILE") { Description = "A file of latent compress." };
        var output = new SpecOption<string?>(CompressOptions.Restored) { Required = true };
        var threads = new SpecOption<int>(LearnOptions.Threads);
        var command = new Command("decompress", "Brings back what was compressed, by the model that compressed it.")
        {
            model, file, output, threads,
        };
        command.SetAction(parsed =>
        {
            var restored = CompressRun.Restore(
                parsed.GetRequiredValue(model), parsed.GetRequiredValue(file), output.Value(parsed),
                threads.IsGiven(parsed, out var count) ? count : null);
            Console.Out.WriteLine($"{output.Value(parsed)}: {restored}");
        });
        return command;
    }

    private static int Learn(CodecRequest request)
    {
        using var display = LearnDisplay.Create(quiet: false, json: false);
        var result = CodecRun.Run(request, display);
        display.Dispose();
        if (result.Note is { } note) Console.Error.WriteLine($"note: {note}");
        Console.Out.WriteLine();
        Console.Out.WriteLine(result.Metrics.MeasuredOn);
        foreach (var row in result.Metrics.Figures)
        {
            var jpeg = row.Jpeg is { } beside ? FormattableString.Invariant($"JPEG {beside.Psnr:0.00} dB") : "JPEG cannot be so small";
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"quality {row.Quality,3}   {row.BitsPerPixel:0.000} bits a pixel   PSNR {row.Psnr:0.00} dB   {jpeg}"));
        }
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"deflate       {result.Metrics.DeflatedBitsPerPixel:0.000} bits a pixel   without loss"));
        Console.Out.WriteLine();
        Console.Out.WriteLine($"{result.Folder}/report.html");
        return 0;
    }
}
