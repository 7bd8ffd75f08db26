namespace LatentSharp;

/// <summary>Writes a request as the command that makes it.</summary>
internal static class DetectCommandLine
{
    /// <summary><c>latent detect cardio.csv --model iforest</c>: what differs from the defaults.</summary>
    public static string ToCommand(this DetectRequest request)
    {
        var text = new CommandText("detect", request.Data, request.Reading, request.Model);
        if (request.Model is null) text.Add(DetectOptions.Model, request.Estimator.Kind).AddOptions(request.Estimator);
        text.Add(DetectOptions.Score, request.Score);
        if (request.Threshold is { } rule) text.Add(DetectOptions.Threshold, rule);
        return text.Add(DetectOptions.Contamination, request.Contamination).Add(DetectOptions.Normal, request.Normal)
            .Add(DetectOptions.Window, request.Window).Add(DetectOptions.Stride, request.Stride).Add(DetectOptions.MaxGap, request.MaxGap)
            .AddReading(request.Reading).ToString();
    }
}
