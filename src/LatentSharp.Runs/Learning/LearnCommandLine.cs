namespace LatentSharp;

/// <summary>Writes a request as the command that makes it.</summary>
internal static class LearnCommandLine
{
    /// <summary><c>latent learn digits --latent 2 --seed 1</c>: what differs from the defaults.</summary>
    public static string ToCommand(this LearnRequest request) =>
        new CommandText("learn", request.Data, request.Reading)
            .Add(LearnOptions.Model, request.Estimator.Kind).AddOptions(request.Estimator)
            .Add(LearnOptions.Validation, request.Validation ?? LearnOptions.Validation.Default)
            .Add(LearnOptions.LabelsFor, request.LabelsFor).AddReading(request.Reading).Add(DetectOptions.Window, request.Window)
            .Add(DetectOptions.Stride, request.Stride).Add(DetectOptions.MaxGap, request.MaxGap).Add(LearnOptions.Stream, request.Stream)
            .Add(LearnOptions.Map, request.Map)
            .ToString();
}
