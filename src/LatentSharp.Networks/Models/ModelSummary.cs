using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>Writes the table of layers, shapes and parameters.</summary>
internal sealed class ModelSummary
{
    private const int Parameters = 2;

    private readonly List<string[]> rows = [];
    private readonly HashSet<Layer> seen = [];
    private readonly bool expandNested, showTrainable, connected;

    private ModelSummary(Model model, bool expandNested, bool showTrainable)
    {
        (this.expandNested, this.showTrainable) = (expandNested, showTrainable);
        connected = HasConnections(model);
        rows.Add(Row("Layer (type)", "Output Shape", "Param #", "Connected to", "Trainable"));
        Add(model, "");
    }

    internal static string Of(Model model, bool expandNested, bool showTrainable)
    {
        if (!model.IsBuilt)
            throw new BadArgumentException(
                "Summary: the network is not built; call Build with the shape of one sample, or train it, first.");
        var text = new StringBuilder().AppendLine(model.Name ?? model.Kind);
        new ModelSummary(model, expandNested, showTrainable).Write(text);
        var trainable = model.TrainableParameters().Distinct().Sum(parameter => (long)parameter.Shape.Count);
        var all = model.AllParameters().DistinctBy(named => named.Parameter).Sum(named => (long)named.Parameter.Shape.Count);
        var remembered = model.OptimizerCount;
        Total("Total", all + remembered);
        Total("Trainable", trainable);
        Total("Non-trainable", all - trainable);
        if (remembered > 0) Total("Optimizer", remembered);
        return text.ToString();

        void Total(string what, long count) =>
            text.AppendLine(CultureInfo.InvariantCulture, $"{what} params: {Number(count)} ({Memory(count)})");
    }

    private void Add(Model model, string indent)
    {
        foreach (var (layer, output, after) in model.Describe())
        {
            var first = seen.Add(layer);
            rows.Add(Row(
                $"{indent}{layer.Path} ({layer.GetType().Name})", output.Rank == 0 ? "" : output.ToString(),
                first ? Number(layer.ParameterCount) : "shared",
                string.Join(", ", after), layer.ParameterCount == 0 ? "-" : layer.Trainable ? "Y" : "N"));
            if (expandNested && first && layer is Model inner) Add(inner, indent.Length == 0 ? "└ " : "  " + indent);
        }
    }

    private string[] Row(string name, string shape, string parameters, string after, string trainable) =>
        [name, shape, parameters, .. connected ? (string[])[after] : [], .. showTrainable ? (string[])[trainable] : []];

    private bool HasConnections(Model model) =>
        model.Describe().Any(row => row.After.Count > 0 || (expandNested && row.Layer is Model inner && HasConnections(inner)));

    private void Write(StringBuilder text)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var line = new string('─', widths.Sum() + (3 * (widths.Length - 1)));
        text.AppendLine(line);
        foreach (var row in rows)
        {
            text.AppendLine(
                string.Join(
                    "   ",
                    row.Select((cell, column) =>
                        column == Parameters ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
            if (row == rows[0]) text.AppendLine(line);
        }
        text.AppendLine(line);
    }

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Memory(long count) => (count * 4.0) switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{count * 4} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{count * 4.0 / 1024:F2} KB"),
        < 1024 * 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{count * 4.0 / 1024 / 1024:F2} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{count * 4.0 / 1024 / 1024 / 1024:F2} GB"),
    };
}
