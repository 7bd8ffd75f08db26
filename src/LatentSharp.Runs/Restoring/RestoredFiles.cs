namespace LatentSharp;

/// <summary>Writes samples restored, each as the data have it.</summary>
/// <param name="path">The data.</param>
/// <param name="data">What was read of them.</param>
/// <param name="output">As <see cref="RestoreOptions.Output"/>.</param>
/// <param name="restore">A sample in the units of its file, restored: (1, …).</param>
internal sealed class RestoredFiles(string path, RestorationData data, string output, Func<Tensor, Tensor> restore)
{
    private const string Sequence = "sequence";

    /// <summary>Pictures of files into a folder, arrays into a file, series into such a file or a table.</summary>
    /// <exception cref="BadArgumentException">The output does not fit.</exception>
    /// <exception cref="BadFileException">It cannot be written.</exception>
    internal void Write()
    {
        if (data.ArePictureFiles)
        {
            WritePictures();
            return;
        }
        if (data.Sound is { } sound)
        {
            WriteSounds(sound.Rate);
            return;
        }
        if (!(Ends(".npy") || (data.IsSeries && Ends(".csv"))))
            throw new BadArgumentException(
                $"{RestoreOptions.Output.Name}: '{output}' does not fit "
                + (data.IsSeries ? "series; name an .npy or a .csv file." : "arrays; name an .npy file."));
        OutputPlace.Check(RestoreOptions.Output, output, path);
        if (Ends(".csv")) WriteTable();
        else WriteArray();
    }

    private void WritePictures()
    {
        if (Ends(".npy") || Ends(".csv"))
            throw new BadArgumentException(
                $"{RestoreOptions.Output.Name}: '{output}' does not fit pictures, which may have any sizes; name a folder.");
        using var folder = RunFolder.Create(output);
        foreach (var (name, values) in data.Samples)
        {
            var restored = restore(values);
            PictureFolder.Write(folder.Partial, name, restored.Reshape(restored.Shape[1..]));
        }
        folder.Publish();
    }

    private void WriteSounds(int rate)
    {
        if (Ends(".npy") || Ends(".csv"))
            throw new BadArgumentException(
                $"{RestoreOptions.Output.Name}: '{output}' does not fit recordings, which may have any lengths; name a folder.");
        using var folder = RunFolder.Create(output);
        foreach (var (name, values) in data.Samples)
        {
            // Where two differ in their endings alone, the second keeps its own before the new one.
            var place = Path.Combine(folder.Partial, Path.ChangeExtension(name, ".wav"));
            if (File.Exists(place)) place = Path.Combine(folder.Partial, name + ".wav");
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            WavWriter.Write(place, restore(values).AsSpan(), rate);
        }
        folder.Publish();
    }

    /// <summary>Samples of one size one behind the other, a long series as its rows.</summary>
    private void WriteArray()
    {
        var shape = data.Samples[0].Values.Shape;
        if (data.Samples.FirstOrDefault(sample => sample.Values.Shape != shape) is { Name.Length: > 0 } other)
            throw new BadArgumentException(
                $"{path}: series {other.Name} is {other.Values.Shape} and the first {shape}; an array holds series of one length. Name a "
                + ".csv file.");
        var restored = Ops.Concatenate([.. data.Samples.Select(sample => restore(sample.Values).Keep())], 0);
        Npy.Write(output, data.IsOne ? restored.Reshape(shape) : restored);
    }

    /// <summary>A row for each step, and before the channels the number of the series, where there may be several.</summary>
    private void WriteTable()
    {
        var width = data.Channels.Count + (data.IsOne ? 0 : 1);
        var rows = new List<float>();
        for (var i = 0; i < data.Samples.Count; i++)
        {
            var values = restore(data.Samples[i].Values).AsSpan();
            for (var at = 0; at < values.Length; at++)
            {
                if (!data.IsOne && at % data.Channels.Count == 0) rows.Add(i + 1);
                rows.Add(values[at]);
            }
        }
        FeatureCsv.Write(
            output, Tensor.From<float>([.. rows], [rows.Count / width, width]),
            data.IsOne ? data.Channels : [Sequence, .. data.Channels]);
    }

    private bool Ends(string ending) => Path.GetExtension(output).Equals(ending, StringComparison.OrdinalIgnoreCase);
}
