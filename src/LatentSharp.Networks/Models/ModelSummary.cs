using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>Writes the table of layers, shapes and parameters.</summary>
internal static class ModelSummary
{
    internal static string Of(Model model)
    {
        if (!model.IsBuilt) throw new BadArgumentException("Summary: the network is not built; call Build with the shape of one sample, or train it, first.");
        var rows = new List<(string Layer, string Shape, string Parameters)> { ("Layer (type)", "Output Shape", "Param #") };
        var shape = model.BuiltFor;
        foreach (var layer in model.Layers)
        {
            shape = layer.OutputShape(shape);
            rows.Add(($"{layer.Path} ({layer.GetType().Name})", shape.ToString(), Number(layer.ParameterCount)));
        }
        var widths = (rows.Max(row => row.Layer.Length), rows.Max(row => row.Shape.Length), rows.Max(row => row.Parameters.Length));
        var line = new string('─', widths.Item1 + widths.Item2 + widths.Item3 + 6);
        var text = new StringBuilder().AppendLine(model.Name ?? model.Kind).AppendLine(line);
        foreach (var (row, index) in rows.Select((row, index) => (row, index)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{row.Layer.PadRight(widths.Item1)}   {row.Shape.PadRight(widths.Item2)}   {row.Parameters.PadLeft(widths.Item3)}");
            if (index == 0) text.AppendLine(line);
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
