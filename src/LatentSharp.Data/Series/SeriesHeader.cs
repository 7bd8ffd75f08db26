using System.Globalization;

namespace LatentSharp;

/// <summary>What the tags before the data of a <c>.ts</c> file say.</summary>
internal sealed class SeriesHeader
{
    private static readonly string[] Tags =
        [
            "@problemName", "@timeStamps", "@missing", "@univariate", "@dimensions", "@equalLength", "@seriesLength", "@classLabel",
            "@targetLabel", "@data"];

    private static readonly char[] Blanks = [' ', '\t'];

    private bool univariate;

    /// <summary>How many dimensions each sequence has; null when nothing is said.</summary>
    internal int? Dimensions { get; private set; }

    internal bool EqualLength { get; private set; }

    /// <summary>Whether each value has a time.</summary>
    internal bool HasTimeStamps { get; private set; }

    internal int? SeriesLength { get; private set; }

    /// <summary>The classes in the order of the file; null without.</summary>
    internal string[]? Classes { get; private set; }

    /// <summary>Takes a line; true when it is <c>@data</c>, the last one.</summary>
    internal bool Add(string line, string place, string file)
    {
        var words = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        var tag = words[0].ToUpperInvariant();
        switch (tag)
        {
            case "@DATA":
                if (univariate && Dimensions is > 1) throw Bad($"a univariate file cannot have {Dimensions} dimensions");
                if (univariate) Dimensions = 1;
                return true;
            case "@PROBLEMNAME" or "@MISSING":
                return false;
            case "@TIMESTAMPS":
                HasTimeStamps = Flag();
                return false;
            case "@TARGETLABEL":
                if (Flag()) throw Bad("targets that are numbers are not read; classes are, with @classLabel");
                return false;
            case "@UNIVARIATE":
                univariate = Flag();
                return false;
            case "@EQUALLENGTH":
                EqualLength = Flag();
                return false;
            case "@DIMENSIONS" or "@DIMENSION":
                Dimensions = Number();
                return false;
            case "@SERIESLENGTH":
                SeriesLength = Number();
                return false;
            case "@CLASSLABEL":
                AddClasses();
                return false;
            default:
                throw Bad(
                    tag[0] == '@'
                        ? $"'{CsvLayout.Shorten(words[0])}' is no tag of a .ts file; there are {string.Join(", ", Tags)}"
                        : "a tag such as @univariate, a comment or @data is needed here");
        }

        bool Flag() => (words.Length > 1 ? words[1].ToUpperInvariant() : "") switch
        {
            "TRUE" => true,
            "FALSE" => false,
            _ => throw Bad($"{words[0]} needs true or false"),
        };

        int Number() =>
            words.Length == 2 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw Bad($"{words[0]} needs a whole number above 0");

        void AddClasses()
        {
            Classes = Flag() ? words[2..] : null;
            if (Classes is null) return;
            if (Classes.Length == 0) throw Bad("@classLabel true needs the names of the classes after it");
            if (Classes.Length > ClassTable.Most) throw Bad($"there are more than {ClassTable.Most} classes");
            if (ClassTable.Repeated(Classes) is { } twice) throw Bad($"the class '{CsvLayout.Shorten(twice)}' is named twice");
        }

        BadFileException Bad(string problem) => BadFileException.At(file, place, $"{problem}.");
    }
}
