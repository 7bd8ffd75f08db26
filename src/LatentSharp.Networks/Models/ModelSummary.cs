using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>Writes the table of layers, shapes and parameters.</summary>
internal static class ModelSummary
{
    internal static string Of(Model model)
    {
        if (!model.IsBuilt) throw new BadArgumentException("Summary: the network is not built; call Build with the shape of one sample, or train it, first.");
        var layers = model.Describe().ToList();
        var connected = layers.Any(layer => layer.After.Count > 0);
        List<string[]> rows = [["Layer (type)", "Output Shape", "Param #", .. connected ? (string[])["Connected to"] : []]];
        var seen = new HashSet<Layer>();
        foreach (var (layer, output, after) in layers)
        {
            var parameters = seen.Add(layer) ? Number(layer.ParameterCount) : "shared";
            rows.Add([$"{layer.Path} ({layer.GetType().Name})", output.Rank == 0 ? "" : output.ToString(), parameters, .. connected ? (string[])[string.Join(", ", after)] : []]);
        }
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var line = new string('─', widths.Sum() + (3 * (widths.Length - 1)));
        var text = new StringBuilder().AppendLine(model.Name ?? model.Kind).AppendLine(line);
        for (var i = 0; i < rows.Count; i++)
        {
            var cells = rows[i].Select((cell, column) => column == 2 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            text.AppendLine(string.Join("   ", cells).TrimEnd());
            if (i == 0) text.AppendLine(line);
        }
        var trainable = model.TrainableParameters().Sum(parameter => parameter.Shape.Count);
        return text.AppendLine(line)
            .AppendLine(CultureInfo.InvariantCulture, $"Total params: {Number(model.ParameterCount)} ({Memory(model.ParameterCount)})")
            .AppendLine(CultureInfo.InvariantCulture, $"Trainable params: {Number(trainable)} ({Memory(trainable)})")
            .AppendLine(CultureInfo.InvariantCulture, $"Non-trainable params: {Number(model.ParameterCount - trainable)} ({Memory(model.ParameterCount - trainable)})")
            .ToString();
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Memory(int count) => (count * 4.0) switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{count * 4} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{count * 4.0 / 1024:F2} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{count * 4.0 / 1024 / 1024:F2} MB"),
    };
}
