using System.Text.Json;

namespace LatentSharp;

/// <summary>The options of an estimator as they stand in a configuration.</summary>
internal static class OptionsConfig
{
    public static void Write(Utf8JsonWriter json, EstimatorOptions options)
    {
        foreach (var option in EstimatorOption.Of(options))
        {
            json.WritePropertyName(option.Key);
            switch (option.Get(options))
            {
                case null: json.WriteNullValue(); break;
                case int whole: json.WriteNumberValue(whole); break;
                case long seed: json.WriteNumberValue(seed); break;
                case double real: json.WriteNumberValue(real); break;
                case bool choice: json.WriteBooleanValue(choice); break;
                case IReadOnlyList<int> widths when option.Type == typeof(IReadOnlyList<int>):
                    json.WriteStartArray();
                    foreach (var width in widths) json.WriteNumberValue(width);
                    json.WriteEndArray();
                    break;
                case var value: json.WriteStringValue(option.Spec.WriteValue(value)); break;
            }
        }
    }

    /// <summary>Reads the options of a kind.</summary>
    /// <exception cref="BadFileException">One is missing or does not fit.</exception>
    public static EstimatorOptions Read(ConfigNode config, ModelKind kind) =>
        kind.Defaults.With([.. kind.Options.Select(option => (option, Read(config, option)))]);

    private static object? Read(ConfigNode config, EstimatorOption option)
    {
        if (!config.Has(option.Key) && option.AbsentMeans is { } old) return old;
        var fits = config.TryValue(option.Key, option.Type, out var value);
        if (fits && value is string name) fits = option.Spec.TryRead(name, out value);
        return fits && option.Spec.Accepts(value) ? value : throw config.Bad($"'{option.Key}' must be {option.Spec.Requirement}");
    }
}
