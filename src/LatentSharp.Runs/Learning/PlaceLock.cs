namespace LatentSharp;

/// <summary>
/// A place that one process at a time may fill: a file <c>.NAME.lock</c> beside it, held open for itself alone. The system frees it when
/// its holder ends, however that ends.
/// </summary>
internal sealed class PlaceLock : IDisposable
{
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream file;

    private PlaceLock(FileStream file)
    {
        this.file = file;
        Unfinished.Begin(file.Name);
    }

    /// <summary>Takes the place of this name in a folder; null when somebody else holds it.</summary>
    public static PlaceLock? TryTake(string folder, string name)
    {
        var path = Path.Combine(folder, $".{name}.lock");
        using var never = new ManualResetEventSlim();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
                if (File.Exists(path)) return new PlaceLock(file);
                file.Dispose(); // Its last holder removed it between our opening and our locking it.
            }
            catch (IOException) when (File.Exists(path))
            {
                // Whoever clears what a dead process left holds it for a moment only.
                if (attempt == Attempts) return null;
                never.Wait(Pause);
            }
        }
    }

    public void Dispose()
    {
        // Windows removes no open file; elsewhere it goes while it is still ours.
        if (OperatingSystem.IsWindows()) file.Dispose();
        try
        {
            File.Delete(file.Name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else has taken the place by now, and removes the file in turn.
        }
        Unfinished.End(file.Name);
        file.Dispose();
    }
}
