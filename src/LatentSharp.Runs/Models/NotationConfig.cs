using System.Globalization;
using System.Text.Json;

namespace LatentSharp;

/// <summary>How numbers and dates are written, as it stands in a configuration.</summary>
internal static class NotationConfig
{
    private const string Decimal = "decimal", Thousands = "thousands", Unit = "unit", Order = "order", Since = "since", In = "in";
    private const string Days = "days", Seconds = "seconds", DateFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";

    private static readonly string[] NumberKeys = [Decimal, Thousands, Unit], DateKeys = [Order, Since, In];
    private static readonly OptionSpec<Enum> Orders = OptionKinds.Choice(Order, "", DateOrder.YearFirst);

    public static void Write(Utf8JsonWriter json, string name, NumberNotation numbers)
    {
        json.WriteStartObject(name);
        json.WriteString(Decimal, numbers.Decimal.ToString());
        json.WriteString(Thousands, numbers.Thousands?.ToString());
        json.WriteString(Unit, numbers.Unit?.ToString());
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, string name, DateNotation dates)
    {
        json.WriteStartObject(name);
        json.WriteString(Order, Orders.Write(dates.Order));
        json.WriteString(Since, dates.Origin.ToString(DateFormat, CultureInfo.InvariantCulture));
        json.WriteString(In, dates.InDays ? Days : Seconds);
        json.WriteEndObject();
    }

    /// <exception cref="BadFileException">It is damaged.</exception>
    public static NumberNotation ReadNumbers(ConfigNode config)
    {
        config.Only(NumberKeys);
        var notation = new NumberNotation(One(Decimal) ?? throw config.Bad($"'{Decimal}' must be . or ,"), One(Thousands), One(Unit));
        return notation.IsValid
            ? notation
            : throw config.Bad($"'{Decimal}', '{Thousands}' and '{Unit}' must be signs that numbers are written with");

        char? One(string name) => config.TextOrNull(name) is not { } text ? null
            : text.Length == 1 ? text[0]
            : throw config.Bad($"'{name}' must be one character");
    }

    /// <exception cref="BadFileException">It is damaged.</exception>
    public static DateNotation ReadDates(ConfigNode config)
    {
        config.Only(DateKeys);
        if (!Orders.TryRead(config.Text(Order), out var order)) throw config.Bad($"'{Order}' must be {Orders.Requirement}");
        if (!DateTime.TryParseExact(config.Text(Since), DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var since))
            throw config.Bad($"'{Since}' must be a date and time, as 2013-12-02T00:00:00");
        return config.Text(In) is var unit && unit is Days or Seconds
            ? new DateNotation((DateOrder)order!, since, unit == Days)
            : throw config.Bad($"'{In}' must be {Days} or {Seconds}");
    }
}
