using System.Text;

namespace LatentSharp.Tests;

/// <summary>Tables written in a test.</summary>
internal static class TableTexts
{
    public static InputSource Source(string text, string name = "test.csv") =>
        new(name, () => new MemoryStream(Encoding.UTF8.GetBytes(text)));

    public static Dataset Read(string text, CsvOptions? options = null) => CsvFile.Read(Source(text), options ?? new CsvOptions());

    public static Dataset Impute(string text) => Read(text, new CsvOptions { Missing = Missing.Impute });

    public static string Refusal(string text, CsvOptions? options = null) =>
        Should.Throw<BadFileException>(() => Read(text, options)).Message;
}
