using System.CommandLine;
using System.Globalization;

namespace LatentSharp;

/// <summary>
/// The commands that learn to restore, and restore by what was learned: <c>latent denoise</c> and <c>latent enhance</c>, each
/// <c>[MODEL] DATA</c>.
/// </summary>
internal static class RestoreCommands
{
    public static Command Denoise() => Create(
        "denoise", "Learns to take noise away from pictures, recordings and series, or with a finished run takes it away.",
        ModelGroup.Denoisers);

    public static Command Enhance() => Create(
        "enhance", "Learns to enlarge pictures, or with a finished run enlarges them.", ModelGroup.Enhancers);

    private static Command Create(string name, string description, ModelGroup group)
    {
        var paths = new Argument<string[]>("[MODEL] DATA")
        {
            Arity = new ArgumentArity(1, 2),
            Description = "A picture or recording, a folder of such of any sizes, or other data; before it a finished run folder to apply.",
        };
        var reading = new ReadingOptions();
        var window = new SpecOption<int?>(RestoreOptions.Window);
        var flags = group.Flags.Select(flag => new ModelOption(flag)).ToArray();
        var test = new SpecOption<string?>(RestoreOptions.Test);
        var output = new SpecOption<string?>(RestoreOptions.Output);
        var threads = new SpecOption<int>(LearnOptions.Threads);
        var quiet = new Option<bool>("--quiet") { Description = "Says nothing but what is wrong." };
        var command = new Command(name, description) { paths, test, output, threads, quiet };
        // Series are there to take noise away from alone.
        IEnumerable<Option> data = group == ModelGroup.Denoisers ? [.. reading.All.Except(reading.Pictures), window] : [reading.Channels];
        foreach (var option in data) command.Add(option);
        foreach (var flag in flags) command.Add(flag);
        command.SetAction(parsed =>
        {
            var given = flags.Where(flag => flag.IsGiven(parsed)).ToDictionary(
                flag => flag.Name, flag => parsed.GetRequiredValue(flag), StringComparer.Ordinal);
            var kind = group.Choice.Default;
            var place = output.Value(parsed);
            if (parsed.GetRequiredValue(paths) is [var model, var apply])
            {
                if (given.Count > 0)
                    throw new BadArgumentException($"{given.Keys.First()}: means nothing to a model that has learned; leave it out.");
                if (window.IsGiven(parsed, out _))
                    throw new BadArgumentException(
                        $"{window.Name}: {model} has windows of its own where it learned from such; leave it out.");
                var count = RestoreRun.Apply(
                    model, apply, place ?? throw NoOutput(), kind, reading.Value(parsed), new ErrorNotes());
                if (!parsed.GetValue(quiet)) Console.Out.WriteLine($"{place}: {count} restored");
                return 0;
            }
            return Learn(
                new RestoreRequest
                {
                    Data = parsed.GetRequiredValue(paths)[0],
                    Reading = reading.Value(parsed),
                    Window = window.Value(parsed),
                    Estimator = (RestorationOptions)group.Read(kind, given),
                    Test = test.Value(parsed),
                    Output = place,
                    Threads = threads.IsGiven(parsed, out var number) ? number : null,
                },
                parsed.GetValue(quiet));
        });
        return command;
    }

    private static int Learn(RestoreRequest request, bool quiet)
    {
        using var stop = new StopOnSignal();
        using var display = LearnDisplay.Create(quiet, json: false);
        var result = RestoreRun.Run(request, display, stop.Signal);
        display.Dispose();
        if (result.Note is { } note) Console.Error.WriteLine($"note: {note}");
        if (quiet) return stop.ExitCode;
        Console.Out.WriteLine();
        Console.Out.WriteLine(result.Metrics.MeasuredOn);
        foreach (var row in result.Metrics.Figures)
        {
            var ratio = row.Snr is { } snr ? string.Create(CultureInfo.InvariantCulture, $"   SNR {snr,6:0.00} dB") : "";
            var similarity = row.Ssim is { } ssim ? string.Create(CultureInfo.InvariantCulture, $"   SSIM {ssim:0.0000}") : "";
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{row.Name,-18} PSNR {row.Psnr,6:0.00} dB{ratio}{similarity}   MAE {row.Mae:0.00000}"));
        }
        if (result.Metrics.Verdict.Length > 0) Console.Out.WriteLine(result.Metrics.Verdict);
        Console.Out.WriteLine();
        Console.Out.WriteLine($"{result.Folder}/report.html");
        return stop.ExitCode;
    }

    private static BadArgumentException NoOutput() =>
        new($"{RestoreOptions.Output.Name} is missing; it must be {RestoreOptions.Output.Requirement}.");
}
