using System.CommandLine;

namespace LatentSharp;

/// <summary><c>latent data describe DATA</c> and <c>latent data get NAME</c>.</summary>
internal static class DataCommand
{
    public static Command Create() => new("data", "Describes data, and gets sets that are known by name.") { Describe(), Get() };

    private static Command Describe()
    {
        var data = new DataArgument();
        var reading = new ReadingOptions();
        var json = new Option<bool>("--json") { Description = "Writes the description as JSON." };
        var command = new Command(
            "describe", "Says what is in data: shape, ranges, labels and what is missing.") { data.Argument };
        IEnumerable<Option> options =
        [
            .. data.Options, .. reading.Columns, reading.Channels, reading.HashSize, json, .. reading.Table, .. reading.Pictures,
            .. reading.Recordings, .. reading.Texts,
        ];
        foreach (var option in options)
            command.Add(option);
        command.SetAction(parsed =>
        {
            var (source, read) = data.Value(parsed, reading);
            var description = DataDescription.Of(source, read);
            var notes = new ErrorNotes();
            foreach (var note in description.Notes) notes.Report(note);
            if (parsed.GetValue(json)) Console.Out.WriteLine(DescribeDisplay.ToJson(description));
            else DescribeDisplay.Write(Console.Out, description);
        });
        return command;
    }

    private static Command Get()
    {
        var name = new Argument<string>("NAME") { Description = $"The set: {string.Join(", ", KnownSets.All.Select(set => set.Name))}." };
        var from = new Option<string?>("--from")
        {
            Description = "Takes the files from this folder instead of fetching them, with the same checks.", HelpName = "FOLDER",
        };
        var command = new Command("get", "Fetches a set from its home into the cache; latent learn then knows it by name.") { name, from };
        command.SetAction(async (parsed, cancellation) =>
        {
            var wanted = parsed.GetRequiredValue(name);
            var set = KnownSets.Find(wanted)
                ?? throw new BadArgumentException(
                    $"'{wanted}' is no set that can be fetched; there are {string.Join(", ", KnownSets.All.Select(known => known.Name))}.");
            using var display = new GetDisplay(Terminal.Out);
            var folder = parsed.GetValue(from) is { } source
                ? DataDownload.Copy(set, source, listener: display)
                : await DataDownload.GetAsync(set, listener: display, cancellation: cancellation);
            display.Finish(set, folder);
        });
        return command;
    }
}
