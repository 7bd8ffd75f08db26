namespace LatentSharp.Bench;

/// <summary>Python's readers of tables, in peers/table_peer.py.</summary>
internal static class Tables
{
    internal static IEnumerable<Entrant> Of(string row, Setting setting)
    {
        var command = Python.Script("table_peer.py");
        foreach (var reader in new[] { "pandas", "numpy" })
        {
            yield return command.Count == 0
                ? Entrant.Missing(reader, Python.Absence)
                : new Entrant(reader, "", command, row + "_" + reader, setting.Threads, setting.Peers(setting.Threads));
        }
    }
}
