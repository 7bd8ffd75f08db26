using System.Globalization;

namespace LatentSharp;

/// <summary>
/// Passes the progress of a training on, and writes what a model that generates makes of the same noise after each epoch into the run
/// folder: pictures and the curves of sequences as <c>samples/epoch-0001.png</c>, others as .npy.
/// </summary>
internal sealed class EpochSheets(string folder, SampleLook look, IProgress<LearnEvent>? listener) : IProgress<TrainingProgress>
{
    private readonly List<(int Epoch, Tensor Samples)> sheets = [];

    /// <summary>The first samples of each epoch's sheet.</summary>
    internal IReadOnlyList<(int Epoch, Tensor Samples)> Sheets => sheets;

    public void Report(TrainingProgress value)
    {
        if (value.Generated is { } samples && Require.AreFinite(samples.AsSpan())) Write(value.Epoch, samples);
        listener?.Report(new LearnEvent.Training(value));
    }

    private void Write(int epoch, Tensor samples)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, "samples")).FullName;
        var name = string.Create(CultureInfo.InvariantCulture, $"epoch-{epoch:0000}");
        if (look.HasPicture) PngWriter.Write(Path.Combine(place, name + ".png"), look.Draw(samples));
        else Npy.Write(Path.Combine(place, name + ".npy"), look.Scaling.Invert(samples));
        sheets.Add((epoch, samples.Rows(0, Math.Min(samples.Shape[0], GenerationReport.InARow)).Keep()));
    }
}
