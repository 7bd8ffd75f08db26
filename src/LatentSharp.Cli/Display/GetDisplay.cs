using System.Globalization;

namespace LatentSharp;

/// <summary>What <c>latent data get</c> says: a line for each file, and while one comes its percentage where there is a terminal.</summary>
internal sealed class GetDisplay(TextWriter writer) : IProgress<DataProgress>, IDisposable
{
    private const double MiB = 1 << 20;

    private readonly bool isLive = !Console.IsOutputRedirected;

    public void Report(DataProgress value)
    {
        var done = value.Bytes == value.Length;
        if (!done && !isLive) return;
        var size = string.Create(CultureInfo.InvariantCulture, $"{value.Length / MiB:0.0} MiB");
        var state = value.FromCache ? "was here already"
            : done ? "done"
            : string.Create(CultureInfo.InvariantCulture, $"{100.0 * value.Bytes / value.Length:0} %");
        writer.Write($"{(isLive ? "\r" : "")}{value.File,-28} {size,9}   {state,-16}".TrimEnd());
        if (done) writer.WriteLine();
        writer.Flush();
    }

    public void Finish(KnownSet set, string folder)
    {
        writer.WriteLine();
        writer.WriteLine(set.Description);
        writer.WriteLine($"{set.Source}. {set.License}.");
        writer.WriteLine(Terminal.Clean(folder));
        writer.WriteLine($"Next: latent learn {set.Name}");
    }

    public void Dispose() => writer.Flush();
}
