using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace LatentSharp;

/// <summary>
/// The checkpoints of a run. A run is the same sequence of trainings whenever it is computed, some of them short: those of folds, of
/// layers, of members. Each has checkpoints of its own; when the run goes on everything is computed again but what they hold.
/// </summary>
internal sealed class RunCheckpoints
{
    private readonly string folder;
    private readonly CheckpointInterval interval;
    private int trainings;

    private RunCheckpoints(string folder, CheckpointInterval interval) => (this.folder, this.interval) = (folder, interval);

    /// <summary>The checkpoints of a run that begins or goes on; null where none are wanted.</summary>
    /// <param name="run">The run folder that will be, whose place is taken.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="data">What is learned from.</param>
    /// <exception cref="BadArgumentException">An unfinished run is in the place, or none that could go on.</exception>
    public static RunCheckpoints? Open(string run, LearnRequest request, PreparedData data)
    {
        var isThere = File.Exists(InterruptedRun.FileOf(run));
        if (isThere && !request.Resumes)
            throw new BadArgumentException(
                $"{LearnOptions.Output.Name}: '{run}' was begun before and is not finished. Go on with latent learn "
                + $"{LearnOptions.Resume.Name} {run}, or delete {InterruptedRun.FolderOf(run)} to begin anew.");
        var now = InterruptedRun.Of(request, data);
        if (request.Resumes) InterruptedRun.Load(run).Check(run, now);
        if (request.CheckpointEvery is not { } interval) return null;
        var folder = InterruptedRun.FolderOf(run);
        AtomicFile.CreateFolder(folder);
        if (!isThere) now.Save(run);
        return new(folder, interval);
    }

    /// <summary>What saves the next training.</summary>
    public Callback Next() => new BackupAndRestore(Path.Combine(folder, FormattableString.Invariant($"training-{trainings++:D4}")))
    {
        EverySteps = interval.Steps, Every = interval.Time, DeleteCheckpoint = false,
    };

    /// <summary>Removes them, since the run is finished.</summary>
    public void Delete() => Directory.Delete(folder, recursive: true);

    /// <summary>What tells data apart: a digest of the samples, of a stream some of them, and the labels.</summary>
    internal static string Digest(PreparedData data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<int>([data.SampleCount, .. data.All.Samples.Shape.AsSpan()]));
        hash.AppendData(MemoryMarshal.AsBytes(data.All.Samples.AsSpan()));
        if (data.All.Labels is { } labels) hash.AppendData(MemoryMarshal.AsBytes<int>(labels.ToArray<int>()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
