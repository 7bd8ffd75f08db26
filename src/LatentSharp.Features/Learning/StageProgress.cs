namespace LatentSharp;

/// <summary>Passes on the progress of a training that is a part of another, with its name and without samples to show.</summary>
internal sealed class StageProgress(IProgress<TrainingProgress> listener, string stage) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => listener.Report(value with { Stage = stage, Generated = null });
}
