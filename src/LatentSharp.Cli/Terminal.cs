using System.Buffers;
using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>
/// What stands between the program's words and the terminal. Names and contents of files go into messages as they are; here, and only here,
/// the characters among them that would steer a terminal become visible: ESC is written as <c>\u001b</c>.
/// </summary>
internal static class Terminal
{
    /// <summary>The controls C0 but line ends and tabs, DEL, C1, and what changes the direction of text or ends lines unseen.</summary>
    private static readonly SearchValues<char> Steering = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Where(c => c is not ('\n' or '\t')).Concat(Enumerable.Range(0x7F, 0x21)).Concat([0x2028, 0x2029])
        .Concat(Enumerable.Range(0x202A, 5))
            .Concat(Enumerable.Range(0x2066, 4)).Select(c => (char)c),
    ]);

    /// <summary>The output as it is, for displays that steer the terminal themselves and clean what they show.</summary>
    public static TextWriter Out { get; private set; } = Console.Out;

    /// <summary>The error stream as it is.</summary>
    public static TextWriter Error { get; private set; } = Console.Error;

    /// <summary>From here on whatever is written to the console is cleaned.</summary>
    public static void Guard()
    {
        (Out, Error) = (Console.Out, Console.Error);
        Console.SetOut(new Cleaning(Out));
        Console.SetError(new Cleaning(Error));
    }

    /// <summary>A text in which nothing steers the terminal.</summary>
    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAny(Steering) < 0) return text;
        var clean = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var isLineEnd = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n';
            if (isLineEnd || !Steering.Contains(text[i])) clean.Append(text[i]);
            else clean.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
        }
        return clean.ToString();
    }

    private sealed class Cleaning(TextWriter inner) : TextWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => inner.Encoding;

        public override void Write(char value) => inner.Write(Clean(value.ToString()));

        public override void Write(string? value) => inner.Write(value is null ? null : Clean(value));

        public override void Write(char[] buffer, int index, int count) => inner.Write(Clean(new string(buffer, index, count)));

        public override void Write(ReadOnlySpan<char> buffer) => inner.Write(Clean(new string(buffer)));

        public override void WriteLine() => inner.WriteLine();

        public override void WriteLine(string? value) => inner.WriteLine(value is null ? null : Clean(value));

        public override void Flush() => inner.Flush();
    }
}
